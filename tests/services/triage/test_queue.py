"""The queue: the gravest and oldest first, stages, search, filters; nobody sees more than the post allows."""

from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from models import Draft
from models.enums import DraftKind, Kind, Severity
from services.assignments import extensions, handling
from services.core.act import Act
from services.core.errors import Forbidden, Refused, Stale
from services.core.town import Town
from services.triage import queue, triage, views
from services.triage.queue import Filter
from township import GRAVE, TownshipDriver


@pytest.fixture
async def loop(town: Town) -> TownshipDriver:
    return await TownshipDriver.open(town)


async def seen(loop: TownshipDriver, who: str, stage: Filter | None = None, *, page: int = 0, **by: Any) -> list[str]:
    async def look(act: Act) -> list[str]:
        shown = await views.view(act, 0)
        if stage is not None or by:
            shown = await views.narrowed(act, shown, **({"stage": stage.value} if stage else {}), **by)
        listing = await queue.page(act, shown, page)
        return [entry.case.description for entry in listing.entries]

    found: list[str] = await loop.by(who, look)
    return found


async def counted(loop: TownshipDriver, who: str, **by: Any) -> dict[str, int]:
    async def look(act: Act) -> dict[str, int]:
        shown = await views.narrowed(act, await views.view(act, 0), **by)
        held = await queue.counts(act, shown)
        return {stage.value: count for stage, count in held.stages.items() if count}

    found: dict[str, int] = await loop.by(who, look)
    return found


async def search(loop: TownshipDriver, who: str, said: str) -> list[str]:
    async def look(act: Act) -> list[str]:
        shown = await views.found(act, await views.view(act, 0), said)
        return sorted(entry.case.description for entry in (await queue.page(act, shown)).entries)

    found: list[str] = await loop.by(who, look)
    return found


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
    assert await seen(loop, "duty") == ["人命", "险情", "特重", "重", "较重", "轻", "后来"]
    for number in range(4):
        await loop.files(text=f"又{number}")
        loop.forward(minutes=1)
    assert (await seen(loop, "duty"))[-1] == "又2", "ten a page"
    assert await seen(loop, "duty", page=1) == ["又3"]


async def test_what_is_mine_comes_first_and_what_a_colleague_has_in_hand_last(loop: TownshipDriver) -> None:
    cases = {text: await loop.files(text=text) for text in ("同事在研判", "没人管", "我在研判")}
    cases["同事的险情"] = await loop.files(text="同事的险情", kind=Kind.INCIDENT)
    for who, text in (("night", "同事在研判"), ("night", "同事的险情"), ("duty", "我在研判")):
        await loop.by(who, triage.claim, cases[text].id)
    assert await seen(loop, "duty") == ["同事的险情", "我在研判", "没人管", "同事在研判"]
    assert await seen(loop, "duty", Filter.OPEN, mine=True) == ["我在研判"]
    loop.forward(minutes=10)
    assert await seen(loop, "duty") == ["同事的险情", "同事在研判", "没人管", "我在研判"], "nobody has them any more"


async def test_each_stage_shows_what_it_counts(loop: TownshipDriver) -> None:
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
        "open": 6,
        "triage": 1,
        "dispatch": 1,
        "at_units": 2,
        "verify": 1,
        "close": 1,
        "incidents": 1,
    }
    for stage, texts in {
        Filter.TODO: {"新", "已研判", "待核验", "待销号", "申请延期"},
        Filter.OPEN: {"新", "已研判", "待核验", "待销号", "申请延期", "在单位"},
        Filter.TRIAGE: {"新"},
        Filter.DISPATCH: {"已研判"},
        Filter.AT_UNITS: {"在单位", "申请延期"},
        Filter.VERIFY: {"待核验"},
        Filter.CLOSE: {"待销号"},
        Filter.INCIDENTS: {"申请延期"},
        Filter.OVERDUE: set(),
        Filter.ENDED: set(),
    }.items():
        assert set(await seen(loop, "duty", stage)) == texts, stage
    loop.forward(days=1)
    assert set(await seen(loop, "duty", Filter.OVERDUE)) == {"申请延期"}


async def test_any_late_step_is_overdue(loop: TownshipDriver) -> None:
    await loop.files(text="无人研判")
    await loop.dispatched("natural-resources", text="无人签收")
    assert await seen(loop, "duty", Filter.OVERDUE) == []
    loop.forward(days=2)
    assert set(await seen(loop, "duty", Filter.OVERDUE)) == {"无人研判", "无人签收"}
    assert (await counted(loop, "duty"))["overdue"] == 2


async def test_a_deputy_director_sees_counts_and_finds_the_cases_of_the_posts_line(loop: TownshipDriver) -> None:
    await loop.files(text="地灾")
    await loop.files(text="消防", line="fire")
    assert await seen(loop, "geology_director") == ["地灾"]
    assert (await counted(loop, "geology_director"))["open"] == 1
    assert (await counted(loop, "director"))["open"] == 2
    assert await seen(loop, "duty", line="fire") == ["消防"]
    assert (await counted(loop, "duty", line="fire"))["todo"] == 1
    assert await search(loop, "geology_director", "消防") == []
    for who in ("officer", "land", "operator"):
        with pytest.raises(Forbidden):
            await seen(loop, who)


async def test_words_find_a_case_by_what_it_says_where_it_is_and_who_has_to_do_with_it(loop: TownshipDriver) -> None:
    crack = await loop.files(text="屋后裂缝3米_有渗水", landmark="老水井旁", on_behalf_name="周大娘")
    hidden = {"line": "fire", "on_behalf_name": "吴老汉", "anonymous": True, "village_id": loop.villages["xiahe"]}
    await loop.files("neighbour", text="ABC加油站", **hidden)
    await loop.dispatched("road-station", text="护栏断了", line="traffic")
    for said, expected in {
        "裂缝": ["屋后裂缝3米_有渗水"],
        crack.number[-4:]: ["屋后裂缝3米_有渗水"],
        crack.number.lower(): ["屋后裂缝3米_有渗水"],
        "水井 裂缝": ["屋后裂缝3米_有渗水"],
        "水井 护栏": [],
        "周大娘": ["屋后裂缝3米_有渗水"],
        "吴老汉": [],
        "陈信息员": ["ABC加油站"],
        "下河": ["ABC加油站"],
        "abc": ["ABC加油站"],
        "消防": ["ABC加油站"],
        "公路养护站": ["护栏断了"],
        "%": [],
        "3米_": ["屋后裂缝3米_有渗水"],
        "米x有": [],
    }.items():
        assert await search(loop, "duty", said) == expected, said
    for said, key in (("  \u202e ", "queue-find-empty"), ("长" * 41, "queue-find-long")):
        with pytest.raises(Refused, match=key):
            await search(loop, "duty", said)
    await loop.by("duty", triage.dismiss, crack.id, reason="误报")
    assert await search(loop, "duty", "裂缝") == ["屋后裂缝3米_有渗水"], "also when it has ended"
    loop.forward(days=400)
    assert await search(loop, "duty", "裂缝") == []


async def test_a_village_and_no_village(loop: TownshipDriver) -> None:
    await loop.files(text="上湾的")
    await loop.files(text="没有村", village_id=None, grid_id=None, outside=True, outside_confirmed=True)
    assert await seen(loop, "duty", village=loop.villages["shangwan"]) == ["上湾的"]
    assert await seen(loop, "duty", village=queue.NO_VILLAGE) == ["没有村"]

    async def offered(act: Act) -> list[tuple[int, str | None, int]]:
        shown = await views.narrowed(act, await views.view(act, 0), village=loop.villages["shangwan"])
        return await queue.villages(act, shown)

    assert sorted(await loop.by("duty", offered)) == [(0, None, 1), (loop.villages["shangwan"], "上湾村", 1)]


async def test_a_view_is_one_row_its_owners_and_few_are_kept(loop: TownshipDriver) -> None:
    async def narrow(act: Act, text: str) -> int:
        return (await views.narrowed(act, await views.view(act, 0), text=text)).id

    first = await loop.by("duty", narrow, "裂缝")
    assert await loop.by("duty", narrow, "裂缝") == first
    assert await loop.by("duty", narrow, "") == 0
    with pytest.raises(Stale):
        await loop.by("night", views.view, first)
    for number in range(views.KEPT + 5):
        loop.forward(seconds=1)
        await loop.by("duty", narrow, f"词{number}")
    async with loop.town.database.reading() as session:
        kept = await session.scalar(sa.select(sa.func.count()).where(Draft.kind == DraftKind.QUEUE))
    assert kept == views.KEPT
    with pytest.raises(Stale):
        await loop.by("duty", views.view, first)


async def test_how_long_a_case_waits_and_how_late_it_is(loop: TownshipDriver) -> None:
    await loop.dispatched("natural-resources")
    loop.forward(hours=3)

    async def entry(act: Act) -> tuple[timedelta, timedelta | None]:
        (one,) = (await queue.page(act, await views.narrowed(act, await views.view(act, 0), stage="open"))).entries
        return act.now - one.since, one.late

    assert await loop.by("duty", entry) == (timedelta(hours=3), None)
    loop.forward(days=2)
    since, late = await loop.by("duty", entry)
    assert since == timedelta(days=2, hours=3)
    assert late is not None
    assert late > timedelta(days=1)
