"""A clock that stands still until a test moves it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta


class MovableClock:
    """A clock that stands still until it is moved; then ``moved`` is called, as a jump of the real clock wakes all."""

    def __init__(self, at: datetime, moved: Callable[[], None] = lambda: None) -> None:
        self._at, self._moved = at.astimezone(UTC), moved

    @property
    def at(self) -> datetime:
        """Where the clock stands; setting it moves it."""
        return self._at

    @at.setter
    def at(self, at: datetime) -> None:
        self._at = at.astimezone(UTC)
        self._moved()

    def passes(self, span: timedelta) -> None:
        """Let time pass by itself: nobody is woken."""
        self._at += span

    def now(self) -> datetime:
        """Return where the clock stands."""
        return self._at
