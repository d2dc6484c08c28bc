"""The sleepers (I5): they sleep until the earliest tick is due, and do what is due then.

The prompt ticks are done one after another. Each other tick is a task of its own, so that a slow one holds up nobody.
A commit wakes them, of whichever process, and a clock that was set (``services.operations.commit_events``).
"""

import asyncio
import time
from collections.abc import Iterable, Sequence

from scheduler import ticks
from scheduler.ticks import Keeper
from services.core.database import CHANGED, DEADLINES
from services.core.tick import PROMPT, Tick
from services.core.town import Town
from services.operations.commit_events import commits
from services.operations.waiting import let_end, pause

RETRY = 1.0
"""Seconds until a prompt tick that failed is tried again."""
LEAST, LEAST_BESIDE = 0.05, 1.0
"""Seconds between two looks when commits wake a sleeper: a burst of them is one look. The second is for the other
ticks, which may be noticed so late."""
AGAIN = 0.2
"""Seconds until what another process holds is looked at again."""


async def run(town: Town, stop: asyncio.Event) -> None:
    """Do what is due to the moment until ``stop`` is set."""
    keepers = [Keeper(town, tick) for tick in ticks.prompt(town)]
    async with commits(town.database, DEADLINES, stop) as woken:
        while not stop.is_set():
            woken.clear()
            began = time.monotonic()
            if (seconds := await once(town, keepers)) and not stop.is_set():
                await pause(woken, seconds)
                await pause(stop, LEAST - (time.monotonic() - began))


async def once(town: Town, keepers: Sequence[Keeper]) -> float:
    """Do everything that is due now, in order; return for how many seconds to sleep. A failed tick is tried again."""
    await ticks.ask(town, keepers)
    done = sum([await keeper.act() for keeper in keepers if keeper.is_due])
    if any(keeper.failed for keeper in keepers):
        return RETRY
    return 0 if done else _until_next(keepers)


async def run_beside(town: Town, stop: asyncio.Event) -> None:
    """Start each of the other ticks when it is due, until ``stop`` is set; then what runs may end."""
    keepers = [Keeper(town, tick) for tick in town.registry.of(Tick) if tick.within != PROMPT]
    running: dict[Keeper, asyncio.Task[None]] = {}

    async with commits(town.database, CHANGED, stop) as woken:

        async def act(keeper: Keeper) -> None:
            try:
                await keeper.act()
            finally:
                del running[keeper]
                woken.set()

        while not stop.is_set():
            woken.clear()
            began = time.monotonic()
            idle = [keeper for keeper in keepers if keeper not in running]
            await ticks.ask(town, idle)
            for keeper in [keeper for keeper in idle if keeper.is_due]:
                running[keeper] = asyncio.create_task(act(keeper))
            if not stop.is_set():
                await pause(woken, _until_next(keeper for keeper in idle if keeper not in running))
                await pause(stop, LEAST_BESIDE - (time.monotonic() - began))
    await let_end(*running.values())


def _until_next(keepers: Iterable[Keeper]) -> float:
    left = min((keeper.rests_for for keeper in keepers), default=ticks.SLOW_LOOK)
    return left if left > 0 else AGAIN
