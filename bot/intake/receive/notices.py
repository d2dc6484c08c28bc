"""PostgreSQL's NOTIFY as a wake-up: another process has stored updates. SQLite has none, the sweep does."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any

import structlog
from sqlalchemy.exc import SQLAlchemyError

from bot.intake.receive.webhook import CHANNEL
from services.core.database import Database
from services.operations.database_errors import describe

log = structlog.get_logger(__name__)

RETRY = 2.0
"""Seconds between two tries to listen again."""


@asynccontextmanager
async def notices(database: Database, wake: Callable[[], None]) -> AsyncIterator[None]:
    """Call ``wake`` at every notice while the block runs; a lost connection is opened again."""
    if database.is_sqlite:
        yield
        return
    task = asyncio.create_task(_listen(database, wake))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _listen(database: Database, wake: Callable[[], None]) -> None:
    while True:
        try:
            async with database.engine.connect() as connection:
                driver: Any = (await connection.get_raw_connection()).driver_connection
                gone = asyncio.Event()
                driver.add_termination_listener(lambda _, gone=gone: gone.set())
                await driver.add_listener(CHANNEL, lambda *_: wake())
                try:
                    wake()
                    await gone.wait()
                finally:
                    await connection.invalidate()  # a connection that listens is not for others
        except (SQLAlchemyError, OSError) as error:
            log.warning("notices_lost", reason=describe(error))
        await asyncio.sleep(RETRY)
