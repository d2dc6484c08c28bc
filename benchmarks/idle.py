"""The cost of a town while nothing happens: statements and transactions a second, and the share of a core.

Two towns with the demo's roster: one works in this process, where its statements are counted, the other as a process of
its own, as in production, whose processor time is read. Bounded by the slow looks that stand behind the signals, and by
the renewal of the leases.
"""

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import sqlalchemy as sa

from benchmarks.support.harness import Json, Sandbox, database_url, sandbox, town_on
from benchmarks.support.product import bot_process, cpu_seconds, product
from bot.demo import workbook as demo_workbook
from bot.launch import ProcessRole
from bot.runtime import serve
from services.core.town import Town

NAME = "idle"
SETTLE, SECONDS, QUICK = 6.0, 60.0, 42.0
MOST_STATEMENTS = 2.0
MOST_CORE = 0.003
ROLES = (ProcessRole.INTAKE, ProcessRole.SCHEDULER, ProcessRole.DELIVERY)


async def run(database_kind: str, *, quick: bool = False) -> Json:
    """Return statements a second of an idle town, with its commits and its share of a core."""
    seconds = QUICK if quick else SECONDS
    async with sandbox() as world, _town(database_kind) as (town, _), _town(database_kind) as (other, url):
        (seen, took), core = await asyncio.gather(_statements(world, town, seconds), _core(world, other, url, seconds))
    commits = seen.pop("COMMIT", 0)
    return {
        "value": round(seen.total() / took, 2),
        "unit": "statements/s",
        "target": MOST_STATEMENTS,
        "commits_s": round(commits / took, 2),
        "core": round(core, 4),
        "core_target": MOST_CORE,
        "most": {words: round(number / took, 2) for words, number in seen.most_common(8)},
    }


@asynccontextmanager
async def _town(database_kind: str) -> AsyncIterator[tuple[Town, str]]:
    async with database_url(database_kind) as url, town_on(url) as town:
        await demo_workbook.populate(town.database, town.settings, now=town.now())
        yield town, url


async def _statements(world: Sandbox, town: Town, seconds: float) -> tuple[Counter[str], float]:
    """Return how often each statement ran, and in how many seconds."""
    stop, seen = asyncio.Event(), Counter[str]()
    running = asyncio.create_task(serve(town, roles=ROLES, stop=stop, api_base=world.url))
    await asyncio.sleep(SETTLE)
    _count(town, seen)
    began = time.perf_counter()
    await asyncio.sleep(seconds)
    took, found = time.perf_counter() - began, Counter(seen)
    stop.set()
    await running
    return found, took


async def _core(world: Sandbox, town: Town, url: str, seconds: float) -> float:
    """Return the share of a core that the process of a town takes."""
    async with bot_process(world, town.token, product(",".join(ROLES)), town=town, url=url) as process:
        await asyncio.sleep(SETTLE)
        began, used = time.perf_counter(), cpu_seconds(process)
        await asyncio.sleep(seconds)
        return (cpu_seconds(process) - used) / (time.perf_counter() - began)


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
