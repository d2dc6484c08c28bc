"""The prompt ticks (I5): sleep until the earliest is due, a second at most, and do what is due then."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta

from scheduler import ticks
from scheduler.ticks import Keeper
from services.core.database import DEADLINES, Changes
from services.core.town import Town

MOST = 1.0
"""Seconds of the longest sleep: what another process committed is noticed by then, and a clock that was moved."""
LEAST = 0.05
"""Seconds between two looks when commits wake it: a burst of them is one look."""
AGAIN = 0.2
"""Seconds until what another process holds is looked at again."""


async def run(town: Town, changes: Changes, stop: asyncio.Event) -> None:
    """Do what is due until ``stop`` is set."""
    keepers = [Keeper(town, tick, changes) for tick in ticks.prompt(town)]
    async with town.database.signals.listening(DEADLINES) as woken:
        while not stop.is_set():
            woken.clear()
            await _sleep(await once(town, keepers), woken, stop)


async def once(town: Town, keepers: Sequence[Keeper]) -> float:
    """Do everything that is due now, in order; return for how many seconds to sleep. A failed tick is tried again."""
    done = sum([await keeper.once() for keeper in keepers])
    if any(keeper.failed for keeper in keepers):
        return MOST
    if done:
        return 0
    earliest = min((keeper.next for keeper in keepers if keeper.next is not None), default=None)
    if earliest is None:
        return MOST
    left = (earliest - town.now()) / timedelta(seconds=1)
    return min(MOST, left) if left > 0 else AGAIN


async def _sleep(seconds: float, woken: asyncio.Event, stop: asyncio.Event) -> None:
    """Sleep; ``stop`` ends it at once, a commit that touches deadlines after ``LEAST``."""
    stopping, waking = asyncio.ensure_future(stop.wait()), asyncio.ensure_future(woken.wait())
    await asyncio.wait({stopping}, timeout=min(max(seconds, 0), LEAST))
    if seconds > LEAST:
        await asyncio.wait({stopping, waking}, timeout=seconds - LEAST, return_when=asyncio.FIRST_COMPLETED)
    for task in (stopping, waking):
        task.cancel()
