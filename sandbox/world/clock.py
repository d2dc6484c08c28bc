"""The sandbox's clock: the machine's time plus an offset that tests move, and the programs that follow it."""

import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sandbox.world.signals import Signal

# A follower that stops polling is given up after this many seconds beyond the time it asked to wait.
GRACE = 5.0
# A move is answered at the latest after this many seconds, naming those it still waits for.
PATIENCE = 60.0


@dataclass(slots=True)
class Follower:
    """A program that takes its time from here; `seen` is the last move it has worked off."""

    seen: int
    alive_until: float
    polling: int = 0


class Clock:
    """The time of the world, and the followers that must catch up before a move is done."""

    def __init__(self) -> None:
        self.offset = timedelta()
        self.moves = 0
        self.closed = False
        self.followers: dict[str, Follower] = {}
        self._moved = Signal()
        self._caught_up = Signal()

    def now(self) -> datetime:
        """Return the time of this world in UTC."""
        return datetime.now(UTC) + self.offset

    def timestamp(self) -> float:
        """Return the time of this world as a Unix time."""
        return time.time() + self.offset.total_seconds()

    def unix(self) -> int:
        """Return the time of this world in whole seconds, as message dates are counted."""
        return int(self.timestamp())

    def view(self) -> dict[str, object]:
        """Return the answer of `GET /sandbox/clock`."""
        return {"now": self.now().isoformat(), "offset": self.offset.total_seconds(), "moves": self.moves}

    async def follow(self, name: str, seen: int, wait: float) -> None:
        """Register a follower that has worked off move `seen`; return at a newer move or when the wait is over."""
        follower = self.followers.setdefault(name, Follower(seen, 0.0))
        follower.seen = seen
        follower.polling += 1
        self._caught_up.emit()
        try:
            deadline = time.monotonic() + wait
            while self.moves <= seen and not self.closed and (left := deadline - time.monotonic()) > 0:
                if not await self._moved.wait(left):
                    break
        finally:
            follower.polling -= 1
            follower.alive_until = time.monotonic() + wait + GRACE

    def forget(self, name: str) -> None:
        """Drop a follower that hung up in the middle of its poll."""
        follower = self.followers.get(name)
        if follower is not None and not follower.polling:
            del self.followers[name]
            self._caught_up.emit()

    async def move(self, offset: timedelta, patience: float = PATIENCE) -> list[str]:
        """Set the offset, wait until every living follower has caught up, and return those that have not."""
        self.offset = offset
        self.moves += 1
        number = self.moves
        self._moved.emit()
        deadline = time.monotonic() + patience
        while behind := self._behind(number):
            now = time.monotonic()
            if now >= deadline or self.closed:
                return behind
            # Wake now and then to notice followers that died while they were working.
            await self._caught_up.wait(min(deadline - now, 0.5))
        return []

    def _behind(self, number: int) -> list[str]:
        now = time.monotonic()
        for name in [n for n, f in self.followers.items() if not f.polling and f.alive_until < now]:
            del self.followers[name]
        return sorted(name for name, follower in self.followers.items() if follower.seen < number)

    def reset(self) -> None:
        """Return to the machine's time; followers hear of it as a move."""
        self.offset = timedelta()
        self.moves += 1
        self._moved.emit()

    def close(self) -> None:
        """End all waits."""
        self.closed = True
        self._moved.emit()
        self._caught_up.emit()


def parse_moment(text: str) -> datetime:
    """Return an ISO 8601 time with offset; raise ValueError without one."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("an ISO 8601 time with offset")
    return moment
