"""Cold start: from ``bihuan run`` to the first getUpdates, and the delivery role alone to its first call; peak memory.

Bounded by imports: aiogram's types alone are most of it, which is why delivery does without them.
"""

import asyncio
import os
import re
import secrets
import signal
import statistics
import sys
import time
from pathlib import Path

from benchmarks.harness import ROOT, Json, Sandbox, database_url, sandbox, spread

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
    environment = os.environ | {
        "BIHUAN_TOKEN": token,
        "BIHUAN_DATABASE_URL": url,
        "BIHUAN_API_BASE": world.url,
        "BIHUAN_CONFIG": str(ROOT / "config.yaml"),
    }
    command = (str(Path(sys.executable).with_name("bihuan")), "run", "--roles", roles)
    after, began = await world.last_call(), time.time()
    quiet = asyncio.subprocess.DEVNULL
    process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, env=environment, stdout=quiet, stderr=quiet)
    try:
        async with asyncio.timeout(60):
            while not (calls := await _calls(world, first_call, after)):
                if process.returncode is not None:
                    raise RuntimeError(f"bihuan run ended with {process.returncode}")
                await asyncio.sleep(0.05)
        peak = _PEAK.search(await asyncio.to_thread(Path(f"/proc/{process.pid}/status").read_text))
        return calls[0]["at"] - began, int(peak[1]) / 1024 if peak else float("nan")
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGTERM)
        await process.wait()


async def _calls(world: Sandbox, method: str, after: int) -> list[Json]:
    answer = await world.http.get("/sandbox/calls", params={"after": after, "method": method})
    calls: list[Json] = answer.raise_for_status().json()
    return calls
