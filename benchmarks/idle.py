"""The cost of a town while nothing happens: statements and transactions a second, and the share of a core.

All roles run in this process against a sandbox, on the demo's roster. Bounded by the slow looks that stand behind the
signals, and by the renewal of the leases.
"""

import asyncio
import time
from collections import Counter

import sqlalchemy as sa

from benchmarks.support.harness import Json, database_url, sandbox, town_on
from bot.demo import workbook as demo_workbook
from bot.launch import ProcessRole
from bot.runtime import serve
from services.core.town import Town

NAME = "idle"
SETTLE, SECONDS = 8.0, 60.0
MOST_STATEMENTS = 2.0
MOST_CORE = 0.003
ROLES = (ProcessRole.INTAKE, ProcessRole.SCHEDULER, ProcessRole.DELIVERY)


async def run(database_kind: str) -> Json:
    """Return statements a second of an idle town, with its commits and its share of a core."""
    async with sandbox() as world, database_url(database_kind) as url, town_on(url) as town:
        await demo_workbook.populate(town.database, town.settings, now=town.now())
        stop, seen = asyncio.Event(), Counter[str]()
        running = asyncio.create_task(serve(town, roles=ROLES, stop=stop, api_base=world.url))
        await asyncio.sleep(SETTLE)
        _count(town, seen)
        began, cpu = time.perf_counter(), time.process_time()
        await asyncio.sleep(SECONDS)
        took, used = time.perf_counter() - began, time.process_time() - cpu
        found = Counter(seen)
        stop.set()
        await running
    commits = found.pop("COMMIT", 0)
    return {
        "value": round(found.total() / took, 2),
        "unit": "statements/s",
        "target": MOST_STATEMENTS,
        "commits_s": round(commits / took, 2),
        "core": round(used / took, 4),
        "core_target": MOST_CORE,
        "most": {words: round(number / took, 2) for words, number in found.most_common(8)},
    }


def _count(town: Town, seen: Counter[str]) -> None:
    """Count each statement by its words, and each commit, on every engine of the town."""
    database = town.database
    for engine in {database.engine, database._readers}:

        @sa.event.listens_for(engine.sync_engine, "before_cursor_execute")
        def _(_connection: object, _cursor: object, words: str, *_rest: object) -> None:
            seen[" ".join(words.split())[:160]] += 1

        @sa.event.listens_for(engine.sync_engine, "commit")
        def _(_connection: object) -> None:
            seen["COMMIT"] += 1
