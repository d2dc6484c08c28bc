"""Updates a second through the whole filing flow by two intake processes, against one in the same run (PostgreSQL).

The steps are those of ``intake``. One process and two take turns. ``value`` is the ratio of their rates. On a machine
with two cores the database and the sandbox run on the same cores as the bot: ``cores_busy`` tells how much of the
machine was in use, ``bot_share`` how much of that was the bot's. ``reckoned`` is the ratio on cores that only the bot
uses: twice the processor time of an update with one process, to the time with two.
"""

import asyncio
import os
import statistics
import time
from collections.abc import Sequence
from contextlib import AsyncExitStack
from typing import NamedTuple

import psutil

from benchmarks.support.filing import flow, officers_of
from benchmarks.support.harness import Json, Sandbox, database_url, sandbox, town_on
from benchmarks.support.product import cpu_seconds, environment_of, handled, product, running
from benchmarks.updates.intake import Pace, check, pace
from bot.demo import workbook as demo_workbook
from bot.intake.inbox import SHARES
from services.core.town import Town
from services.operations.held_lease import machine_now
from services.operations.lease_holders import holdings

NAME = "intakes"
DATABASES = ("postgres",)
OFFICERS = 60
"""So many that the processes are stopped for less than a lease lasts, while the steps are prepared."""
ROUNDS = 3
QUICK = {"officers": 30, "rounds": 1}
TARGET = 1.7
PATIENCE = 60.0
"""Seconds until the senders are shared."""


class Round(NamedTuple):
    """A round of so many processes: its pace, the share of all cores in use, and the bot's part of that."""

    pace: Pace
    busy: float
    bot: float


async def run(database_kind: str, *, quick: bool = False) -> Json:
    """Return the ratio of the median rates of the rounds, and what bounds it."""
    size = QUICK if quick else {"officers": OFFICERS, "rounds": ROUNDS}
    found: dict[int, list[Round]] = {1: [], 2: []}
    async with sandbox(limits="off") as world, database_url(database_kind) as url, town_on(url) as town:
        await demo_workbook.populate(town.database, town.settings, now=town.now())
        officers = await officers_of(world, town, size["officers"])
        for _ in range(size["rounds"]):
            for count in found:
                found[count].append(await _round(world, town, url, officers, count))
        _, inversions = await check(town)
    rates = {count: [one.pace.rate for one in rounds] for count, rounds in found.items()}
    cpu = {count: statistics.median(one.pace.cpu for one in rounds) for count, rounds in found.items()}
    medians = {count: statistics.median(those) for count, those in rates.items()}
    return {
        "value": round(medians[2] / medians[1], 2),
        "unit": "times the rate of one process",
        "target": TARGET,
        "reckoned": round(2 * cpu[1] / cpu[2], 2),
        "rates": {count: [round(rate, 1) for rate in those] for count, those in rates.items()},
        "cpu_ms": {count: round(one, 2) for count, one in cpu.items()},
        "cores_busy": {count: round(statistics.median(one.busy for one in those), 2) for count, those in found.items()},
        "bot_share": {count: round(statistics.median(one.bot for one in those), 2) for count, those in found.items()},
        "cores": os.cpu_count(),
        "inversions": inversions,
    }


async def _round(world: Sandbox, town: Town, url: str, officers: list[int], count: int) -> Round:
    """File a report of each officer with so many processes."""
    environment, steps = environment_of(world, town.token, url), flow(world, town.token)
    async with AsyncExitStack() as stack:
        bot = list[int]()
        for number in range(count):
            process = await stack.enter_async_context(running(product("intake"), environment))
            bot.append(process.pid)
            await _shared(town, number + 1)
        await asyncio.sleep(4)  # their garbage collectors are set up by then
        await pace(world, town.token, bot, officers, steps)  # every connection knows the statements then
        busy, cpu, began = _busy(), sum(map(cpu_seconds, bot)), time.monotonic()
        found = await pace(world, town.token, bot, officers, steps)
        await handled(town)
        used = _busy() - busy
        return Round(
            found,
            used / (time.monotonic() - began) / (os.cpu_count() or 1),
            (sum(map(cpu_seconds, bot)) - cpu) / used,
        )


async def _shared(town: Town, processes: int) -> None:
    """Wait until so many processes hold as many senders."""
    async with asyncio.timeout(PATIENCE):
        while True:
            async with town.database.reading() as session:
                held: Sequence[int] = [one.leases for one in await holdings(session, "intake", machine_now())]
            if len(held) == processes and sum(held) == SHARES and max(held) - min(held) <= 1:
                return
            await asyncio.sleep(0.2)


def _busy() -> float:
    """Return the seconds of processor time that the machine has used."""
    times = psutil.cpu_times()
    return float(sum(times) - times.idle - getattr(times, "iowait", 0.0) - getattr(times, "guest", 0.0))
