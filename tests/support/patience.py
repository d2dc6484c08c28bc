"""Waiting in tests: for progress, never by the clock. A busy machine is slow, and slow is no fault."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Collection
from typing import Any

STANDSTILL = 180.0
"""Seconds in which nothing has moved at all before a wait gives up."""

AT_ONCE = 45.0
"""Seconds for what happens at once, on a busy machine too: fewer than the long poll waits that is answered."""

ASK_EVERY = 1.0
"""Seconds between two questions how far the work is: a standstill is much longer, and a question costs statements."""

Progress = Callable[[], Awaitable[object]]


class Patience:
    """Gives up when what is looked at has not changed for ``STANDSTILL`` seconds."""

    def __init__(self) -> None:
        self._seen: object = None
        self._since = time.monotonic()

    def check(self, progress: object, what: Callable[[], str]) -> None:
        """Note how far it is. Fails with ``what`` after a standstill."""
        if progress != self._seen:
            self._seen, self._since = progress, time.monotonic()
        assert time.monotonic() - self._since < STANDSTILL, what()


async def until(condition: Any, *, what: str = "", progress: Progress | None = None) -> Any:
    """Wait until an async condition is true, looking again every 20 ms; for what no long poll tells of (a database).

    After a second it looks less often. ``progress`` says how far the work is: as long as its answer changes, the wait
    goes on.
    """
    patience, far, every, ask_at = Patience(), None, 0.02, time.monotonic() + ASK_EVERY
    while not (found := await condition()):
        if time.monotonic() >= ask_at:
            every, ask_at = 0.1, time.monotonic() + ASK_EVERY
            far = await progress() if progress is not None else None
        patience.check(far, lambda: what or "it never came true")
        await asyncio.sleep(every)
    return found


async def ended(tasks: Collection["asyncio.Task[Any]"], *, progress: Progress, what: str) -> list[Any]:
    """Wait until all tasks have ended, as long as ``progress`` changes; returns their results."""

    async def all_done() -> bool:
        return all(task.done() for task in tasks)

    await until(all_done, what=what, progress=progress)
    return [task.result() for task in tasks]
