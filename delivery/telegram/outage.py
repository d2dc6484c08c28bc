"""An outage of Telegram, said once and not at every attempt; all senders and receivers of a process share it."""

import time
from collections.abc import Callable

import structlog

log = structlog.get_logger(__name__)

TELEGRAM = "https://api.telegram.org"
AGAIN = 600.0
"""Seconds after which an outage that goes on is said again."""


class Outage:
    """Says that Telegram cannot be reached, with the setting to look at, and that it is reached again."""

    def __init__(self, base: str = TELEGRAM, *, proxied: bool = False, clock: Callable[[], float] = time.monotonic):
        """``base`` is the Bot API's origin; ``proxied`` tells whether the way to it leads through a proxy."""
        self._base = base.rstrip("/")
        elsewhere = self._base != TELEGRAM
        self._setting = "BIHUAN_PROXY" if proxied or not elsewhere else "BIHUAN_API_BASE"
        self._way = "proxy" if proxied else "elsewhere" if elsewhere else "direct"
        self._clock = clock
        self._cut_off: set[str] = set()
        self._said_at: float | None = None

    def failed(self, part: str, reason: str) -> None:
        """Take note that this part of the process did not get through."""
        self._cut_off.add(part)
        now = self._clock()
        if self._said_at is None or now - self._said_at >= AGAIN:
            self._said_at = now
            log.warning("telegram_unreachable", base=self._base, way=self._way, look_at=self._setting, reason=reason)

    def over(self, part: str) -> None:
        """Take note that this part got through."""
        if part not in self._cut_off:
            return
        self._cut_off.discard(part)
        if not self._cut_off:
            self._said_at = None
            log.info("telegram_reached", base=self._base)
