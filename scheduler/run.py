"""APScheduler as the clock that wakes the ticks (I5): it remembers nothing, the rows do."""

import asyncio
from collections.abc import Awaitable, Callable

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from scheduler import due
from services.core.tick import Routine
from services.core.town import Town

log = structlog.get_logger()


async def run(town: Town, stop: asyncio.Event) -> None:
    """Wake the ticks until ``stop`` is set. Two of these at once are safe: what is due is claimed by its row."""
    clock = AsyncIOScheduler(
        timezone=town.zone,
        job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
    )
    for routine in town.registry.of(Routine):
        clock.add_job(_guarded(routine, town), "cron", **routine.hours, id=routine.name)
        if routine.at_start:
            clock.add_job(_guarded(routine, town), id=f"{routine.name}_at_start")
    clock.start()
    try:
        await asyncio.gather(due.run(town, stop), due.run_beside(town, stop))
    finally:
        clock.shutdown(wait=False)


def _guarded(routine: Routine, town: Town) -> Callable[[], Awaitable[None]]:
    """Log what a routine fails on and go on."""

    async def once() -> None:
        try:
            done = await routine.act(town)
        except Exception:
            log.exception("tick_failed", tick=routine.name)
            return
        if done:
            log.info("tick", tick=routine.name, done=done)

    return once
