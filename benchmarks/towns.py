"""Many towns in one process: memory and share of a core of each further town, and a flood in one beside a calm other.

Each town has the demo's roster, a history, and reports that officers file over HTTP. The process works with one town
first; the others are put into its folder then. The cost of a further town is the difference. Bounded by the objects
of a town (settings, handlers, connections) and by its looks and leases.
"""

import asyncio
import os
import shutil
import tempfile
import time
from pathlib import Path

import sqlalchemy as sa

import migrations
from benchmarks.support import history
from benchmarks.support.filing import flow, officers_of, say
from benchmarks.support.harness import ROOT, Json, Sandbox, database_url, sandbox, spread, town_on
from benchmarks.support.product import BIHUAN, QUIET, calls, cpu_seconds, handled, started
from bot.demo import workbook as demo_workbook
from bot.towns.folder import DATA, SCHEMA_PREFIX
from services.core.engines.postgres import SCHEMA

NAME = "towns"
TOWNS, IDLE = 50, 30.0
QUICK = {"towns": 4, "idle": 8.0}
ROWS, OFFICERS = 300, 3
FLOOD, TURNS = 200, 12


async def run(database_kind: str, *, quick: bool = False) -> Json:
    """Return the megabytes of a further town, its share of a core, and what a flood does to the calm town."""
    size = QUICK if quick else {"towns": TOWNS, "idle": IDLE}
    count, idle = int(size["towns"]), size["idle"]
    with tempfile.TemporaryDirectory(prefix="bh") as folder:
        async with sandbox(limits="off") as world, database_url(database_kind) as server:
            base, towns = Path(folder), Path(folder) / "towns"
            towns.mkdir()
            if database_kind == "sqlite":
                server = ""  # a file each
                await _fill(_url(server, base))
            command = (BIHUAN, "run", "--towns", str(towns))
            environment = {"BIHUAN_API_BASE": world.url, "BIHUAN_DATABASE_URL": server, "PYTHONPATH": str(ROOT)}
            calm = await _add(world, server, base, "t0")
            async with started(world, command, environment, "getUpdates", folder=folder) as (process, _):
                officers = {calm: await _night(world, server, towns / "t0", calm)}
                one = await _cost(process, idle)
                others = [await _add(world, server, base, f"t{number}") for number in range(1, count)]
                for number, token in enumerate(others, 1):
                    officers[token] = await _night(world, server, towns / f"t{number}", token)
                many = await _cost(process, idle)
                alone = await _answers(world, calm, officers[calm])
                flooding = asyncio.create_task(_flood(world, others[0], officers[others[0]]))
                beside = await _answers(world, calm, officers[calm])
                await flooding
    further = count - 1
    return {
        "value": round((many[0] - one[0]) / further, 2),
        "unit": "MB",
        "target": 8.0,
        "towns": count,
        "core": round((many[1] - one[1]) / further, 5),
        "core_target": 0.003,
        "one_town_mb": round(one[0], 1),
        "all_mb": round(many[0], 1),
        "calm": spread(alone),
        "beside_a_flood": spread(beside),
        "ratio": round(spread(beside)["median"] / spread(alone)["median"], 2),
        "ratio_p95": round(spread(beside)["p95"] / spread(alone)["p95"], 2),
    }


def _url(server: str, folder: Path) -> str:
    """Return the database of the town in a folder: its file, or its schema on the server."""
    if not server:
        return f"sqlite+aiosqlite:///{folder / DATA}"
    schema = sa.make_url(server).update_query_dict({SCHEMA: f"{SCHEMA_PREFIX}{folder.name}"})
    return schema.render_as_string(hide_password=False)


async def _fill(url: str) -> None:
    await migrations.migrate(url)
    async with town_on(url) as town:
        await demo_workbook.populate(town.database, town.settings, now=town.now())
        await history.fill(town.database, town.now(), rows=ROWS)


async def _add(world: Sandbox, server: str, base: Path, name: str) -> str:
    """Put a town into the folder; return its token."""
    made = base / name
    made.mkdir()
    shutil.copy(ROOT / "config.yaml", made)
    if server:
        await _fill(_url(server, made))
    else:
        shutil.copy(base / DATA, made)
    async with town_on(_url(server, made)) as town:
        token = town.token
        found = await officers_of(world, town, OFFICERS)
    (made / "officers").write_text(" ".join(map(str, found)))
    (made / ".env").write_text(f"BIHUAN_TOKEN={token}\n")
    made.rename(base / "towns" / name)
    return token


async def _night(world: Sandbox, server: str, folder: Path, token: str) -> list[int]:
    """Let the officers of a town file a report each; return them."""
    officers = [int(one) for one in (folder / "officers").read_text().split()]
    for step in flow(world, token, wait=20):
        for officer in officers:
            await step(officer)
    async with town_on(_url(server, folder)) as town:
        await handled(town)
    return officers


async def _cost(process: int, seconds: float) -> tuple[float, float]:
    """Return the megabytes of a process and its share of a core while nothing happens."""
    await asyncio.sleep(10)
    began, used = time.monotonic(), cpu_seconds(process)
    await asyncio.sleep(seconds)
    share = (cpu_seconds(process) - used) / (time.monotonic() - began)
    return _megabytes(process), share


def _megabytes(process: int) -> float:
    """Return the memory of a process (Linux)."""
    pages = int(Path(f"/proc/{process}/statm").read_text(encoding="utf-8").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


async def _answers(world: Sandbox, token: str, officers: list[int]) -> list[float]:
    """Return how long an officer waits for an answer to words, one time after another."""
    waits = []
    for turn in range(TURNS):
        officer, after, began = officers[turn % len(officers)], await world.last_call(), time.time()
        await say(world, token, text="路灯坏了三天")(officer)
        async with asyncio.timeout(60):
            while not (found := _for(officer, await calls(world, after))):  # noqa: ASYNC110 - the sandbox tells by asking
                await asyncio.sleep(0.02)
        waits.append(found[0] - began)
        await asyncio.sleep(0.3)
    return waits


def _for(officer: int, made: list[Json]) -> list[float]:
    return [call["at"] for call in made if call["method"] not in QUIET and call.get("chat_id") == officer]


async def _flood(world: Sandbox, token: str, officers: list[int]) -> None:
    talk = say(world, token, text="路灯坏了三天")
    await asyncio.gather(*(talk(officers[number % len(officers)]) for number in range(FLOOD)))
