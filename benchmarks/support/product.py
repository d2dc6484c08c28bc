"""A bot as a process of its own, as in production: started, awaited until it polls, ended; and what it has called."""

import asyncio
import os
import re
import signal
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import sqlalchemy as sa

from benchmarks.support.harness import ROOT, Json, Sandbox
from models import Update
from models.enums import UpdateState
from services.core.town import Town

BIHUAN = str(Path(sys.executable).with_name("bihuan"))
_PEAK = re.compile(r"VmHWM:\s+(\d+) kB")
QUIET = ("getUpdates", "getMe", "deleteWebhook")


def product(roles: str) -> tuple[str, ...]:
    """Return the command that runs these roles."""
    return (BIHUAN, "run", "--roles", roles)


@asynccontextmanager
async def bot_process(
    world: Sandbox, token: str, command: tuple[str, ...], *, town: Town | None = None, url: str = "", media: str = ""
) -> AsyncIterator[int]:
    """Run a bot as a process of its own until it polls; yield its number. ``media``: the folder it works in."""
    environment = environment_of(world, token, url) if town is not None else {}
    async with started(world, command, environment, "getUpdates", folder=media) as (process, _):
        await asyncio.sleep(4)  # a bot at work, not one that is starting: its garbage collector is set up by then
        yield process


def environment_of(world: Sandbox, token: str, url: str) -> dict[str, str]:
    """Return the environment in which a bot works on a database, against a sandbox."""
    return {
        "BIHUAN_TOKEN": token,
        "BIHUAN_DATABASE_URL": url,
        "BIHUAN_API_BASE": world.url,
        "BIHUAN_CONFIG": str(ROOT / "config.yaml"),
        "PYTHONPATH": str(ROOT),
    }


@asynccontextmanager
async def started(
    world: Sandbox, command: tuple[str, ...], environment: dict[str, str], first_call: str, folder: str = ""
) -> AsyncIterator[tuple[int, Json]]:
    """Run a process until it has made its first call of a method; yield its number and the call."""
    after = await world.last_call()
    async with running(command, environment, folder) as process:
        async with asyncio.timeout(60):
            while not (made := await calls(world, after, method=first_call)):
                if process.returncode is not None:
                    raise RuntimeError(f"{command[-1]} ended with {process.returncode}")
                await asyncio.sleep(0.05)
        yield process.pid, made[0]


@asynccontextmanager
async def running(
    command: tuple[str, ...], environment: dict[str, str], folder: str = ""
) -> AsyncIterator[asyncio.subprocess.Process]:
    """Run a process while the block runs."""
    quiet = asyncio.subprocess.DEVNULL
    process = await asyncio.create_subprocess_exec(
        *command, cwd=folder or ROOT, env=os.environ | environment, stdout=quiet, stderr=quiet
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGTERM)
        await process.wait()


async def calls(world: Sandbox, after: int, **only: str) -> list[Json]:
    """Return the calls of bots since a call's number, of one method with ``method``."""
    answer = await world.http.get("/sandbox/calls", params={"after": after, **only})
    found: list[Json] = answer.raise_for_status().json()
    return found


async def handled(town: Town, within: float = 60) -> None:
    """Wait until nothing that was stored is pending; ``within``: seconds without any progress."""
    known, progress = -1, time.monotonic()
    while True:
        async with town.database.reading() as session:
            pending = sa.select(sa.func.count()).where(Update.state == UpdateState.PENDING)
            waiting = await session.scalar(pending) or 0
        if not waiting:
            return
        if waiting != known:
            known, progress = waiting, time.monotonic()
        if time.monotonic() - progress > within:
            raise RuntimeError(f"{waiting} updates wait, and none was handled for {within:.0f} s")
        await asyncio.sleep(0.1)


def cpu_seconds(process: int) -> float:
    """Return the seconds of processor time that the threads of a process have used (Linux)."""
    threads = Path(f"/proc/{process}/task").glob("*/schedstat")
    return sum(int(thread.read_text(encoding="utf-8").split()[0]) for thread in threads) / 1e9


def peak_mb(process: int) -> float:
    """Return the most memory that a process has held, in MB (Linux); 0 when it has ended."""
    try:
        found = _PEAK.search(Path(f"/proc/{process}/status").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return 0
    return int(found[1]) / 1024 if found else 0
