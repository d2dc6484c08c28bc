"""The database's history, by alembic: ``upgrade(url)`` brings any database to the newest revision.

Works from the installed package, wherever it is started. Revisions never import ``models``: those will have moved on.
A process that only asks which revision there is does without alembic, which costs it 9 MB and a tenth of its start.
"""

import asyncio
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncEngine

from services.core.engines import postgres
from services.settings.private_files import make_database

if TYPE_CHECKING:
    from alembic.config import Config

HERE = Path(__file__).parent
POSTGRES_LOCK = 0x62696875
"""Advisory lock: two processes that start at once migrate one after the other."""


def upgrade(url: str, revision: str = "head") -> None:
    """Bring the database to ``revision`` in one transaction; safe to call while an event loop runs.

    ``url`` is SQLAlchemy's with an async driver. Raises what the driver raises when it cannot be reached.
    """
    with ThreadPoolExecutor(1) as thread:
        thread.submit(lambda: asyncio.run(migrate(url, revision))).result()


async def migrate(url: str, revision: str = "head") -> None:
    """Bring the database to ``revision`` in one transaction; a schema that its URL names is made before."""
    from alembic import command

    await _make_schema(sa.make_url(url))
    engine = _engine(url)
    try:
        async with engine.begin() as connection:
            if connection.dialect.name == "postgresql":
                await connection.execute(sa.text("SELECT pg_advisory_xact_lock(:key)"), {"key": POSTGRES_LOCK})
            await connection.run_sync(lambda sync: command.upgrade(settings(sync), revision))
        if engine.dialect.name == "sqlite":
            await _begin_log(engine)
    finally:
        await engine.dispose()


async def _begin_log(engine: AsyncEngine) -> None:
    """Let the file have its log of changes (WAL), before two connections begin it at once and are refused.

    While somebody looks at the file it is left: the first connection of a process begins the log as well.
    """
    async with engine.connect() as connection:
        driver: Any = (await connection.get_raw_connection()).driver_connection
        with suppress(sqlite3.OperationalError):
            await driver.execute("PRAGMA journal_mode = WAL")


async def _make_schema(url: sa.URL) -> None:
    if url.get_backend_name() == "postgresql" and (schema := postgres.schema_of(url)) is not None:
        engine = postgres.lone_engine(postgres.server_of(url))
        try:
            async with engine.begin() as connection:
                await connection.execute(sa.schema.CreateSchema(schema, if_not_exists=True))
        finally:
            await engine.dispose()


async def current(url: str) -> str | None:
    """Return the revision the database is at; None for one that was never migrated."""
    engine = _engine(url)
    try:
        async with engine.connect() as connection:
            return await connection.run_sync(_current)
    finally:
        await engine.dispose()


def _current(connection: sa.Connection) -> str | None:
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(sa.text("SELECT version_num FROM alembic_version"))
    return found


def sqlite_exists(url: str) -> bool:
    """Whether a SQLite URL names a file that is there; merely connecting would make an empty one."""
    return Path(sa.make_url(url).database or "").is_file()


def head() -> str:
    """Return the newest revision there is; its number begins the name of its file."""
    return max(file.name.partition("_")[0] for file in (HERE / "versions").glob("[0-9]*_*.py"))


def fingerprint() -> str:
    """Return a name of all revisions: it changes when one of them does."""
    files = sorted((HERE / "versions").glob("[0-9]*_*.py"))
    return sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:16]


def settings(connection: sa.Connection | None = None) -> "Config":
    """Return alembic's configuration; there is no alembic.ini."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(HERE).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _engine(url: str) -> AsyncEngine:
    """Return an engine that holds no connection afterwards.

    On SQLite foreign keys are off: ALTER TABLE is a new table and a rename there, which would cascade. BEGIN is ours
    and immediate, so that the schema changes whole or not at all.
    """
    parsed = sa.make_url(url)
    if parsed.get_backend_name() == "sqlite" and parsed.database not in (None, "", ":memory:"):
        make_database(Path(str(parsed.database)))
    engine = postgres.lone_engine(parsed)
    if parsed.get_backend_name() == "sqlite":

        @sa.event.listens_for(engine.sync_engine, "connect")
        def _prepare(connection: Any, _record: object) -> None:
            connection.isolation_level = None
            connection.execute("PRAGMA busy_timeout = 30000")

        @sa.event.listens_for(engine.sync_engine, "begin")
        def _begin(connection: sa.Connection) -> None:
            connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine
