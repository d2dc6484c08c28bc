"""A signal that wakes everybody who waits for it."""

import asyncio
import contextlib


class Signal:
    """Wakes everybody who waits when it is emitted; it remembers nothing."""

    __slots__ = ("_waiters",)

    def __init__(self) -> None:
        self._waiters: list[asyncio.Future[None]] = []

    def emit(self) -> None:
        """Wake all who wait now."""
        if self._waiters:
            waiters, self._waiters = self._waiters, []
            for waiter in waiters:
                if not waiter.done():
                    waiter.set_result(None)

    async def wait(self, seconds: float) -> bool:
        """Wait at most this many seconds, and return whether the signal came."""
        waiter = asyncio.get_running_loop().create_future()
        self._waiters.append(waiter)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(max(seconds, 0)):
                await waiter
                return True
        with contextlib.suppress(ValueError):
            self._waiters.remove(waiter)
        return False
