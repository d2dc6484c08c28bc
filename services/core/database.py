"""One township's database: its transactions, and the signals that follow a commit.

SQLite (default) runs in WAL mode with ``synchronous=FULL``; every writing transaction is ``BEGIN IMMEDIATE``. The one
connection that writes (``services.core.engines.sqlite_writer``) is also the queue of writers in this process; other
processes wait for its lock.
PostgreSQL runs READ COMMITTED over asyncpg; many towns may share one database (``services.core.engines.postgres``).
"""

import asyncio
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable, Hashable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from enum import StrEnum
from typing import Any, TypeVar, cast

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession, async_sessionmaker

from models import Grid, Person, Squad, Village
from services.core.engines import postgres, sqlite
from services.core.engines.postgres import Servers
from services.core.engines.prepared import DRIVER, is_changed
from services.core.errors import Stale, existing

OUTBOX = "outbox"
"""Woken when a committed transaction has queued messages."""
TROUBLE = "trouble"
"""Woken when a committed transaction has left a message undelivered, or wants another channel for one."""
DEADLINES = "deadlines"
"""Woken when a committed transaction has started or moved deadlines."""
MEDIA = "media"
"""Woken when a committed transaction wants files fetched."""
COUNTS = "counts"
"""Woken when a committed transaction wants the people of a group counted."""
UPDATES = "updates"
"""Woken when a committed transaction has stored raw updates."""
INTRODUCTION = "introduction"
"""Woken when a committed transaction has changed what Telegram is told of the bot: a person's or a group's commands."""
ROSTER = "roster"
"""Woken when a committed transaction has changed the roster (``services.people.remembered``)."""
CHANGED = "changed"
"""Woken by every commit that is not quiet: something may be due earlier than was known."""
CHANNELS = (OUTBOX, TROUBLE, DEADLINES, MEDIA, COUNTS, UPDATES, INTRODUCTION, ROSTER, CHANGED)
NOTIFIED = "bihuan"
"""PostgreSQL's channel between the processes of a town that has the whole database; another is named as its schema."""
_NOTIFY = sa.text("SELECT pg_notify(:channel, :words)")
"""Says which process committed, and what it touched."""

DATABASE, AT_THE_END = "database", "at_the_end"
"""Keys of a session's ``info``: its database, and the work that waits for its commit."""

Progress = Callable[[int, int], object]
"""Told by work on many rows, after each portion, how many of them are done and how many there are."""
PORTION = 1_000
"""Rows of a portion: enough that asking for it costs little, few enough that other tasks do not wait for it."""

Row = TypeVar("Row")
RosterRow = TypeVar("RosterRow", Grid, Person, Squad, Village)


class Signals:
    """Wakes the tasks of this process that wait for a committed change."""

    def __init__(self) -> None:
        self._waiters: dict[str, set[asyncio.Event]] = {name: set() for name in CHANNELS}
        self.fired = dict.fromkeys(CHANNELS, 0)
        """How often each channel was fired: the same number of ``CHANGED`` means that nothing was committed."""

    @asynccontextmanager
    async def listening(self, channel: str) -> AsyncIterator[asyncio.Event]:
        """Yield an event that is set at every commit which touched ``channel``; the listener clears it."""
        event = asyncio.Event()
        self._waiters[channel].add(event)
        try:
            yield event
        finally:
            self._waiters[channel].discard(event)

    def fire(self, channel: str) -> None:
        """Wake every listener of ``channel``."""
        self.fired[channel] += 1
        for event in self._waiters[channel]:
            event.set()

    def fire_all(self) -> None:
        """Wake everybody: the clock was moved, or somebody else may have committed anything."""
        for channel in CHANNELS:
            self.fire(channel)

    def heard(self, channel: str) -> bool:
        """Return whether somebody in this process listens to ``channel``."""
        return bool(self._waiters[channel])


class Database:
    """The engines of one township, and its two kinds of transaction."""

    def __init__(self, url: str, servers: Servers | None = None) -> None:
        """``url`` is SQLAlchemy's: ``sqlite+aiosqlite:///var/bihuan.sqlite3`` or ``postgresql+asyncpg://…``.

        ``servers`` are shared by the towns of a process that have a schema each in one PostgreSQL database.
        """
        self.url = sa.make_url(url)
        self.name = secrets.token_hex(6)
        """Says to other processes whose commit it was, and whose connections."""
        self.signals = Signals()
        self.schema = None if self.is_sqlite else postgres.schema_of(self.url)
        self.channel = self.schema or NOTIFIED
        """The name under which PostgreSQL tells other processes of this town's commits."""
        self._is_guest = servers is not None and self.schema is not None
        self._place: AbstractAsyncContextManager[object] = nullcontext()
        if self.is_sqlite:
            self.engine, self._readers = sqlite.writer(self.url), sqlite.readers(self.url)
        elif servers is not None and self._is_guest:
            self.engine = self._readers = servers.engine_of(self.url)
            self._place = asyncio.Semaphore(postgres.CONNECTIONS)  # a town's flood leaves connections to others
        else:
            named = postgres.engine_of(self.url, name=connections_of(self.name))
            self.engine = self._readers = postgres.entering(named, self.url)
        self._writing = async_sessionmaker(self.engine, expire_on_commit=False, autoflush=True)
        self._reading = async_sessionmaker(self._readers, expire_on_commit=False, autoflush=False)
        self.hears_others = False
        """Whether commits of other processes are noticed at this time."""

    @property
    def is_sqlite(self) -> bool:
        """Whether this is the embedded database."""
        return self.url.get_backend_name() == "sqlite"

    @asynccontextmanager
    async def transaction(self, *, quiet: bool = False) -> AsyncIterator[AsyncSession]:
        """Yield a session whose work is committed once, at the end; an exception rolls everything back.

        No network call may be made inside (I2). Channels named with ``wake`` are fired after the commit, and
        ``CHANGED`` too unless the work is ``quiet``: nothing can become due by it.
        """
        async with self._place, _ending(self._writing(info={DATABASE: self, DRIVER: None})) as session:
            work = session.sync_session.begin()
            yield session
            if work.is_active:
                await _finish(session)
                if is_changed(session):
                    await session.flush()
            woken = {*session.info.get("wake", ()), *(() if quiet else (CHANGED,))}
            is_known = woken <= {CHANGED} and self.signals.heard(DEADLINES)
            if woken and not is_known and not self.is_sqlite and work.is_active:
                words = " ".join((self.name, *sorted(woken)))
                await session.execute(_NOTIFY, {"channel": self.channel, "words": words})
            if work.is_active:
                await session.commit()
        for channel in woken:
            self.signals.fire(channel)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncSession]:
        """Yield a session for looking things up; nothing it does is kept."""
        async with self._place, self._reading(info={DATABASE: self}) as session:
            yield session

    async def shorten_log(self) -> None:
        """Empty SQLite's log of changes into the file: rows that were destroyed stand in neither of them then.

        While somebody reads, the log stays as it is; the next call empties it. PostgreSQL does this by itself.
        """
        if self.is_sqlite:
            async with self.engine.connect() as connection:
                driver: Any = (await connection.get_raw_connection()).driver_connection
                driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    async def version(self) -> int:
        """Return SQLite's number that changes with each commit of another process: all of ours are made here."""
        async with self.engine.connect() as connection:
            driver: Any = (await connection.get_raw_connection()).driver_connection
            return int(driver.execute("PRAGMA data_version").fetchone()[0])

    async def close(self) -> None:
        """Give back every connection; those that other towns use as well stay open."""
        if self._is_guest:
            return
        await self.engine.dispose()
        if self._readers is not self.engine:
            await self._readers.dispose()


def connections_of(name: str) -> str:
    """Return what PostgreSQL calls the connections of a database of this name."""
    return f"bihuan {name}"


def untold(done: int, total: int) -> None:
    """Tell nobody about the progress."""


async def portions(
    connection: AsyncSession | AsyncConnection, query: sa.Select[Any]
) -> AsyncIterator[Sequence[sa.Row[Any]]]:
    """Yield the rows of a query in portions; the database keeps the others. Other tasks run between two portions."""
    rows = await connection.stream(query.execution_options(yield_per=PORTION))
    async for portion in rows.partitions():
        yield portion


def at_the_end(session: AsyncSession, key: Hashable, work: Callable[[], Awaitable[object]]) -> None:
    """Have ``work`` awaited just before this session's transaction is committed; a later one takes its key's place."""
    session.info.setdefault(AT_THE_END, {})[key] = work


@asynccontextmanager
async def savepoint(session: AsyncSession) -> AsyncIterator[None]:
    """Take everything in the block back when it raises, and nothing before it."""
    await _finish(session)
    kept = dict(session.info)
    try:
        async with session.begin_nested():
            yield
            await _finish(session)
    except BaseException:
        session.info.clear()
        session.info.update(kept)
        raise


@asynccontextmanager
async def _ending(session: AsyncSession) -> AsyncIterator[AsyncSession]:
    """Close a session at the end, which asks nothing of the database after a commit; else roll back, to the end."""
    try:
        yield session
    finally:
        if session.in_transaction():
            await asyncio.shield(asyncio.ensure_future(session.close()))
        else:
            session.sync_session.close()


async def _finish(session: AsyncSession) -> None:
    while works := session.info.pop(AT_THE_END, None):
        for work in works.values():
            await work()


def wake(session: AsyncSession, channel: str) -> None:
    """Have ``channel`` fired when this session's transaction has been committed."""
    session.info.setdefault("wake", set()).add(channel)


async def active(session: AsyncSession, model: type[RosterRow], row_id: int, gone: Exception) -> RosterRow:
    """Return a row of the roster by its id. Raises ``gone`` when the roster no longer has it."""
    found = await session.get(model, row_id)
    if found is None or not found.active:
        raise gone
    return found


def begins(column: Any, start: str) -> sa.ColumnElement[bool]:
    """Find names (``models.base.key_type``) that begin with something; an index answers it, as it does not for LIKE."""
    return sa.and_(column >= start, column < start[:-1] + chr(ord(start[-1]) + 1))


async def alone(session: AsyncSession, work: str) -> None:
    """Wait until nobody else does this work in this town; it is ours until the transaction ends.

    SQLite has one writer anyway. PostgreSQL's locks are those of a whole database, so the schema is part of the name.
    """
    if session.get_bind().dialect.name == "postgresql":
        name = sa.func.concat(sa.func.current_schema(), ":", work)
        await session.execute(sa.select(sa.func.pg_advisory_xact_lock(sa.func.hashtext(name))))


async def newest(session: AsyncSession, table: type[Row], *those: sa.ColumnElement[bool]) -> Row | None:
    """Return the newest row of a table that meets the conditions."""
    column: Any = table
    return await session.scalar(sa.select(table).where(*those).order_by(column.id.desc()).limit(1))


async def locked(session: AsyncSession, table: type[Row], key: Any, gone: str, *states: StrEnum, **how: Any) -> Row:
    """Return a row as the database has it now, locked; ``how`` is given to ``session.get``, as for a weaker lock.

    Raises ``Stale`` with the text key ``gone`` when there is none, or when it is in none of the states (any more).
    """
    how = {"with_for_update": True, "populate_existing": True} | how
    row: Any = existing(await session.get(table, key, **how), gone)
    if states and row.state not in states:
        raise Stale(gone)
    return cast(Row, row)


class Upsert:
    """A statement with ON CONFLICT, made once: the two databases have an INSERT of their own for it."""

    def __init__(self, build: Callable[[Any], sa.Executable]) -> None:
        """``build`` gets the database's ``insert`` and returns the statement."""
        self.made_of = build
        self._made = {"sqlite": build(sqlite_insert), "postgresql": build(postgres_insert)}

    def on(self, session: AsyncSession) -> sa.Executable:
        """Return the statement for this session's database."""
        return self._made[session.get_bind().dialect.name]
