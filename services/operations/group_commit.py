"""A group commit: what arrives while one transaction commits goes into the next one, so that one fsync serves many."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

Item = TypeVar("Item")


class GroupCommit(Generic[Item]):
    """Collects items and commits them in batches, in order, one batch at a time."""

    def __init__(self, commit: Callable[[list[Item]], Awaitable[None]], most: int | None = None) -> None:
        """``commit`` writes one batch of at most ``most`` items; an error reaches everybody who waits for the batch."""
        self._commit = commit
        self._most = most
        self._waiting: list[tuple[Item, asyncio.Future[None]]] = []
        self._writer: asyncio.Task[None] | None = None

    def add(self, item: Item) -> asyncio.Future[None]:
        """Put an item into the next batch; the future is done when that batch is committed."""
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((item, done))
        if self._writer is None:
            self._writer = asyncio.create_task(self._write())
        return done

    async def finish(self) -> None:
        """Return when everything added so far is committed."""
        while self._writer is not None:
            await asyncio.wait([self._writer])

    async def _write(self) -> None:
        try:
            while self._waiting:
                most = self._most or len(self._waiting)
                batch, self._waiting = self._waiting[:most], self._waiting[most:]
                # A batch that fails fails alone: the next one is still tried.
                (error,) = await asyncio.gather(self._commit([item for item, _ in batch]), return_exceptions=True)
                for done in (done for _, done in batch if not done.done()):  # a waiting task may have been cancelled
                    if error is None:
                        done.set_result(None)
                    else:
                        done.set_exception(error)
        finally:
            self._writer = None
