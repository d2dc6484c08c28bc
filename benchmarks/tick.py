"""An idle tick of the clock with a million deadlines to come, against one with a thousand.

Bounded by six index look-ups: one for each degree of urgency, one for what lapses, two for what waits to be told.
"""

import statistics
import time
from datetime import timedelta

from benchmarks.support.harness import Json, database_url, town_on
from benchmarks.support.many_deadlines import cases, deadlines
from bot.demo import workbook as demo_workbook
from scheduler import ticks
from services.core.town import Town

NAME = "tick"
FEW, MANY, QUICK = 1_000, 1_000_000, 30_000
ROUNDS = 200


async def run(database_kind: str, *, quick: bool = False) -> Json:
    """Return the median of an idle tick with a million deadlines (``quick``: fewer), and its ratio to a thousand."""
    async with database_url(database_kind) as url, town_on(url) as town:
        await demo_workbook.populate(town.database, town.settings, now=town.now())
        of = await cases(town, FEW)
        later = town.now() + timedelta(days=30)
        async with town.database.transaction() as session:
            await deadlines(session, town, of, later, FEW)
        few = await _idle(town)
        async with town.database.transaction() as session:
            await deadlines(session, town, of, later, (QUICK if quick else MANY) - FEW)
        many = await _idle(town)
    return {
        "value": round(statistics.median(many), 6),
        "unit": "s",
        "min": round(min(many), 6),
        "max": round(max(many), 6),
        "ratio": round(statistics.median(many) / statistics.median(few), 3),
        "against": f"{FEW} deadlines, median {statistics.median(few):.6f} s",
    }


async def _idle(town: Town) -> list[float]:
    found = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        times = [at for tick in ticks.prompt(town) if (at := await tick.due_at(town)) is not None]
        found.append(time.perf_counter() - began)
        assert min(times) > town.now()
    return found
