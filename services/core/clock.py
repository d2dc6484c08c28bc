"""One clock (I6): UTC everywhere in code and database, the township's zone on the screen."""

from datetime import UTC, datetime
from typing import Protocol


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
