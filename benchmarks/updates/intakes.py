"""Updates a second through the whole filing flow by two intake processes, against one in the same run (PostgreSQL).

The steps are those of ``intake``. One process and two take turns. ``value`` is the ratio of their rates. On a machine
with two cores the database and the sandbox run on the same cores as the bot: ``bot_cores`` tells how many of them the
bot could use while it was timed. ``estimated`` is the ratio on cores that only the bot uses: twice the processor time
of an update with one process, to the time with two.
"""

import asyncio
import os
import statistics
from collections.abc import Sequence
from contextlib import AsyncExitStack

from benchmarks.support.filing import flow, officers_of
from benchmarks.support.harness import Json, Sandbox, database_url, sandbox, town_on
from benchmarks.support.product import environment_of, handled, product, running
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


async def run(database_kind: str, *, quick: bool = False) -> Json:
    """Return the ratio of the median rates of the rounds, and what bounds it."""
    size = QUICK if quick else {"officers": OFFICERS, "rounds": ROUNDS}
    found: dict[int, list[Pace]] = {1: [], 2: []}
    async with sandbox(limits="off") as world, database_url(database_kind) as url, town_on(url) as town:
        await demo_workbook.populate(town.database, town.settings, now=town.now())
        officers = await officers_of(world, town, size["officers"])
        for _ in range(size["rounds"]):
            for count in found:
                found[count].append(await _round(world, town, url, officers, count))
        _, inversions = await check(town)
    rates = {count: [one.rate for one in rounds] for count, rounds in found.items()}
    cpu = {count: statistics.median(one.cpu for one in rounds) for count, rounds in found.items()}
    medians = {count: statistics.median(those) for count, those in rates.items()}
    return {
        "value": round(medians[2] / medians[1], 2),
        "unit": "times the rate of one process",
        "target": TARGET,
        "estimated": round(2 * cpu[1] / cpu[2], 2),
        "rates": {count: [round(rate, 1) for rate in those] for count, those in rates.items()},
        "cpu_ms": {count: round(one, 2) for count, one in cpu.items()},
        "bot_cores": {count: round(medians[count] * cpu[count] / 1000, 2) for count in found},
        "cores": os.cpu_count(),
        "inversions": inversions,
    }


async def _round(world: Sandbox, town: Town, url: str, officers: list[int], count: int) -> Pace:
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
        found = await pace(world, town.token, bot, officers, steps)
        await handled(town)
        return found


async def _shared(town: Town, processes: int) -> None:
    """Wait until so many processes hold as many senders."""
    async with asyncio.timeout(PATIENCE):
        while True:
            async with town.database.reading() as session:
                held: Sequence[int] = [one.leases for one in await holdings(session, "intake", machine_now())]
            if len(held) == processes and sum(held) == SHARES and max(held) - min(held) <= 1:
                return
            await asyncio.sleep(0.2)
