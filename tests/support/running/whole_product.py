"""The whole product as a process, by the sandbox's clock, which can be killed and started again."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from signal import SIGTERM

import psutil

from forked_product import Forker, Process
from services.core.town import Town

CONFIG = Path(__file__).parents[3] / "config.yaml"


@asynccontextmanager
async def product(
    processes: Forker, town: Town, database_url: str, base: str, config: Path = CONFIG, *, chat_per_second: int = 1
) -> AsyncIterator["Product"]:
    """The real thing as a process; ``kill`` and ``start`` it again."""
    one = Product(processes, database_url, town.token, base, config, chat_per_second)
    await one.start()
    try:
        yield one
    finally:
        await one.end()


class Product:
    """All that ``bihuan run`` runs, with every role."""

    def __init__(self, processes: Forker, *arguments: object) -> None:
        self._processes, self._arguments = processes, arguments
        self._process: Process | None = None

    async def start(self) -> None:
        """Start it."""
        self._process = await self._processes.start("product", *self._arguments)

    async def kill(self) -> None:
        """Kill it, as a power cut does."""
        assert self._process is not None
        assert psutil.pid_exists(self._process.number), "the product has ended by itself"
        self._process.kill()
        await self._process.ended()

    async def end(self) -> None:
        """Stop it."""
        if self._process is not None:
            self._process.send(SIGTERM)
            await self._process.ended()
