"""Cold start: from ``bihuan run`` to the first getUpdates, the delivery role alone to its first call; peak memory.

Bounded by imports. Each start is followed by a plain ``import aiogram``, in which the start is told as a ratio, then by
``bihuan --help`` and ``bihuan check``, which import neither Telegram library.
"""

import asyncio
import os
import secrets
import statistics
import sys
import time

from benchmarks.support.harness import ROOT, Json, Sandbox, database_url, sandbox, spread
from benchmarks.support.product import BIHUAN, environment_of, peak_mb, product, started

NAME = "start"
TIMES, QUICK = 5, 1


async def run(database_kind: str, *, quick: bool = False) -> Json:
    """Return the seconds to the first getUpdates (median), its ratio to ``import aiogram``, and the rest."""
    whole, library, alone, shown, checked = [], [], [], [], []
    async with sandbox() as world, database_url(database_kind) as url:
        environment = environment_of(world, "", url)
        for _ in range(QUICK if quick else TIMES):
            whole.append(await _start(world, url, "intake,scheduler,delivery", "getUpdates"))
            library.append(await _take(environment, sys.executable, "-c", "import aiogram"))
            alone.append(await _start(world, url, "delivery", "getMe"))
            shown.append(await _take(environment, BIHUAN, "--help"))
            checked.append(await _take(environment, BIHUAN, "check"))
    value = statistics.median(seconds for seconds, _ in whole)
    return {
        "value": value,
        "unit": "s",
        "ratio": round(value / statistics.median(library), 3),
        **spread([seconds for seconds, _ in whole]),
        "peak_mb": round(max(peak for _, peak in whole), 1),
        "import_aiogram": spread(library),
        "delivery": spread([seconds for seconds, _ in alone]),
        "delivery_peak_mb": round(max(peak for _, peak in alone), 1),
        "help": spread(shown),
        "check": spread(checked),
    }


async def _take(environment: dict[str, str], *command: str) -> float:
    """Return the seconds that a command takes."""
    began, quiet = time.perf_counter(), asyncio.subprocess.DEVNULL
    process = await asyncio.create_subprocess_exec(
        *command, cwd=ROOT, env=os.environ | environment, stdout=quiet, stderr=quiet
    )
    await process.wait()
    return time.perf_counter() - began


async def _start(world: Sandbox, url: str, roles: str, first_call: str) -> tuple[float, float]:
    """Start a process, wait for its first call, stop it; return the seconds and the peak memory in MB."""
    token = f"{secrets.randbelow(10**9) + 10**9}:{secrets.token_hex(16)}"
    began = time.time()
    async with started(world, product(roles), environment_of(world, token, url), first_call) as (process, call):
        return call["at"] - began, peak_mb(process)
