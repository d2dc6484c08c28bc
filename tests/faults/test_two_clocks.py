"""I5 under fire: two schedulers over a simulated month of neglected cases, killed and restarted at random."""

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path

import sqlalchemy as sa

from forked_product import Forker, Process
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
    loop = await TownshipDriver.open(town)
    await _neglected(loop)
    file = tmp_path / "now"
    _set(file, loop.now)
    end, kills = loop.now + timedelta(days=DAYS), 0
    async with _clock(processes, database_url, file) as one, _clock(processes, database_url, file) as other:
        clocks = [one, other]
        hops = int(timedelta(days=DAYS) / HOP)
        for hop in range(hops):
            loop.clock.at += HOP
            _set(file, loop.now)
            await asyncio.sleep(rng.uniform(0.02, 0.25))
            if hop % (hops // KILLS) == 0:
                await rng.choice(clocks).kill_and_restart()
                kills += 1
        loop.clock.at = end
        _set(file, end + timedelta(minutes=5))  # what was bundled last is told as well
        await until(lambda: _nothing_due(loop), what="the clocks do not come to an end")
    assert kills >= KILLS
    await _check(loop, end)


async def _neglected(loop: TownshipDriver) -> None:
    """Cases that nobody does anything about, each with the deadline of its unit's feedback, an hour apart."""
    template = await loop.dispatched("natural-resources")
    assignment = await loop.assignment(template, "natural-resources")
    async with loop.town.database.transaction() as session:
        await session.execute(sa.update(Deadline).values(ended_at=loop.now, next_at=None))
        for number in range(CASES):
            grave = number % INCIDENT_EVERY == 0
            start = loop.now + timedelta(minutes=number)
            kind = ladders.Policy(
                clock="round" if grave else "working",
                owner=ladders.Owner.UNIT,
                remind=loop.town.settings.reminders.at,
                ladder=loop.town.settings.ladders.incident if grave else loop.town.settings.ladders.hazard,
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
                due_at=deadlines.working_clock(loop.town, kind.clock).plus(start, timedelta(hours=rng_hours(number))),
                policy=kind.kept(),
            )
            deadlines.schedule(loop.town, row)
            session.add(row)


def rng_hours(number: int) -> int:
    """How many hours a unit has: from two to thirty, so that steps of many cases meet."""
    return 2 + number % 29


async def _check(loop: TownshipDriver, end: datetime) -> None:
    async with loop.town.database.reading() as session:
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
        wanted = [(s.at, s.doing.value, s.to.value) for s in deadlines.steps_of(loop.town, row) if s.at <= end]
        assert fired[row.id] == wanted, "each step exactly once, in order, none skipped"
    assert told_twice == []
    assert untold == 0


async def _nothing_due(loop: TownshipDriver) -> bool:
    async with loop.town.database.reading() as session:
        due = await session.scalar(sa.select(Deadline.id).where(Deadline.next_at <= loop.now).limit(1))
        waiting = await session.scalar(sa.select(Reminder.id).where(Reminder.told_at.is_(None)).limit(1))
        return due is None and waiting is None


class Clock:
    """A scheduler in a process of its own."""

    def __init__(self, processes: Forker, url: str, file: Path) -> None:
        self._processes, self._url, self._file = processes, url, file
        self._process: Process | None = None

    async def start(self) -> None:
        """Start it, and wait until it ticks."""
        self._process = process = await self._processes.start("clock", self._url, self._file)

        async def ticking() -> bool:
            return self._file.with_suffix(f".{process.number}").exists()

        await until(ticking, what="the clock does not start")

    async def kill(self) -> None:
        """Kill it without a word."""
        assert self._process is not None
        self._process.kill()
        await self._process.ended()

    async def kill_and_restart(self) -> None:
        """Kill it and start another in its place."""
        await self.kill()
        await self.start()


@asynccontextmanager
async def _clock(processes: Forker, url: str, file: Path) -> AsyncIterator[Clock]:
    clock = Clock(processes, url, file)
    await clock.start()
    try:
        yield clock
    finally:
        await clock.kill()


def _set(file: Path, now: datetime) -> None:
    part = file.with_suffix(".part")
    part.write_text(now.isoformat())
    part.replace(file)  # in one step: a clock never reads half a time
