"""A year of duties for 50 villages and 2,000 risk points: made month by month, missed, read for the assessment.

Nobody does anything in this year, so every duty is made, reminded of and missed. Bounded by one core: Python puts the
rows together, and SQLAlchemy writes them in portions of 200 series. Afterwards an idle tick looks at as many indexes as
before.
"""

import asyncio
import re
import statistics
import time
from collections.abc import Awaitable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

import sqlalchemy as sa

from benchmarks.support.harness import Json, database_url, town_on
from bot.demo import workbook as demo_workbook
from models import Duty, DutySeries, RiskPoint, Unit, Village
from models.enums import AssessmentEach, DutyState, Level
from scheduler import ticks
from services.assessment.measures import Asked
from services.assessment.periods import Period
from services.core.act import Moment
from services.core.tick import Tick
from services.core.town import Town
from services.duties import assessed
from services.settings.assessment.measures import Only

NAME = "year"
VILLAGES, POINTS = 50, 2_000
ROUNDS = 200
YEAR = Period(AssessmentEach.YEAR, date(2026, 1, 1))
_MEMORY = re.compile(r"VmHWM:\s+(\d+) kB")


@dataclass
class Clock:
    """A clock that stands still until it is moved."""

    at: datetime

    def now(self) -> datetime:
        """Return where it stands."""
        return self.at


async def run(database_kind: str) -> Json:
    """Return the duties made a second, and what else is done with them; the idle tick afterwards, and its ratio."""
    async with database_url(database_kind) as url, town_on(url) as town:
        clock = Clock(datetime(2025, 12, 20, 2, tzinfo=UTC))
        town = replace(town, clock=clock)
        await demo_workbook.populate(town.database, town.settings, now=town.now())
        await ticks.work_off(town)
        idle, memory = await _idle(town), await _peak()
        await _fill(town)
        joined = await _seconds(ticks.do(town, "sync_duties"))
        made = missed = 0.0
        for month in range(1, 15):
            clock.at = datetime(2026 + (month - 1) // 12, (month - 1) % 12 + 1, 10, 2, tzinfo=UTC)
            made += await _seconds(ticks.do(town, "make_duties"))
            missed += await _seconds(ticks.do(town, "lapse"))
        rows, over = await _count(town), await _count(town, Duty.state == DutyState.MISSED)
        series = await _count(town, of=DutySeries)
        read, scanned = await _read(town)
        peak = await _peak()
        await ticks.work_off(town)
        after = await _idle(town)
    return {
        "value": round(rows / made, 1),
        "unit": "duties/s",
        "duties": rows,
        "series_per_s": round(series / joined, 1),
        "missed_per_s": round(over / missed, 1),
        "scanned_per_s": round(scanned / read, 1),
        "memory_mb": round(peak - memory, 1),
        "idle_s": round(statistics.median(after), 6),
        "ratio": round(statistics.median(after) / statistics.median(idle), 3),
        "against": f"without duties, median {statistics.median(idle):.6f} s",
        "target": 2,
    }


async def _fill(town: Town) -> None:
    """Put villages and points of 较大 on the roster, of all lines and units in turn."""
    lines = list(town.settings.lines)
    async with town.database.transaction() as session:
        known = await session.scalar(sa.select(sa.func.count(Village.id))) or 0
        session.add_all(Village(code=f"bench-{one}", name=f"第{one}村") for one in range(VILLAGES - known))
        await session.flush()
        villages, units = (
            list(await session.scalars(sa.select(Village.id))),
            list(await session.scalars(sa.select(Unit.id))),
        )
        rows = [
            {
                "code": f"bench-{one}",
                "name": f"第{one}号风险点",
                "line": lines[one % len(lines)],
                "level": Level.LARGER,
                "village_id": villages[one % len(villages)],
                "unit_id": units[one % len(units)],
                "active": True,
            }
            for one in range(POINTS)
        ]
        await session.execute(sa.insert(RiskPoint), rows)


async def _seconds(work: Awaitable[object]) -> float:
    began = time.perf_counter()
    await work
    return time.perf_counter() - began


async def _count(town: Town, *those: sa.ColumnElement[bool], of: type[Duty | DutySeries] = Duty) -> int:
    async with town.database.reading() as session:
        return int(await session.scalar(sa.select(sa.func.count(of.id)).where(*those)) or 0)


async def _read(town: Town) -> tuple[float, int]:
    """Return how long the assessment takes for the duties of the year, and how many those are."""
    asked = Asked(YEAR.first, YEAR.last, YEAR.begins(town).astimezone(UTC), YEAR.ends(town).astimezone(UTC), Only())
    began = time.perf_counter()
    async with town.database.reading() as session:
        found = await assessed.duties(Moment(session, town, town.now()), asked)
    return time.perf_counter() - began, len(found)


async def _idle(town: Town) -> list[float]:
    """Return how long it takes to ask every tick when it is due next."""
    found = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        for tick in town.registry.of(Tick):
            await tick.due_at(town)
        found.append(time.perf_counter() - began)
    return found


async def _peak() -> float:
    """Return the most memory that this process has had, in MB."""
    peak = _MEMORY.search(await asyncio.to_thread(Path("/proc/self/status").read_text))
    return int(peak[1]) / 1024 if peak else float("nan")
