"""Sliding windows that count sends, and the slot of one send in them.

A send occupies its windows from its start; its place is free again a window's length after its completion, and never
before length and margin have passed since its start. So however long an answer took, no window on Telegram's side holds
more than its limit.
"""

import math
from bisect import insort
from collections.abc import Callable
from dataclasses import dataclass

NEVER = math.inf


class Window:
    """At most ``limit`` sends in any ``length`` seconds; at most ``ordinary`` of them are not urgent."""

    def __init__(self, limit: int, length: float, margin: float, reserve: int) -> None:
        self.limit = limit
        self.ordinary = max(1, limit - reserve)
        self._length = length
        self._margin = margin
        self._free_at: list[float] = []  # when each completed send leaves the window, soonest first
        self._running = 0

    def _used(self, now: float) -> int:
        while self._free_at and self._free_at[0] <= now:
            del self._free_at[0]
        return len(self._free_at) + self._running

    def room(self, now: float, urgent: bool, kept: int = 0) -> int:
        """Return how many sends may start now, when ``kept`` places are kept for others."""
        return max(0, (self.limit if urgent else self.ordinary) - kept - self._used(now))

    def opens(self, now: float, urgent: bool, kept: int = 0) -> float:
        """Return when the next send may start: ``now``, a later moment, or NEVER before a running one completes."""
        over = self._used(now) + kept - (self.limit if urgent else self.ordinary)
        if over < 0:
            return now
        return self._free_at[over] if over < len(self._free_at) else NEVER

    def start(self) -> None:
        """Start a send."""
        self._running += 1

    def complete(self, started: float, now: float) -> None:
        """End a send, answered or not."""
        self._running -= 1
        insort(self._free_at, max(now + self._length, started + self._length + self._margin))

    def give_back(self) -> None:
        """Take back the start of a send that did not take place."""
        self._running -= 1

    def is_empty(self, now: float) -> bool:
        """Return whether nothing counts in the window any more."""
        return self._used(now) == 0


@dataclass
class Slot:
    """The right to one send. End it once: ``done`` after the request, ``cancel`` when there was none."""

    windows: tuple[Window, ...]
    """The overall one first."""
    started: float
    _clock: Callable[[], float]
    _open: bool = True

    def done(self) -> None:
        """End the slot after the request was answered, or never will be; a second call does nothing."""
        if self._open:
            self._open = False
            for window in self.windows:
                window.complete(self.started, self._clock())

    def refused(self) -> None:
        """End the slot after a 429: the request does not count for the chat, which has to wait."""
        if self._open:
            self._open = False
            overall, *of_chat = self.windows
            overall.complete(self.started, self._clock())
            for window in of_chat:
                window.give_back()

    def cancel(self) -> None:
        """End the slot when no request was made; after ``done`` it does nothing."""
        if self._open:
            self._open = False
            for window in self.windows:
                window.give_back()
