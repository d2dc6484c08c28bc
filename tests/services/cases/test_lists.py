"""Lists: gravest and oldest first, filters with counts, pages, nobody sees more than the post allows."""

from datetime import timedelta
from typing import Any

import pytest

from models.enums import Kind, Severity
from services.assignments import extensions, handling
from services.cases import lists
from services.cases.lists import Filter, OwnFilter, TaskFilter
from services.core.act import Act
from services.core.errors import Forbidden
from services.core.town import Town
from services.filing import filing
from services.triage import triage
from township import GRAVE, TownshipDriver


@pytest.fixture
async def loop(town: Town) -> TownshipDriver:
    return await TownshipDriver.open(town)


async def seen(loop: TownshipDriver, who: str, kind: Filter = Filter.TODO, **more: Any) -> list[str]:
    async with loop.town.database.reading() as session:
        listing = await lists.station(Act(session, loop.town, loop.now, await loop.actor(who)), kind, **more)
        return [entry.case.description for entry in listing.entries]


async def counted(loop: TownshipDriver, who: str, **more: Any) -> dict[str, int]:
    async with loop.town.database.reading() as session:
        found = await lists.counts(Act(session, loop.town, loop.now, await loop.actor(who)), **more)
        return {kind.value: count for kind, count in found.items() if count}


async def tasks(loop: TownshipDriver, who: str, kind: TaskFilter = TaskFilter.TODO) -> list[tuple[str, bool]]:
    async with loop.town.database.reading() as session:
        listing = await lists.tasks(Act(session, loop.town, loop.now, await loop.actor(who)), kind)
        return [(entry.case.description, entry.overdue) for entry in listing.entries]


async def test_danger_to_life_then_incidents_then_the_gravest_then_the_oldest(loop: TownshipDriver) -> None:
    for text, fields in (
        ("轻", {}),
        ("重", {"severity": Severity.MAJOR}),
        ("特重", {"severity": Severity.EXTRAORDINARY}),
        ("较重", {"severity": Severity.CONSIDERABLE}),
        ("险情", {"kind": Kind.INCIDENT}),
        ("人命", {"life_danger": True}),
        ("后来", {}),
    ):
        await loop.files(text=text, **fields)
        loop.forward(minutes=1)
    assert await seen(loop, "duty") == ["人命", "险情", "特重", "重", "较重", "轻"]
    assert await seen(loop, "duty", page=1) == ["后来"]


async def test_each_filter_shows_what_it_counts(loop: TownshipDriver) -> None:
    await loop.files(text="新")
    judged = await loop.files(text="已研判")
    await loop.by("duty", triage.judge, judged.id)
    await loop.dispatched("natural-resources", text="在单位")
    await loop.handled(text="待核验")
    done = await loop.handled(text="待销号")
    await loop.verifies("night", done)
    waits = await loop.dispatched("natural-resources", text="申请延期", **GRAVE)
    assignment = await loop.assignment(waits, "natural-resources")
    await loop.by("land", handling.accept, assignment.id)
    await loop.by(
        "land", extensions.ask, assignment.id, until=assignment.due_at + timedelta(hours=2), reason="人手不够"
    )
    assert await counted(loop, "duty") == {
        "todo": 5,
        "triage": 1,
        "dispatch": 1,
        "at_units": 2,
        "verify": 1,
        "close": 1,
        "incidents": 1,
    }
    for kind, texts in {
        Filter.TODO: {"新", "已研判", "待核验", "待销号", "申请延期"},
        Filter.TRIAGE: {"新"},
        Filter.DISPATCH: {"已研判"},
        Filter.AT_UNITS: {"在单位", "申请延期"},
        Filter.VERIFY: {"待核验"},
        Filter.CLOSE: {"待销号"},
        Filter.INCIDENTS: {"申请延期"},
        Filter.OVERDUE: set(),
        Filter.ENDED: set(),
    }.items():
        assert set(await seen(loop, "duty", kind)) == texts, kind
    loop.forward(days=1)
    assert set(await seen(loop, "duty", Filter.OVERDUE)) == {"申请延期"}


async def test_any_late_step_is_overdue(loop: TownshipDriver) -> None:
    await loop.files(text="无人研判")
    await loop.dispatched("natural-resources", text="无人签收")
    assert await seen(loop, "duty", Filter.OVERDUE) == []
    loop.forward(days=2)
    assert set(await seen(loop, "duty", Filter.OVERDUE)) == {"无人研判", "无人签收"}
    assert (await counted(loop, "duty"))["overdue"] == 2


async def test_a_deputy_director_sees_and_counts_the_own_lines(loop: TownshipDriver) -> None:
    await loop.files(text="地灾")
    await loop.files(text="消防", line="fire")
    assert await seen(loop, "geology_director") == ["地灾"]
    assert (await counted(loop, "geology_director"))["todo"] == 1
    assert (await counted(loop, "director"))["todo"] == 2
    assert await seen(loop, "duty", line="fire") == ["消防"]
    assert (await counted(loop, "duty", line="fire"))["todo"] == 1
    for who in ("officer", "land", "operator"):
        with pytest.raises(Forbidden):
            await seen(loop, who)


async def test_a_units_tasks_by_deadline(loop: TownshipDriver) -> None:
    await loop.dispatched("natural-resources", text="后到期")
    await loop.dispatched("natural-resources", text="先到期", severity=Severity.MAJOR)
    await loop.dispatched("road-station", text="别人的")
    await loop.dispatched("natural-resources", text="险情", kind=Kind.INCIDENT)
    assert await tasks(loop, "land") == [("险情", False), ("先到期", False), ("后到期", False)]
    loop.forward(days=3)
    assert await tasks(loop, "land") == [("险情", True), ("先到期", True), ("后到期", False)]
    await loop.handled(text="已反馈")
    assert await tasks(loop, "land", TaskFilter.REPORTED) == [("已反馈", False)]
    assert await tasks(loop, "land", TaskFilter.WORKING) == []
    with pytest.raises(Forbidden):
        await tasks(loop, "officer")


async def test_an_officer_sees_what_was_filed_and_followed(loop: TownshipDriver) -> None:
    case = await loop.files(text="我报的")
    theirs = await loop.files("neighbour", text="邻村报的")
    await loop.by("officer", filing.follow, theirs.id)
    ended = await loop.files(text="不成立")
    await loop.by("duty", triage.dismiss, ended.id, reason="不是隐患")

    async def own(act: Act, kind: OwnFilter) -> list[str]:
        listing = await lists.of_person(act, kind)
        return [entry.case.description for entry in listing.entries]

    assert await loop.by("officer", own, OwnFilter.OPEN) == ["我报的"]
    assert await loop.by("officer", own, OwnFilter.ENDED) == ["不成立"]
    assert await loop.by("officer", own, OwnFilter.FOLLOWED) == ["邻村报的"]
    assert case.reporter_id == loop.people["officer"]
