"""Turns: a bounded number at once, the most urgent first, and now and then the one that has waited longest."""

import asyncio
import heapq
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count

from bot.intake.handle.urgency import Urgency

FOR_THE_LONGEST = 8
"""Each turn of this number goes to the one that has waited longest, so that nobody waits for ever."""


class Turns:
    """A semaphore that knows who is urgent."""

    def __init__(self, at_once: int) -> None:
        self._free = at_once
        self._waiting: list[tuple[Urgency, int, asyncio.Future[None]]] = []
        self._numbers, self._given = count(), count(1)

    @asynccontextmanager
    async def turn(self, urgency: Urgency) -> AsyncIterator[None]:
        """Wait for a turn and hold it while the block runs."""
        if self._free:
            self._free -= 1
        else:
            called: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            heapq.heappush(self._waiting, (urgency, next(self._numbers), called))
            try:
                await called
            except asyncio.CancelledError:
                if called.done() and not called.cancelled():
                    self._end()
                raise
        try:
            yield
        finally:
            self._end()

    def _end(self) -> None:
        """Give the turn to the next one who still waits."""
        while self._waiting:
            if next(self._given) % FOR_THE_LONGEST:
                _, _, called = heapq.heappop(self._waiting)
            else:
                longest = min(self._waiting, key=lambda one: one[1])
                self._waiting.remove(longest)
                heapq.heapify(self._waiting)
                called = longest[2]
            if not called.done():
                called.set_result(None)
                return
        self._free += 1
