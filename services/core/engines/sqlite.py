"""SQLite's engines: one connection that writes, and some that read. Each file is one town's."""

from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite.aiosqlite import SQLiteDialect_aiosqlite
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from services.core.engines import sqlite_writer
from services.core.engines.alike import Alike, sharing
from services.settings.private_files import close_database

READER = "sqlite+reader"
BUSY_TIMEOUT_MS = 5_000
READERS = 5
CACHE_KB = 512
"""Kilobytes of pages that a connection keeps; below it the machine keeps the file. SQLite's 2 MB are too much for each
connection of fifty towns."""


class ReaderDialect(Alike, SQLiteDialect_aiosqlite):
    """aiosqlite, alike for every file."""

    driver = "reader"
    supports_statement_cache = True


sa.dialects.registry.register("sqlite.reader", __name__, ReaderDialect.__name__)


def writer(url: sa.URL) -> AsyncEngine:
    """Return the engine of the one connection that writes."""
    return _engine(url.set(drivername=sqlite_writer.DRIVER), connections=1, patience=0)  # it waits in its own way


def readers(url: sa.URL) -> AsyncEngine:
    """Return the engine of the connections that read."""
    engine = _engine(url.set(drivername=READER), connections=READERS, patience=BUSY_TIMEOUT_MS)

    @sa.event.listens_for(engine.sync_engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        connection.exec_driver_sql("BEGIN")

    return engine


def _engine(url: sa.URL, *, connections: int, patience: int) -> AsyncEngine:
    engine = create_async_engine(
        url,
        pool_size=connections,
        max_overflow=0,
        pool_timeout=60,
        poolclass=sa.pool.AsyncAdaptedQueuePool,
        **sharing(),
    )

    @sa.event.listens_for(engine.sync_engine, "connect")
    def _prepare(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # the driver's own BEGIN would come too late and be deferred
        cursor = connection.cursor()
        for pragma in (
            f"busy_timeout = {BUSY_TIMEOUT_MS}",
            "journal_mode = WAL",
            "synchronous = FULL",
            "foreign_keys = ON",
            "secure_delete = ON",  # destroyed rows do not stay in free pages
            f"cache_size = -{CACHE_KB}",
            f"busy_timeout = {patience}",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()
        close_database(Path(str(url.database)))

    return engine
