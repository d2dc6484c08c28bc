"""Cold start: from ``bihuan run`` to the first getUpdates, and the delivery role alone to its first call; peak memory.

Bounded by imports: aiogram's types alone are most of it, which is why delivery does without them.
"""

import asyncio
import re
import secrets
import statistics
import time
from pathlib import Path

from benchmarks.support.harness import Json, Sandbox, database_url, sandbox, spread
from benchmarks.support.product import environment_of, product, started

NAME = "start"
TIMES = 5
_PEAK = re.compile(r"VmHWM:\s+(\d+) kB")


async def run(database_kind: str) -> Json:
    """Return the seconds to the first getUpdates (median of five), and the rest beside it."""
    async with sandbox() as world, database_url(database_kind) as url:
        whole = [await _start(world, url, "intake,scheduler,delivery", "getUpdates") for _ in range(TIMES)]
        alone = [await _start(world, url, "delivery", "getMe") for _ in range(TIMES)]
    return {
        "value": statistics.median(seconds for seconds, _ in whole),
        "unit": "s",
        **spread([seconds for seconds, _ in whole]),
        "peak_mb": round(max(peak for _, peak in whole), 1),
        "delivery": spread([seconds for seconds, _ in alone]),
        "delivery_peak_mb": round(max(peak for _, peak in alone), 1),
    }


async def _start(world: Sandbox, url: str, roles: str, first_call: str) -> tuple[float, float]:
    """Start a process, wait for its first call, stop it; return the seconds and the peak memory in MB."""
    token = f"{secrets.randbelow(10**9) + 10**9}:{secrets.token_hex(16)}"
    began = time.time()
    async with started(world, product(roles), environment_of(world, token, url), first_call) as (process, call):
        peak = _PEAK.search(await asyncio.to_thread(Path(f"/proc/{process}/status").read_text))
        return call["at"] - began, int(peak[1]) / 1024 if peak else float("nan")
