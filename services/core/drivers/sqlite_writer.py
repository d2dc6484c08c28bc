"""SQLite's writing connection: statements run where they are asked, only what has to wait is waited for.

The usual driver (aiosqlite) hands each call to a thread: four changes of thread for a statement that itself takes some
microseconds, half of the time of an update. Here nothing between ``BEGIN IMMEDIATE`` and ``COMMIT`` leaves the event
loop: the lock is held, so no statement can block. The commit waits for the disk in a thread of its own. For long
reading there are ``Database.reading``'s connections, which are aiosqlite's.
"""

import asyncio
import sqlite3
import time
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Self

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.util.concurrency import await_

DRIVER = "sqlite+writer"
LOCK_PATIENCE = 5.0
"""Seconds that a transaction waits for another process's."""
ASK_AGAIN = 0.005
"""Seconds between two attempts to get the lock."""


class Cursor(sqlite3.Cursor):
    """A cursor that reads every row at once: a statement left open would keep its view of the database open."""

    _rows: deque[Any]

    def execute(self, *statement: Any) -> Self:
        """Run a statement and fetch its rows. SQLAlchemy wants to see a driver of its asynchronous engine await."""
        await_(_nothing())
        super().execute(*statement)
        self._rows = deque(super().fetchall() if self.description else ())
        return self

    def executemany(self, *statement: Any) -> Self:
        """Run a statement for many rows of arguments; it returns none."""
        await_(_nothing())
        super().executemany(*statement)
        self._rows = deque()
        return self

    def fetchone(self) -> Any:
        """Return the next row, or None."""
        return self._rows.popleft() if self._rows else None

    def fetchmany(self, size: int | None = None) -> list[Any]:
        """Return the next rows."""
        return [self._rows.popleft() for _ in range(min(size or 1, len(self._rows)))]

    def fetchall(self) -> list[Any]:
        """Return the rows that are left."""
        rows, self._rows = list(self._rows), deque()
        return rows

    async def _async_soft_close(self) -> None:
        """Nothing to release: SQLAlchemy asks this of every cursor of an asynchronous driver."""


async def _nothing() -> None:
    """Return without giving way to other tasks."""


class Connection(sqlite3.Connection):
    """sqlite3's connection with such cursors."""

    def cursor(self, factory: Any = Cursor) -> Any:
        """Return a new cursor."""
        return super().cursor(factory)


class WriterDialect(SQLiteDialect_pysqlite):
    """pysqlite for ``AsyncEngine``: one connection, used by one task at a time."""

    driver = "writer"
    is_async = True
    supports_statement_cache = True

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self._disk = ThreadPoolExecutor(1, thread_name_prefix="sqlite-commit")

    @classmethod
    def get_pool_class(cls, url: sa.URL) -> type[sa.pool.Pool]:
        """Return a pool whose waiting does not block the event loop."""
        return sa.pool.AsyncAdaptedQueuePool

    def create_connect_args(self, url: sa.URL) -> tuple[Any, Any]:
        """Return sqlite3's arguments; the commit's thread uses the connection too, never both at once."""
        arguments, options = super().create_connect_args(url)
        return arguments, {**options, "factory": Connection, "check_same_thread": False}

    def get_driver_connection(self, connection: Any) -> Any:
        """Return sqlite3's connection."""
        return connection

    def do_begin(self, dbapi_connection: Any) -> None:
        """Take the lock, asking again while another process holds it; ``OperationalError`` when patience is over."""
        until = time.monotonic() + LOCK_PATIENCE
        while True:
            try:
                dbapi_connection.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                    raise
                await_(asyncio.sleep(ASK_AGAIN))
            else:
                return

    def do_commit(self, dbapi_connection: Any) -> None:
        """Wait for the disk outside the event loop; to the end, also when cancelled meanwhile."""
        if dbapi_connection.in_transaction:
            await_(self._commit(dbapi_connection))

    async def _commit(self, connection: Any) -> None:
        writing = asyncio.get_running_loop().run_in_executor(self._disk, connection.commit)
        try:
            await asyncio.shield(writing)
        except asyncio.CancelledError:
            await asyncio.wait([writing])
            raise


sa.dialects.registry.register("sqlite.writer", __name__, WriterDialect.__name__)
