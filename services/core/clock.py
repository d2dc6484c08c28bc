"""One clock (I6): UTC everywhere in code and database, the township's zone on the screen."""

from datetime import UTC, datetime, timedelta
from typing import Protocol

LATE = timedelta(minutes=3)
"""Within this time a message was handled at once: the time of receipt is the time of the fact."""
KEPT = timedelta(hours=24)
"""Telegram keeps an update that nobody fetched no longer (Bot API, getUpdates): an older date is none."""


def sent(said_at: datetime | None, *, received_at: datetime, now: datetime) -> datetime | None:
    """Return when somebody sent what is handled now, None where that is as good as now.

    ``said_at`` is the date on the message; a button has none, and counts from its receipt. A date in the future, or
    from before all that Telegram still hands over, is not believed.
    """
    received_at = min(received_at, now)
    at = said_at if said_at is not None and received_at - KEPT <= said_at <= received_at else received_at
    return at if now - at > LATE else None


class Clock(Protocol):
    """Where "now" comes from. Functions of the domain take ``now`` and never ask a clock themselves."""

    def now(self) -> datetime:
        """Return the aware UTC instant."""
        ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """Return the machine's time in UTC."""
        return datetime.now(UTC)
