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
async def driver(town: Town) -> TownshipDriver:
    return await TownshipDriver.open(town)


async def seen(driver: TownshipDriver, who: str, stage: Filter | None = None, *, page: int = 0, **by: Any) -> list[str]:
    async def look(act: Act) -> list[str]:
        shown = await views.view(act, 0)
        if stage is not None or by:
            shown = await views.narrowed(act, shown, **({"stage": stage.value} if stage else {}), **by)
        listing = await queue.page(act, shown, page)
        return [entry.case.description for entry in listing.entries]

    found: list[str] = await driver.by(who, look)
    return found


async def counted(driver: TownshipDriver, who: str, **by: Any) -> dict[str, int]:
    async def look(act: Act) -> dict[str, int]:
        shown = await views.narrowed(act, await views.view(act, 0), **by)
        held = await queue.counts(act, shown)
        return {stage.value: count for stage, count in held.stages.items() if count}

    found: dict[str, int] = await driver.by(who, look)
    return found


async def search(driver: TownshipDriver, who: str, said: str) -> list[str]:
    async def look(act: Act) -> list[str]:
        shown = await views.found(act, await views.view(act, 0), said)
        return sorted(entry.case.description for entry in (await queue.page(act, shown)).entries)

    found: list[str] = await driver.by(who, look)
    return found


async def test_danger_to_life_then_incidents_then_the_gravest_then_the_oldest(driver: TownshipDriver) -> None:
    for text, fields in (
        ("轻", {}),
        ("重", {"severity": Severity.MAJOR}),
        ("特重", {"severity": Severity.EXTRAORDINARY}),
        ("较重", {"severity": Severity.CONSIDERABLE}),
        ("险情", {"kind": Kind.INCIDENT}),
        ("人命", {"life_danger": True}),
        ("后来", {}),
    ):
        await driver.files(text=text, **fields)
        driver.forward(minutes=1)
    assert await seen(driver, "duty") == ["人命", "险情", "特重", "重", "较重", "轻", "后来"]
    for number in range(4):
        await driver.files(text=f"又{number}")
        driver.forward(minutes=1)
    assert (await seen(driver, "duty"))[-1] == "又2", "ten a page"
    assert await seen(driver, "duty", page=1) == ["又3"]


async def test_what_is_mine_comes_first_and_what_a_colleague_has_in_hand_last(driver: TownshipDriver) -> None:
    cases = {text: await driver.files(text=text) for text in ("同事在研判", "没人管", "我在研判")}
    cases["同事的险情"] = await driver.files(text="同事的险情", kind=Kind.INCIDENT)
    for who, text in (("night", "同事在研判"), ("night", "同事的险情"), ("duty", "我在研判")):
        await driver.by(who, triage.claim, cases[text].id)
    assert await seen(driver, "duty") == ["同事的险情", "我在研判", "没人管", "同事在研判"]
    assert await seen(driver, "duty", Filter.OPEN, mine=True) == ["我在研判"]
    driver.forward(minutes=10)
    assert await seen(driver, "duty") == ["同事的险情", "同事在研判", "没人管", "我在研判"], "nobody has them any more"


async def test_each_stage_shows_what_it_counts(driver: TownshipDriver) -> None:
    await driver.files(text="新")
    judged = await driver.files(text="已研判")
    await driver.by("duty", triage.judge, judged.id)
    await driver.dispatched("natural-resources", text="在单位")
    await driver.handled(text="待核验")
    done = await driver.handled(text="待销号")
    await driver.verifies("night", done)
    waits = await driver.dispatched("natural-resources", text="申请延期", **GRAVE)
    assignment = await driver.assignment(waits, "natural-resources")
    await driver.by("land", handling.accept, assignment.id)
    await driver.by(
        "land", extensions.ask, assignment.id, until=assignment.due_at + timedelta(hours=2), reason="人手不够"
    )
    assert await counted(driver, "duty") == {
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
        assert set(await seen(driver, "duty", stage)) == texts, stage
    driver.forward(days=1)
    assert set(await seen(driver, "duty", Filter.OVERDUE)) == {"申请延期"}


async def test_any_late_step_is_overdue(driver: TownshipDriver) -> None:
    await driver.files(text="无人研判")
    await driver.dispatched("natural-resources", text="无人签收")
    assert await seen(driver, "duty", Filter.OVERDUE) == []
    driver.forward(days=2)
    assert set(await seen(driver, "duty", Filter.OVERDUE)) == {"无人研判", "无人签收"}
    assert (await counted(driver, "duty"))["overdue"] == 2


async def test_a_deputy_director_sees_counts_and_finds_the_cases_of_the_posts_line(driver: TownshipDriver) -> None:
    await driver.files(text="地灾")
    await driver.files(text="消防", line="fire")
    assert await seen(driver, "geology_director") == ["地灾"]
    assert (await counted(driver, "geology_director"))["open"] == 1
    assert (await counted(driver, "director"))["open"] == 2
    assert await seen(driver, "duty", line="fire") == ["消防"]
    assert (await counted(driver, "duty", line="fire"))["todo"] == 1
    assert await search(driver, "geology_director", "消防") == []
    for who in ("officer", "land", "operator"):
        with pytest.raises(Forbidden):
            await seen(driver, who)


async def test_words_find_a_case_by_what_it_says_where_it_is_and_who_has_to_do_with_it(driver: TownshipDriver) -> None:
    crack = await driver.files(text="屋后裂缝3米_有渗水", landmark="老水井旁", on_behalf_name="周大娘")
    hidden = {"line": "fire", "on_behalf_name": "吴老汉", "anonymous": True, "village_id": driver.villages["xiahe"]}
    await driver.files("neighbour", text="ABC加油站", **hidden)
    await driver.dispatched("road-station", text="护栏断了", line="traffic")
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
        assert await search(driver, "duty", said) == expected, said
    for said, key in (("  \u202e ", "queue-find-empty"), ("长" * 41, "queue-find-long")):
        with pytest.raises(Refused, match=key):
            await search(driver, "duty", said)
    await driver.by("duty", triage.dismiss, crack.id, reason="误报")
    assert await search(driver, "duty", "裂缝") == ["屋后裂缝3米_有渗水"], "also when it has ended"
    driver.forward(days=400)
    assert await search(driver, "duty", "裂缝") == []


async def test_a_village_and_no_village(driver: TownshipDriver) -> None:
    await driver.files(text="上湾的")
    await driver.files(text="没有村", village_id=None, grid_id=None, outside=True, outside_confirmed=True)
    assert await seen(driver, "duty", village=driver.villages["shangwan"]) == ["上湾的"]
    assert await seen(driver, "duty", village=queue.NO_VILLAGE) == ["没有村"]

    async def offered(act: Act) -> list[tuple[int, str | None, int]]:
        shown = await views.narrowed(act, await views.view(act, 0), village=driver.villages["shangwan"])
        return await queue.villages(act, shown)

    assert sorted(await driver.by("duty", offered)) == [(0, None, 1), (driver.villages["shangwan"], "上湾村", 1)]


async def test_a_view_is_one_row_its_owners_and_few_are_kept(driver: TownshipDriver) -> None:
    async def narrow(act: Act, text: str) -> int:
        return (await views.narrowed(act, await views.view(act, 0), text=text)).id

    first = await driver.by("duty", narrow, "裂缝")
    assert await driver.by("duty", narrow, "裂缝") == first
    assert await driver.by("duty", narrow, "") == 0
    with pytest.raises(Stale):
        await driver.by("night", views.view, first)
    for number in range(views.KEPT + 5):
        driver.forward(seconds=1)
        await driver.by("duty", narrow, f"词{number}")
    async with driver.town.database.reading() as session:
        kept = await session.scalar(sa.select(sa.func.count()).where(Draft.kind == DraftKind.QUEUE))
    assert kept == views.KEPT
    with pytest.raises(Stale):
        await driver.by("duty", views.view, first)


async def test_how_long_a_case_waits_and_how_late_it_is(driver: TownshipDriver) -> None:
    await driver.dispatched("natural-resources")
    driver.forward(hours=3)

    async def entry(act: Act) -> tuple[timedelta, timedelta | None]:
        (one,) = (await queue.page(act, await views.narrowed(act, await views.view(act, 0), stage="open"))).entries
        return act.now - one.since, one.late

    assert await driver.by("duty", entry) == (timedelta(hours=3), None)
    driver.forward(days=2)
    since, late = await driver.by("duty", entry)
    assert since == timedelta(days=2, hours=3)
    assert late is not None
    assert late > timedelta(days=1)
