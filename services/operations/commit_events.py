"""Events of committed transactions: from this process by the database's signals, from others by PostgreSQL's NOTIFY."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import structlog

from services.core.database import Database
from services.operations.waiting import end, set_after

log = structlog.get_logger(__name__)

RECONNECT = 2.0
"""Seconds before a broken listening connection is opened again; meanwhile the polls find due work."""


@asynccontextmanager
async def commits(database: Database, channel: str, ended: asyncio.Event) -> AsyncIterator[asyncio.Event]:
    """Yield an event that is set at every commit touching ``channel``, whichever process made it, and by ``ended``."""
    async with database.signals.listening(channel) as event, notified(database, channel, event.set):
        ending = asyncio.create_task(set_after(ended, event))
        try:
            yield event
        finally:
            await end(ending)


@asynccontextmanager
async def notified(database: Database, channel: str, wake: Callable[[], None]) -> AsyncIterator[None]:
    """Call ``wake`` after every commit touching ``channel`` that PostgreSQL tells of. SQLite tells of none."""
    if database.is_sqlite:
        yield
        return
    listener = asyncio.create_task(_listen(database, channel, wake), name=f"listen:{channel}")
    try:
        yield
    finally:
        await end(listener)


async def _listen(database: Database, channel: str, wake: Callable[[], None]) -> None:
    import asyncpg  # with PostgreSQL only

    url = database.url.set(drivername="postgresql").render_as_string(hide_password=False)
    while True:
        lost = asyncio.Event()
        try:
            connection = await asyncpg.connect(url, timeout=10)
        except (OSError, asyncpg.PostgresError, TimeoutError) as error:
            log.warning("not_listening", channel=channel, error=str(error))
            await asyncio.sleep(RECONNECT)
            continue
        try:
            connection.add_termination_listener(lambda *_, lost=lost: lost.set())
            await connection.add_listener(f"bihuan_{channel}", lambda *_: wake())
            wake()  # for what was committed while nobody listened
            await lost.wait()
        finally:
            connection.terminate()
