"""A clock that stands still until a test moves it."""

from datetime import UTC, datetime


class MovableClock:
    """A clock that stands still until it is moved."""

    def __init__(self, at: datetime) -> None:
        self.at = at.astimezone(UTC)

    def now(self) -> datetime:
        """Return where the clock stands."""
        return self.at
