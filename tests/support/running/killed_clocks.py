"""Clocks in processes of their own, which go by the time in a file and are killed and started again."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

from forked_product import Forker, Process
from patience import until


class Clock:
    """A clock in a process of its own: a program, a database, and the file with the time."""

    def __init__(self, processes: Forker, program: str, url: str, file: Path, *more: object) -> None:
        self._processes, self._file, self._given = processes, file, (program, url, file, *more)
        self._process: Process | None = None

    async def start(self) -> None:
        """Start it, and wait until it ticks."""
        self._process = process = await self._processes.start(*self._given)

        async def ticking() -> bool:
            return self._file.with_suffix(f".{process.number}").exists()

        await until(ticking, what="the clock does not start")

    async def kill(self) -> None:
        """Kill it without a word."""
        assert self._process is not None
        self._process.kill()
        await self._process.ended()

    async def kill_and_restart(self) -> None:
        """Kill it and start another in its place."""
        await self.kill()
        await self.start()


@asynccontextmanager
async def clock(processes: Forker, program: str, url: str, file: Path, *more: object) -> AsyncIterator[Clock]:
    """Yield a clock that ticks until the end of the block."""
    one = Clock(processes, program, url, file, *more)
    await one.start()
    try:
        yield one
    finally:
        await one.kill()


def set_to(file: Path, now: datetime) -> None:
    """Set the time that the clocks go by."""
    part = file.with_suffix(".part")
    part.write_text(now.isoformat())
    part.replace(file)  # in one step: a clock never reads half a time
