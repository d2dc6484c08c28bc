"""The due-tick (I5): it sleeps until the earliest step is due, a second at most, and takes what is due then."""

import asyncio
from datetime import timedelta

import structlog

from scheduler import ticks
from services.core.database import DEADLINES
from services.core.town import Town

MOST = 1.0
"""Seconds of the longest sleep: what another process committed is noticed by then, and a clock that was moved."""
LEAST = 0.05
"""Seconds between two looks when commits wake it: a burst of them is one look."""
AGAIN = 0.2
"""Seconds until what another process holds is looked at again."""

log = structlog.get_logger()


async def run(town: Town, stop: asyncio.Event) -> None:
    """Take what is due until ``stop`` is set."""
    async with town.database.signals.listening(DEADLINES) as woken:
        while not stop.is_set():
            woken.clear()
            await _sleep(await once(town), woken, stop)


async def once(town: Town) -> float:
    """Take what is due now; return for how many seconds to sleep. What fails is still due, and tried again."""
    try:
        earliest = await ticks.next_due(town)
        if earliest is None or earliest > town.now():
            return MOST if earliest is None else min(MOST, (earliest - town.now()) / timedelta(seconds=1))
        steps = await ticks.lapse(town) + await ticks.take_due(town)
        told = await ticks.tell_reminders(town) + await ticks.tell_held(town)
    except Exception:
        log.exception("tick_failed", tick="due")
        return MOST
    log.info("tick", tick="due", steps=steps, told=told)
    return 0 if steps or told else AGAIN


async def _sleep(seconds: float, woken: asyncio.Event, stop: asyncio.Event) -> None:
    """Sleep; ``stop`` ends it at once, a commit that touches deadlines after ``LEAST``."""
    stopping, waking = asyncio.ensure_future(stop.wait()), asyncio.ensure_future(woken.wait())
    await asyncio.wait({stopping}, timeout=min(max(seconds, 0), LEAST))
    if seconds > LEAST:
        await asyncio.wait({stopping, waking}, timeout=seconds - LEAST, return_when=asyncio.FIRST_COMPLETED)
    for task in (stopping, waking):
        task.cancel()
