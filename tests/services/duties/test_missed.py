"""Missed duties: listed by month, told in the digests of who answers for them, and never a message each."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from duty_steps import point, rows, ruled, run
from models import Deadline, FiredStep, Message
from models.enums import DutyState, Level
from scheduler import ticks
from services.core.act import Act
from services.core.town import Town
from services.duties import missed
from township import TownshipDriver

DRILL = {"owes": "village", "each": "year", "fulfilled_by": "village_drill"}
DAILY = {"owes": "risk_point", "each": "day", "fulfilled_by": "patrol"}
YEAR_END = datetime(2026, 12, 28, 2, 0, tzinfo=UTC)
"""A Monday, 10:00 in Shanghai: the yearly drill is due on Thursday."""


async def digests(driver: TownshipDriver) -> dict[str, str]:
    """Return the lines about missed duties in the digests queued so far, by reader."""
    names = {person: who for who, person in driver.people.items()}
    async with driver.town.database.reading() as session:
        told = await session.execute(
            sa.select(Message.person_id, Message.content).where(Message.event == "digest").order_by(Message.id)
        )
        found = {names[person]: content["text"].splitlines() for person, content in told}
    return {who: line for who, lines in found.items() for line in lines if "未履行" in line}


async def listed(driver: TownshipDriver, who: str, month: date) -> list[tuple[str, int]]:
    """Return (holder, day) of each missed duty that somebody sees in a month."""
    async with driver.town.database.reading() as session:
        found = await missed.of_month(Act(session, driver.town, driver.now, await driver.actor(who)), month)
    return [(one.behind.name, one.duty.first.day) for one in found.entries]


async def test_after_eight_days_off_the_drill_is_late_missed_patrols_are_listed_and_todays_is_there_once(
    town: Town,
) -> None:
    driver = await TownshipDriver.open(ruled(town, drill=DRILL, daily=DAILY), at=YEAR_END)
    await point(driver)
    await run(driver.town)
    await ticks.work_off(driver.town)
    driver.clock.at = YEAR_END + timedelta(days=8)
    await ticks.work_off(driver.town)
    driver.forward(minutes=3)
    await ticks.work_off(driver.town)
    drills, patrols = await rows(driver.town, rule="drill"), await rows(driver.town, rule="daily")
    late = [duty for duty in drills if duty.first == date(2026, 1, 1)]
    assert [(duty.state, duty.due_at < driver.now) for duty in late] == [(DutyState.OPEN, True)] * 2
    assert [duty.first.day for duty in patrols if duty.state is DutyState.MISSED] == [28, 29, 30, 31, 1, 2, 3, 4]
    assert [duty.first.day for duty in patrols if duty.state is DutyState.OPEN] == [5, 6]
    async with driver.town.database.reading() as session:
        told = sa.select(Deadline.subject_id).join(FiredStep, FiredStep.deadline_id == Deadline.id)
        since = FiredStep.fired_at > YEAR_END
        about = set(await session.scalars(told.where(since)))
        texts = list(await session.scalars(sa.select(Message.content).where(Message.event != "digest")))
    assert about & {duty.id for duty in patrols if duty.state is DutyState.MISSED} == set()
    assert about >= {duty.id for duty in late}
    assert not [text for text in texts if "P1滑坡点" in str(text)], "today's is due in the evening"
    assert await listed(driver, "land", date(2026, 12, 1)) == [("P1滑坡点", day) for day in (28, 29, 30, 31)]


async def test_digests_tell_each_what_they_answer_for(town: Town) -> None:
    weekly: dict[str, Any] = {"each": "week", "late": 0, "on_holiday": "keep"}
    rules = {
        "patrol": weekly | {"owes": "risk_point", "fulfilled_by": "patrol"},
        "village": weekly | {"owes": "village", "fulfilled_by": "village_drill"},
    }
    driver = await TownshipDriver.open(ruled(town, **rules))  # Monday, 23 November
    await point(driver, level=Level.LOW)
    await run(driver.town)
    await ticks.work_off(driver.town)
    driver.clock.at = datetime(2026, 11, 30, 0, 30, tzinfo=UTC)  # Monday 08:30: the morning's and the week's digest
    await ticks.work_off(driver.town)
    told = await digests(driver)
    assert told["chief"] == told["director"] == "❌ 责任事项未履行：本月 3 项"
    assert told["geology_director"] == told["land"] == told["principal"] == "❌ 责任事项未履行：本月 1 项"
    assert "road" not in told
    assert await listed(driver, "geology_director", date(2026, 11, 1)) == [("P1滑坡点", 23)]
    assert await listed(driver, "principal", date(2026, 11, 1)) == [("上湾村", 23)]
    driver.clock.at += timedelta(days=1)
    await ticks.work_off(driver.town)
    assert (await digests(driver))["chief"] == "❌ 责任事项未履行：上月 3 项"
