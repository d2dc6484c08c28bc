"""Morning and weekly digests: to whom, about what, once a day whoever's clock notices, none after a long sleep."""

import asyncio
from datetime import timedelta
from itertools import groupby

import pytest
import sqlalchemy as sa

from models import DigestMute, Message, Shift
from models.enums import DutyKind, Priority
from patrol_steps import risk_point
from scheduler import ticks
from services.assignments import handling
from services.core.act import Act
from services.core.town import Town
from services.digests import digests
from township import MONDAY, TownshipDriver

EIGHT = timedelta(hours=22)
"""From Monday 10:00 to Tuesday 08:00."""


@pytest.fixture
async def driver(town: Town) -> TownshipDriver:
    """A township whose digests have begun before: the clock stood at Monday 10:00."""
    opened = await TownshipDriver.open(town)
    await ticks.do(opened.town, "make_digests")
    return opened


async def told(driver: TownshipDriver) -> list[tuple[str, str]]:
    """Return (who, text) of every digest queued so far, in order."""
    names = {person: who for who, person in driver.people.items()}
    async with driver.town.database.reading() as session:
        rows = await session.execute(
            sa.select(Message.person_id, Message.content, Message.priority)
            .where(Message.event == "digest")
            .order_by(Message.id)
        )
        found = [(names[person], content["text"], priority) for person, content, priority in rows]
    assert all(priority is Priority.DIGEST for _, _, priority in found)
    return [(who, text) for who, text, _ in found]


async def forward(driver: TownshipDriver, span: timedelta) -> dict[str, str]:
    """Move the clock, make what is due, return who was told what; nobody is told twice."""
    before = len(await told(driver))
    driver.clock.at += span
    await ticks.do(driver.town, "make_digests")
    new = (await told(driver))[before:]
    assert len(dict(new)) == len(new)
    return dict(new)


async def test_each_is_told_what_they_answer_for(driver: TownshipDriver) -> None:
    case = await driver.dispatched("natural-resources", severity="major")  # feedback by Tuesday 10:00
    await driver.by("land", handling.accept, (await driver.assignment(case, "natural-resources")).id)
    await driver.files("neighbour", kind="incident", village_id=driver.villages["xiahe"], grid_id=None)
    assert await forward(driver, EIGHT - timedelta(seconds=1)) == {}
    morning = await forward(driver, timedelta(seconds=1))
    assert set(morning) == (
        {"chief", "deputy", "duty", "night", "both", "director", "geology_director", "land_head", "land", "road"}
        | {"build", "principal", "neighbour_principal"}
    ), "leaders and full-time staff, directors, units, principals; no officers, no part-time staff"
    duty = morning["duty"]
    for said in (
        "青溪镇应急晨报",
        "11-24",
        "昨日上报 2 件，销号 0 件；在办 2 件",
        "进行中的险情 1 件",
        "今日到期 1 项",
    ):
        assert said in duty
    assert "逾期 2 项" in duty, "the incident that nobody has judged, nor reported to the county"
    assert "📤 今天要报县里的 1 件，已超时 1 件" in duty
    assert "📤 今天要报县里的 1 件" in morning["director"]
    assert "报县里" not in morning["land"]
    assert "未送达消息" in duty, "nothing delivers here"
    assert "未送达" not in morning["land"]
    assert "今日到期" not in morning["director"], "in short"
    assert "昨日上报 2 件" in morning["director"]
    assert "地质灾害" in morning["geology_director"]
    assert "昨日新交办 1 件，销号 0 件；在办 1 件" in morning["land"]
    assert "没有进行中的险情" in morning["land"]
    assert "✅ 没有逾期" in morning["land"], "nothing overdue is said as well"
    assert "昨日新交办 0 件" in morning["road"]
    assert "上湾村" in morning["principal"]
    assert "昨日上报 1 件" in morning["principal"]
    assert "进行中的险情 1 件" in morning["neighbour_principal"]
    assert "水利站" in morning["both"]
    assert "昨日上报 2 件" in morning["both"], "two posts, one message"


async def test_the_morning_says_who_is_on_duty_to_those_who_command(driver: TownshipDriver) -> None:
    async with driver.town.database.transaction() as session:
        for kind, who in ((DutyKind.OFFICER, "night"), (DutyKind.LEADER, "deputy")):
            person = driver.people[who]
            ends = MONDAY + EIGHT + timedelta(hours=8)
            session.add(Shift(kind=kind, starts_at=MONDAY, ends_at=ends, person_id=person, rostered_id=person))
    morning = await forward(driver, EIGHT)
    for who in ("duty", "chief", "director"):
        assert "值班：李夜班" in morning[who]
        assert "带班领导：钱副站长" in morning[who]
    assert "值班" not in morning["land"]
    later = await forward(driver, timedelta(days=1))
    assert "现在无人值班" in later["duty"], "nobody on duty is said as well"


async def test_two_clocks_and_a_restart_tell_everybody_once(driver: TownshipDriver) -> None:
    driver.clock.at += EIGHT
    await asyncio.gather(*(ticks.do(driver.town, "make_digests") for _ in range(4)))
    await ticks.work_off(driver.town)
    people = sorted(who for who, _ in await told(driver))
    assert [(who, len(list(times))) for who, times in groupby(people)] == [(who, 1) for who in people]
    assert len(people) == 13


async def test_after_a_sleep_only_the_latest_is_told(driver: TownshipDriver) -> None:
    woken = await forward(driver, timedelta(days=3, hours=1))  # Thursday 11:00
    assert "11-26" in woken["duty"]
    assert len(await told(driver)) == 13


async def test_what_would_be_old_news_is_left_out(driver: TownshipDriver) -> None:
    assert await forward(driver, timedelta(hours=36, minutes=1)) == {}, "Tuesday's digest, at 22:01"
    assert "11-25" in (await forward(driver, timedelta(hours=10)))["duty"]


async def test_a_township_that_begins_at_noon_begins_with_the_next_morning(town: Town) -> None:
    driver = await TownshipDriver.open(town)
    assert await forward(driver, timedelta(0)) == {}
    assert len(await forward(driver, EIGHT)) == 13


async def test_mondays_bring_the_week_in_figures(driver: TownshipDriver) -> None:
    for _ in range(3):
        await driver.files()
        driver.forward(days=1)
    driver.clock.at = MONDAY + timedelta(days=6)  # Sunday 10:00
    await ticks.do(driver.town, "make_digests")
    before = len(await told(driver))
    driver.clock.at += EIGHT
    await ticks.do(driver.town, "make_digests")
    mine = [text for who, text in (await told(driver))[before:] if who == "duty"]
    assert len(mine) == 2
    assert "昨日上报 0 件" in mine[0]
    assert "应急周报</b> · 11-23 至 11-29" in mine[1]
    assert "近七天上报 3 件" in mine[1]


async def test_who_does_not_want_them_is_told_none_but_danger_all_the_same(driver: TownshipDriver) -> None:
    duty = await driver.actor("duty")
    async with driver.town.database.transaction() as session:
        await digests.mute(Act(session, driver.town, driver.now, duty))
        await digests.mute(Act(session, driver.town, driver.now, duty))
    assert "duty" not in await forward(driver, EIGHT)
    case = await driver.files(life_danger=True)
    assert "duty" in await driver.told("filed", case)
    async with driver.town.database.transaction() as session:
        await digests.unmute(session, duty)
    assert "duty" in await forward(driver, timedelta(days=1))
    async with driver.town.database.reading() as session:
        assert not list(await session.scalars(sa.select(DigestMute)))


async def test_an_exercise_is_not_counted(driver: TownshipDriver) -> None:
    case = await driver.files()
    async with driver.town.database.transaction() as session:
        (await session.get(type(case), case.id)).drill = True
    assert "昨日上报 0 件" in (await forward(driver, EIGHT))["duty"]


async def mornings(driver: TownshipDriver, days: int) -> dict[str, str]:
    """Let days pass, each with its ticks; return what was told on the last morning."""
    for _ in range(days):
        driver.clock.at += timedelta(days=1)
        await ticks.work_off(driver.town)
    return {who: text for who, text in await told(driver) if f"晨报</b> · {driver.now:%m-%d}" in text}


async def test_what_a_unit_owes_beside_any_case_is_counted(driver: TownshipDriver) -> None:
    await risk_point(driver)  # of the land office, to be checked by 30 November
    driver.clock.at += timedelta(hours=-1)  # 09:00
    morning = await mornings(driver, 7)
    for who in ("land", "land_head", "duty"):
        assert "今日到期 1 项" in morning[who]
    assert "没有到期事项" in morning["road"]
    late = await mornings(driver, 1)
    for who in ("land", "geology_director", "director", "duty"):
        assert "逾期 1 项" in late[who], "also those who answer for the line of the point"
    missed = await mornings(driver, 6)
    for who in ("land", "geology_director"):
        assert "没有逾期" in missed[who], "it is missed by now, and told as such"
        assert "未履行" in missed[who]
