"""Hearing of commits: in this process by the database's signals, of other processes by PostgreSQL's NOTIFY."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg
import structlog

from services.core.database import Database
from services.operations.held_lease import end

log = structlog.get_logger(__name__)

RECONNECT = 2.0
"""Seconds before a broken listening connection is made anew; meanwhile the polls find what is due."""


@asynccontextmanager
async def commits(database: Database, channel: str) -> AsyncIterator[asyncio.Event]:
    """Yield an event that is set at every commit touching ``channel``, whichever process made it."""
    async with database.signals.listening(channel) as event:
        if database.is_sqlite:
            yield event
            return
        listener = asyncio.create_task(_listen(database, channel, event), name=f"listen:{channel}")
        try:
            yield event
        finally:
            await end(listener)


async def _listen(database: Database, channel: str, event: asyncio.Event) -> None:
    url = database.url.set(drivername="postgresql").render_as_string(hide_password=False)
    while True:
        lost = asyncio.Event()
        try:
            connection = await asyncpg.connect(url, timeout=10)
        except (OSError, asyncpg.PostgresError, TimeoutError) as error:
            log.warning("delivery.not_listening", error=str(error))
            await asyncio.sleep(RECONNECT)
            continue
        try:
            connection.add_termination_listener(lambda *_, lost=lost: lost.set())
            await connection.add_listener(f"bihuan_{channel}", lambda *_: event.set())
            event.set()  # whatever was committed while nobody listened
            await lost.wait()
        finally:
            connection.terminate()
