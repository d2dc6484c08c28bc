"""Paused duties rest: nothing of their time is lost, a late one gets no later, and no one is told meanwhile."""

from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa

from duty_steps import point, rows, ruled, run
from models import Deadline, Duty, FiredStep, RiskPoint
from models.enums import DutyState, Level
from scheduler import ticks
from services.cards import spans
from services.core.errors import Refused
from services.core.town import Town
from services.deadlines.ladders import late_by
from services.duties import fulfilment, lists, pauses
from township import TownshipDriver

PATROL = {"owes": "risk_point", "levels": ["larger", "major"], "each": "month", "fulfilled_by": "patrol", "late": 20}
"""November's is due on Monday the 30th at 17:30."""


@pytest.fixture
async def driver(town: Town) -> TownshipDriver:
    opened = await TownshipDriver.open(ruled(town, patrol=PATROL))
    await point(opened)
    await run(opened.town)
    await ticks.work_off(opened.town)
    return opened


async def november(driver: TownshipDriver) -> Duty:
    return (await rows(driver.town))[0]


async def deadline(driver: TownshipDriver) -> tuple[Deadline, int]:
    """Return November's running deadline, and how many of its steps were taken."""
    duty = await november(driver)
    async with driver.town.database.reading() as session:
        own = (Deadline.subject_id == duty.id, Deadline.kind == "duty")
        row = (await session.scalars(sa.select(Deadline).where(*own, Deadline.ended_at.is_(None)))).one()
        taken = sa.select(sa.func.count(FiredStep.id)).where(FiredStep.deadline_id == row.id)
        return row, int(await session.scalar(taken) or 0)


async def pauses_for(driver: TownshipDriver, days: int) -> datetime:
    until = driver.now + timedelta(days=days)
    await driver.by("chief", pauses.pause, (await november(driver)).id, until=until, reason="封山")
    return until


def wall(driver: TownshipDriver, at: datetime) -> str:
    return at.astimezone(driver.town.zone).strftime("%m-%d %H:%M")


async def test_five_paused_days_are_carried_over_also_when_the_level_and_the_rule_change_meanwhile(
    driver: TownshipDriver,
) -> None:
    driver.forward(days=3)  # Thursday the 26th
    await ticks.work_off(driver.town)
    _, taken = await deadline(driver)
    await pauses_for(driver, 7)  # over five working days
    async with driver.town.database.transaction() as session:
        await session.execute(sa.update(RiskPoint).values(level=Level.LARGER))
    await run(ruled(driver.town, patrol=PATROL | {"by": 20}))
    driver.forward(days=6)  # 2 December
    await ticks.work_off(driver.town)
    row, now_taken = await deadline(driver)
    assert (row.paused, now_taken) == (True, taken), "it rests: neither a reminder nor a rung of the ladder"
    duty = await november(driver)
    assert (duty.state, wall(driver, duty.due_at)) == (DutyState.OPEN, "12-07 17:30")
    assert sum(one.late for one in await driver.by("chief", lists.board)) == 0
    driver.forward(days=2)  # the limit was on the 3rd
    await ticks.work_off(driver.town)
    row, _ = await deadline(driver)
    assert (row.paused, wall(driver, row.due_at)) == (False, "12-07 17:30"), "noticed late, nothing is taken away"
    driver.forward(days=24)
    await ticks.work_off(driver.town)
    assert (await november(driver)).state is DutyState.MISSED, "28 December: 20 days, and the week of the pause"


async def test_gone_on_before_the_limit_it_has_the_time_that_was_left(driver: TownshipDriver) -> None:
    driver.forward(days=3)
    with pytest.raises(Refused, match="error-pause-limit"):
        await pauses_for(driver, 31)
    await pauses_for(driver, 14)
    driver.forward(days=7)
    await driver.by("chief", pauses.resume, (await november(driver)).id)
    assert wall(driver, (await november(driver)).due_at) == "12-07 17:30"


async def test_paused_two_days_after_its_end_it_stays_two_days_late(driver: TownshipDriver) -> None:
    words = driver.town.words("zh_CN")
    driver.clock.at = (await november(driver)).due_at + timedelta(days=2, minutes=30)
    await ticks.work_off(driver.town)
    before, taken = await deadline(driver)
    assert spans.spoken(words, late_by(before, driver.now)) == "2 天"
    until = await pauses_for(driver, 10)
    driver.forward(days=9)
    await ticks.work_off(driver.town)
    resting, still = await deadline(driver)
    assert (resting.paused, still) == (True, taken)
    assert spans.spoken(words, late_by(resting, driver.now)) == "2 天"
    driver.clock.at = until + timedelta(minutes=10)
    await ticks.work_off(driver.town)
    after, _ = await deadline(driver)
    assert not after.paused
    assert spans.spoken(words, late_by(after, driver.now)) == "2 天"
    duty = await november(driver)
    assert (duty.state, wall(driver, duty.due_at)) == (DutyState.OPEN, "11-30 17:30")
    driver.forward(days=18)
    await ticks.work_off(driver.town)
    assert (await november(driver)).state is DutyState.OPEN, "it can be made up ten days longer"


async def test_an_excuse_that_is_taken_back_leaves_no_pause_behind(driver: TownshipDriver) -> None:
    await pauses_for(driver, 5)
    duty = await november(driver)
    await driver.by("director", fulfilment.excuse, duty.id, "道路中断")
    await driver.by("director", fulfilment.unexcuse, duty.id)
    row, _ = await deadline(driver)
    assert not row.paused
    assert (await november(driver)).paused_until is None
