"""Both databases for every test that writes, empty: SQLite as a file, PostgreSQL from the wheel."""

import inspect
import os
import shutil
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import aiogram_first  # noqa: F401 - before anything else imports aiogram

# isort: split
import httpx
import pytest
import sqlalchemy as sa
import structlog
import yaml

import databases
import texts.bundle
from databases import Kept
from patience import STANDSTILL
from sandbox_client import SandboxClient, fresh_token
from services.core.clock import SystemClock
from services.core.database import Database
from services.core.town import Town
from services.registry import open_town
from services.settings.township import Township

DATABASES = ("sqlite", "postgres")
ROOT = Path(__file__).parents[1]
SCRATCH = "BIHUAN_TEST_SCRATCH"
"""The variable that tells the workers of the run's folder."""

# A stack's variables, as structlog shows them by default, make a failing test unreadable.
structlog.configure(processors=[structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)])


def pytest_configure(config: pytest.Config) -> None:
    """Make the run's folder, which its workers share."""
    if not hasattr(config, "workerinput"):
        os.environ[SCRATCH] = str(databases.make_scratch())


def pytest_unconfigure(config: pytest.Config) -> None:
    """Leave nothing behind."""
    if not hasattr(config, "workerinput"):
        databases.remove_scratch(Path(os.environ.pop(SCRATCH)))


@pytest.fixture(scope="session")
def scratch() -> Path:
    """A folder for the whole run."""
    return Path(os.environ[SCRATCH])


@pytest.fixture(scope="session")
def sqlite_template(scratch: Path) -> Path:
    """A migrated, empty SQLite file."""
    return databases.sqlite_template(scratch)


@pytest.fixture(scope="session")
def postgres_server(scratch: Path) -> sa.URL:
    """A PostgreSQL server of our own with an empty template database ``bihuan_template``; answers its URL."""
    return databases.postgres_server(scratch)


@pytest.fixture(scope="session")
async def kept() -> AsyncIterator[dict[str, Kept]]:
    """This worker's own database of each kind, opened when first asked for."""
    opened: dict[str, Kept] = {}
    yield opened
    for one in opened.values():
        await one.close()


@pytest.fixture(params=DATABASES)
async def database_url(request: pytest.FixtureRequest, scratch: Path, kept: dict[str, Kept]) -> AsyncIterator[str]:
    """The URL of an empty database of each kind.

    A test that asks for it has a new one, for processes of its own as well; the others are given the worker's, emptied.
    """
    kind: str = request.param
    if "database_url" in inspect.signature(request.function).parameters:
        url = await _create(request, kind, scratch)
        yield url
        await _drop(request, kind, url)
        return
    if kind not in kept:
        template = request.getfixturevalue("sqlite_template") if kind == "sqlite" else None
        kept[kind] = Kept(Database(await _create(request, kind, scratch)), template)
    await kept[kind].empty()
    yield kept[kind].database.url.render_as_string(hide_password=False)
    kept[kind].check()


async def _create(request: pytest.FixtureRequest, kind: str, scratch: Path) -> str:
    name = f"t{uuid.uuid4().hex[:12]}"
    if kind == "sqlite":
        file = shutil.copy(request.getfixturevalue("sqlite_template"), scratch / f"{name}.sqlite3")
        return f"sqlite+aiosqlite:///{file}"
    server: sa.URL = request.getfixturevalue("postgres_server")
    await databases.command(server, f"CREATE DATABASE {name} TEMPLATE bihuan_template")
    return server.set(database=name).render_as_string(hide_password=False)


async def _drop(request: pytest.FixtureRequest, kind: str, url: str) -> None:
    name = str(sa.make_url(url).database)
    if kind == "sqlite":
        for leftover in Path(name).parent.glob(f"{Path(name).name}*"):
            leftover.unlink()
    else:
        await databases.command(request.getfixturevalue("postgres_server"), f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
async def database(database_url: str, kept: dict[str, Kept]) -> AsyncIterator[Database]:
    """An empty database of each kind."""
    for one in kept.values():
        if one.database.url == sa.make_url(database_url):
            yield one.database
            return
    opened = Database(database_url)
    yield opened
    await opened.close()


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
async def play(sandbox_url: str, town: Town) -> AsyncIterator[SandboxClient]:
    """The world around this town's bot."""
    async with SandboxClient(sandbox_url, town.token) as world:
        yield world
