"""Events of committed transactions, whichever process made them.

Others are noticed: PostgreSQL tells of them (LISTEN), SQLite's file is looked at. One task looks while
somebody listens, whatever the number of listeners. One task of the process notices a clock that was set, or a machine
that slept: then everybody looks again.
"""

import asyncio
import os
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
import structlog
from sqlalchemy.exc import SQLAlchemyError

from services.core.database import ROSTER, Database
from services.core.engines.postgres import server_of
from services.operations.waiting import end, set_after

log = structlog.get_logger(__name__)

LOOK_EVERY = 1.0
"""Seconds between two looks at SQLite's file, and at the clock."""
ASK_EVERY = 30.0
"""Seconds after which SQLite is asked even if its file looks the same (a file system may keep its times badly)."""
RECONNECT = 2.0
"""Seconds before a broken listening connection is opened again."""
JUMP = 0.5
"""Seconds by which the wall's clock may differ from the machine's counter between two looks."""
PATIENCE = 10
"""Seconds to connect."""
_WATCHED: dict[Database, "OtherProcesses"] = {}
_HEARD: dict[sa.URL, "Ear"] = {}
"""The listening connection to each PostgreSQL database."""
_CLOCK: asyncio.Task[None] | None = None
"""Watches the clock for all databases of this process."""


@asynccontextmanager
async def commits(database: Database, channel: str, ended: asyncio.Event) -> AsyncIterator[asyncio.Event]:
    """Yield an event that is set at every commit touching ``channel``, whichever process made it, and by ``ended``."""
    async with database.signals.listening(channel) as event, noticed(database):
        ending = asyncio.create_task(set_after(ended, event))
        try:
            yield event
        finally:
            await end(ending)


@asynccontextmanager
async def noticed(database: Database) -> AsyncIterator[None]:
    """Fire the database's signals for commits of other processes while the block runs. Blocks at once share a task."""
    global _CLOCK
    others = _WATCHED.get(database) or _WATCHED.setdefault(database, OtherProcesses(database))
    others.listeners += 1
    if _CLOCK is None or _CLOCK.done():
        _CLOCK = asyncio.create_task(_watch_clock(), name="clock")
    if not database.hears_others:
        database.signals.fire(ROSTER)  # the roster may have changed while nobody listened
        database.hears_others = True
    try:
        yield
    finally:
        others.listeners -= 1
        if not others.listeners:
            database.hears_others = False
            del _WATCHED[database]
            ended = [others.looking]
            if not _WATCHED and _CLOCK is not None:
                ended.append(_CLOCK)
                _CLOCK = None
            await end(*ended)


async def _watch_clock() -> None:
    """Fire everybody's signals when the clock was set, or the machine slept."""
    apart = time.time() - time.monotonic()
    while True:
        await asyncio.sleep(LOOK_EVERY)
        now = time.time() - time.monotonic()
        if abs(now - apart) > JUMP:
            log.info("clock_jumped", seconds=round(now - apart, 1))
            for database in _WATCHED:
                database.signals.fire_all()
        apart = now


class OtherProcesses:
    """Looks at the other processes of one database."""

    def __init__(self, database: Database) -> None:
        """Begin to look."""
        self.listeners = 0
        self._database = database
        look = self._watch_file if database.is_sqlite else self._listen
        self.looking = asyncio.create_task(look(), name="other processes")

    async def _watch_file(self) -> None:
        """Ask for SQLite's version when its log of changes has changed, which our own commits do as well."""
        log_file = Path(f"{self._database.url.database}-wal")
        seen, known, asked = None, None, 0.0
        while True:
            found, now = _signature(log_file), time.monotonic()
            if found != seen or now - asked >= ASK_EVERY:
                try:
                    version = await self._database.version()
                except (SQLAlchemyError, OSError) as error:
                    log.warning("not_looked_at_others", error=type(error).__name__)
                else:
                    if known not in (None, version):
                        self._database.signals.fire_all()
                    seen, known, asked = found, version, now
            await asyncio.sleep(LOOK_EVERY)

    async def _listen(self) -> None:
        server = server_of(self._database.url)
        ear = _HEARD.get(server) or _HEARD.setdefault(server, Ear(server))
        ear.databases.add(self._database)
        ear.changed.set()
        try:
            await asyncio.Event().wait()  # until cancelled
        finally:
            ear.databases.discard(self._database)
            ear.changed.set()
            if not ear.databases:
                del _HEARD[server]
                await end(ear.listening)


class Ear:
    """One connection that listens for all towns of this process in one PostgreSQL database, each on its own channel."""

    def __init__(self, server: sa.URL) -> None:
        """Begin to listen."""
        self.databases: set[Database] = set()
        self.changed = asyncio.Event()
        """Set when a town came or went."""
        self._url = server.set(drivername="postgresql").render_as_string(hide_password=False)
        self.listening = asyncio.create_task(self._listen(), name="postgres notifications")

    async def _listen(self) -> None:
        import asyncpg  # with PostgreSQL only

        while True:
            connection = None
            try:
                connection = await asyncpg.connect(self._url, timeout=PATIENCE)
                connection.add_termination_listener(lambda _: self.changed.set())
                await self._hear_all(connection)
            except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, TimeoutError) as error:
                log.warning("not_listening", error=str(error))
                await asyncio.sleep(RECONNECT)
            finally:
                if connection is not None:
                    connection.terminate()

    async def _hear_all(self, connection: Any) -> None:
        """Listen for every town, until the connection breaks."""
        heard: dict[Database, Callable[..., None]] = {}
        while not connection.is_closed():
            self.changed.clear()
            for database in self.databases - heard.keys():
                heard[database] = _hearing(database)
                await connection.add_listener(database.channel, heard[database])
                database.signals.fire_all()  # for what was committed while nobody listened
            for database in heard.keys() - self.databases:
                await connection.remove_listener(database.channel, heard.pop(database))
            await self.changed.wait()


def _hearing(database: Database) -> Callable[..., None]:
    """Return a listener that fires the signals of a town."""

    def hear(*told: object) -> None:
        name, *channels = str(told[-1]).split()
        if name != database.name:
            for channel in channels:
                database.signals.fire(channel)

    return hear


def _signature(file: Path) -> tuple[int, int] | None:
    try:
        found = os.stat(file)
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size
