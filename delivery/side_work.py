"""Side work of delivery: work beside sending that runs when a commit asks for it, until the lease ends."""

from collections.abc import Awaitable, Callable

import structlog
from sqlalchemy.exc import SQLAlchemyError
from telegram.error import TelegramError

from services.core.database import Database
from services.operations.commit_events import commits
from services.operations.held_lease import HeldLease
from services.operations.waiting import pause

log = structlog.get_logger(__name__)

SLOW_LOOK = 30.0
"""Seconds between two calls when no commit asks for one: the net under the signals."""
AFTER_ERROR = 1.0
"""Seconds before work is tried again that the network or the database stopped."""
AFTER_DEFECT = 5.0
"""Seconds before work that failed by a defect of ours is tried again."""


async def run(
    database: Database,
    channel: str,
    lease: HeldLease,
    work: Callable[[], Awaitable[float]],
    *,
    settle: float = 0.0,
) -> None:
    """Call ``work``, and again after the seconds that it returns or at each commit touching ``channel``.

    ``settle`` are the seconds waited before each call. No error ends it: side work must not stop messages from going
    out.
    """
    async with commits(database, channel, lease.ended) as wake:
        while not lease.ended.is_set():
            if settle:
                await pause(lease.ended, settle)
            wake.clear()
            try:
                every = min(await work(), SLOW_LOOK)
            except (SQLAlchemyError, OSError, TelegramError) as error:
                every = AFTER_ERROR
                log.warning("delivery.side_work_put_off", channel=channel, error=str(error))
            except Exception:
                log.exception("delivery.side_work_failed", channel=channel)
                await pause(lease.ended, AFTER_DEFECT)
                continue
            if every > 0 and not lease.ended.is_set():  # else ``wake`` may have been cleared after the lease ended
                await pause(wake, every)
