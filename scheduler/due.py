"""The sleepers (I5): they sleep until the earliest tick is due, and do what is due then.

The prompt ticks are done one after another. Each other tick is a task of its own, so that a slow one holds up nobody.
"""

import asyncio
import time
from collections.abc import Iterable, Sequence
from datetime import timedelta

from scheduler import ticks
from scheduler.ticks import Keeper
from services.core.database import DEADLINES
from services.core.tick import PROMPT, Tick
from services.core.town import Town
from services.operations.commit_events import commits
from services.operations.waiting import let_end, pause

MOST = 1.0
"""Seconds of the longest sleep. Waking costs no statement: a clock that was moved is noticed by then."""
LEAST = 0.05
"""Seconds between two looks when commits wake it: a burst of them is one look."""
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
        return MOST
    return 0 if done else _until_next(town, keepers)


async def run_beside(town: Town, stop: asyncio.Event) -> None:
    """Start each of the other ticks when it is due, until ``stop`` is set; then what runs may end."""
    keepers = [Keeper(town, tick) for tick in town.registry.of(Tick) if tick.within != PROMPT]
    running: dict[Keeper, asyncio.Task[int]] = {}

    def start(keeper: Keeper) -> None:
        running[keeper] = asyncio.create_task(keeper.act())
        running[keeper].add_done_callback(lambda _: running.pop(keeper))

    while not stop.is_set():
        idle = [keeper for keeper in keepers if keeper not in running]
        await ticks.ask(town, idle)
        for keeper in [keeper for keeper in idle if keeper.is_due]:
            start(keeper)
        await pause(stop, _until_next(town, (keeper for keeper in idle if keeper not in running)))
    await let_end(*running.values())


def _until_next(town: Town, keepers: Iterable[Keeper]) -> float:
    earliest = min((keeper.next for keeper in keepers if keeper.next is not None), default=None)
    if earliest is None:
        return MOST
    left = (earliest - town.now()) / timedelta(seconds=1)
    return min(MOST, left) if left > 0 else AGAIN
