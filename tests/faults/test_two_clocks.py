"""I5 under fire: two schedulers over a simulated month of neglected cases, killed and restarted at random."""

import asyncio
import random
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path

import sqlalchemy as sa

from forked_product import Forker
from killed_clocks import clock, set_to
from models import Deadline, FiredStep, Message, Reminder
from models.enums import DeadlineKind, Priority
from patience import until
from services.core.town import Town
from services.deadlines import deadlines, ladders
from thoroughness import times
from township import TownshipDriver

CASES = times(500, by_day=100)
INCIDENT_EVERY = 25
DAYS = 30
HOP = timedelta(hours=9)
KILLS = times(8, by_day=3)


async def test_each_step_is_taken_exactly_once_by_clocks_that_are_killed(
    town: Town, database_url: str, processes: Forker, tmp_path: Path
) -> None:
    rng = random.Random(20261123)
    driver = await TownshipDriver.open(town)
    await _neglected(driver)
    file = tmp_path / "now"
    set_to(file, driver.now)
    end, kills = driver.now + timedelta(days=DAYS), 0
    given = (processes, "clock", database_url, file)
    async with clock(*given) as one, clock(*given) as other:
        both = [one, other]
        hops = int(timedelta(days=DAYS) / HOP)
        for hop in range(hops):
            driver.clock.at += HOP
            set_to(file, driver.now)
            await asyncio.sleep(rng.uniform(0.02, 0.25))
            if hop % (hops // KILLS) == 0:
                await rng.choice(both).kill_and_restart()
                kills += 1
        driver.clock.at = end
        set_to(file, end + timedelta(minutes=5))  # what was bundled last is told as well
        await until(lambda: _nothing_due(driver), what="the clocks do not come to an end")
    assert kills >= KILLS
    await _check(driver, end)


async def _neglected(driver: TownshipDriver) -> None:
    """Cases that nobody does anything about, each with the deadline of its unit's feedback, an hour apart."""
    template = await driver.dispatched("natural-resources")
    assignment = await driver.assignment(template, "natural-resources")
    async with driver.town.database.transaction() as session:
        await session.execute(sa.update(Deadline).values(ended_at=driver.now, next_at=None))
        for number in range(CASES):
            grave = number % INCIDENT_EVERY == 0
            start = driver.now + timedelta(minutes=number)
            kind = ladders.Policy(
                clock="round" if grave else "working",
                owner=ladders.Owner.UNIT,
                remind=driver.town.settings.reminders.at,
                ladder=driver.town.settings.ladders.incident if grave else driver.town.settings.ladders.hazard,
            )
            row = Deadline(
                kind=DeadlineKind.FEED_BACK,
                case_id=template.id,
                subject_kind="assignment",
                subject_id=assignment.id,
                priority=Priority.ORDER if grave else Priority.REMINDER,
                started_at=start,
                counted_from=start,
                used=0,
                late=0,
                due_at=deadlines.working_clock(driver.town, kind.clock).plus(start, timedelta(hours=rng_hours(number))),
                policy=kind.kept(),
            )
            deadlines.schedule(driver.town, row)
            session.add(row)


def rng_hours(number: int) -> int:
    """How many hours a unit has: from two to thirty, so that steps of many cases meet."""
    return 2 + number % 29


async def _check(driver: TownshipDriver, end: datetime) -> None:
    async with driver.town.database.reading() as session:
        rows = list(await session.scalars(sa.select(Deadline).where(Deadline.ended_at.is_(None))))
        written = await session.execute(
            sa.select(FiredStep.deadline_id, FiredStep.at, FiredStep.doing, FiredStep.rank).order_by(FiredStep.id)
        )
        fired: dict[int, list[tuple[datetime, str, str]]] = {}
        for deadline_id, at, doing, rank in written:
            fired.setdefault(deadline_id, []).append((at, doing, rank))
        dedupes = await session.scalars(sa.select(Message.dedupe).where(Message.event == "deadline"))
        told_twice = [name for name, number in Counter(dedupes).items() if number > 1]
        untold = await session.scalar(sa.select(sa.func.count(Reminder.id)).where(Reminder.told_at.is_(None)))
    assert len(rows) == CASES
    for row in rows:
        wanted = [(s.at, s.doing.value, s.to.value) for s in deadlines.steps_of(driver.town, row) if s.at <= end]
        assert fired[row.id] == wanted, "each step exactly once, in order, none skipped"
    assert told_twice == []
    assert untold == 0


async def _nothing_due(driver: TownshipDriver) -> bool:
    async with driver.town.database.reading() as session:
        due = await session.scalar(sa.select(Deadline.id).where(Deadline.next_at <= driver.now).limit(1))
        waiting = await session.scalar(sa.select(Reminder.id).where(Reminder.told_at.is_(None)).limit(1))
        return due is None and waiting is None
