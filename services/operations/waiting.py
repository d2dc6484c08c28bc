"""Waits of background tasks: for an event with a limit of time, and for other tasks to end."""

import asyncio
from contextlib import suppress
from typing import Any

PATIENCE = 10.0
"""Seconds that a task which was told to stop may take for it."""


async def pause(event: asyncio.Event, seconds: float) -> bool:
    """Wait until the event is set, at most for so many seconds; return whether it is set."""
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):  # wait_for of Python 3.11 may swallow a cancellation
            await event.wait()
    return event.is_set()


async def set_after(first: asyncio.Event, then: asyncio.Event) -> None:
    """Set an event after another one."""
    await first.wait()
    then.set()


async def let_end(*tasks: asyncio.Task[Any]) -> None:
    """Wait for tasks that were told to stop, so that no transaction is cancelled halfway; then cancel them."""
    if tasks:
        await asyncio.wait(tasks, timeout=PATIENCE)
        await end(*tasks)


async def end(*tasks: asyncio.Task[Any]) -> None:
    """Cancel tasks until they are over: a library may swallow a cancellation that comes at the wrong moment."""
    while running := [task for task in tasks if not task.done()]:
        for task in running:
            task.cancel()
        await asyncio.wait(running, timeout=0.5)
