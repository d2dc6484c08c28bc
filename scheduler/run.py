"""APScheduler as the clock that wakes the ticks (I5): it remembers nothing, the rows do."""

import asyncio
from collections.abc import Awaitable, Callable

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from scheduler import due, ticks
from services.core.town import Town

TICK_SECONDS = 1
"""How late the end of a pause, silence or a shift's hour can be noticed; steps of deadlines have ``scheduler.due``."""
DIGEST_SECONDS = 10
"""How late a digest can be at most."""
WATCH_SECONDS = 60
"""How often the watchdog looks."""
LOOK_AGAIN_SECONDS = 30
"""What is late is looked at twice before the alarm: after a sleep the other ticks first work off what was missed."""

log = structlog.get_logger()


async def run(town: Town, stop: asyncio.Event) -> None:
    """Wake the ticks until ``stop`` is set. Two of these at once are safe: what is due is claimed by its row."""
    clock = AsyncIOScheduler(
        timezone=town.zone,
        job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
    )
    clock.add_job(_guarded(ticks.chase_silent, town), "interval", seconds=TICK_SECONDS, id="chase_silent")
    clock.add_job(_guarded(ticks.tell_memberships, town), "interval", seconds=DIGEST_SECONDS, id="tell_memberships")
    clock.add_job(_guarded(ticks.keep_teams, town), "interval", seconds=TICK_SECONDS, id="keep_teams")
    clock.add_job(_guarded(ticks.tell_field, town), "interval", seconds=TICK_SECONDS, id="tell_field")
    clock.add_job(_guarded(ticks.refresh_cards, town), "interval", seconds=TICK_SECONDS, id="refresh_cards")
    clock.add_job(_guarded(ticks.remind_of_roster, town), "interval", seconds=WATCH_SECONDS, id="remind_of_roster")
    clock.add_job(_guarded(ticks.test_monthly, town), "interval", seconds=WATCH_SECONDS, id="test_monthly")
    clock.add_job(_guarded(ticks.end_tests, town), "interval", seconds=DIGEST_SECONDS, id="end_tests")
    clock.add_job(_guarded(ticks.keep_mends, town), "interval", seconds=WATCH_SECONDS, id="keep_mends")
    clock.add_job(_guarded(ticks.make_digests, town), "interval", seconds=DIGEST_SECONDS, id="make_digests")
    clock.add_job(_guarded(_watch, town), "interval", seconds=WATCH_SECONDS, id="watch")
    clock.add_job(_guarded(ticks.look_at_the_calendar, town), "cron", hour=9, id="look_at_the_calendar")
    clock.add_job(_guarded(ticks.look_at_the_calendar, town), id="look_at_the_calendar_at_start")
    clock.add_job(_guarded(ticks.keep_duty, town), "interval", seconds=TICK_SECONDS, id="keep_duty")
    clock.add_job(_guarded(ticks.forget_codes, town), "cron", hour=3, minute=30, id="forget_codes")
    clock.add_job(_guarded(ticks.forget_tracks, town), "cron", hour=3, minute=40, id="forget_tracks")
    clock.start()
    try:
        await due.run(town, stop)
    finally:
        clock.shutdown(wait=False)


async def _watch(town: Town) -> int:
    if (await ticks.late(town)).well:
        return 0
    await asyncio.sleep(LOOK_AGAIN_SECONDS)
    return await ticks.watch(town)


def _guarded(tick: Callable[[Town], Awaitable[int]], town: Town) -> Callable[[], Awaitable[None]]:
    """Log what a tick fails on and go on: the row is still due, the next tick tries again."""

    async def once() -> None:
        try:
            done = await tick(town)
        except Exception:
            log.exception("tick_failed", tick=tick.__name__)
            return
        if done:
            log.info("tick", tick=tick.__name__, done=done)

    return once
