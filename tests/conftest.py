"""Both databases for every test that writes, empty: SQLite as a file, PostgreSQL from the wheel."""

import functools
import gc
import inspect
import os
import shutil
import ssl
import uuid
from collections import defaultdict
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiogram_first  # noqa: F401 - before anything else imports aiogram

# isort: split
import httpx
import pytest
import sqlalchemy as sa
import structlog
import uvloop
import yaml

import databases
import texts.bundle
from databases import Kept
from forked_product import Forker, forker
from sandbox.server import Server
from sandbox.world.state import World
from sandbox_client import SandboxClient, client_of, fresh_token
from services.core.clock import SystemClock
from services.core.database import Database
from services.core.town import Town
from services.registry import open_town
from services.settings.township import Township
from thoroughness import LONG

DATABASES = ("sqlite", "postgres")
ROOT = Path(__file__).parents[1]
MANY = 3
"""Variants of a test that by day take turns on the databases."""
CONVERSATIONS = (
    "tests/handlers/",
    "tests/understanding/",
    "tests/e2e/economy/",
    "tests/e2e/test_mobilisation",
    "tests/e2e/test_typhoon",
)
"""Tests that speak with the bot over HTTP."""
GARBAGE = (10_000, 10, 10)
"""Thresholds of the garbage collector: with Python's own, a twentieth of the tests' time goes into looking for it."""
SCRATCH = "BIHUAN_TEST_SCRATCH"
"""The variable that tells the workers of the run's folder."""

gc.disable()  # until the tests are collected: that makes no garbage

# A stack's variables, as structlog shows them by default, make a failing test unreadable.
structlog.configure(processors=[structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)])

# Each HTTP client has a context of its own, and to read the certificates takes longer than most tests.
ssl.create_default_context = functools.cache(ssl.create_default_context)


def pytest_configure(config: pytest.Config) -> None:
    """Make the run's folder, which its workers share."""
    if not hasattr(config, "workerinput"):
        os.environ[SCRATCH] = str(databases.make_scratch())


def pytest_unconfigure(config: pytest.Config) -> None:
    """Leave nothing behind."""
    if not hasattr(config, "workerinput"):
        databases.remove_scratch(Path(os.environ.pop(SCRATCH)))


def pytest_asyncio_loop_factories() -> dict[str, Any]:
    """Run the tests on the loop that the product runs on."""
    return {"uvloop": uvloop.new_event_loop}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Refuse plain tests that ask for a database, and let the variants of a test take turns on the databases by day.

    The database of a plain test is torn down with the loop, and all tests after it fail.
    """
    for item in items:
        if type(item) is pytest.Function and "database_url" in item.fixturenames:
            raise pytest.UsageError(f"{item.nodeid} uses a database: write 'async def'")
    if not LONG and not config.option.keyword:
        others = _other_turns(items)
        items[:] = [item for item in items if item not in others]
        config.hook.pytest_deselected(items=list(others))


def _other_turns(items: list[pytest.Item]) -> set[pytest.Item]:
    """Return the tests whose turn it is not: ``MANY`` variants run on one database each, and use both.

    Variants of one test count together; of the conversations, whose services are tested on both, those of one file.
    """
    variants: dict[str, dict[str, dict[str, pytest.Item]]] = defaultdict(lambda: defaultdict(dict))
    for item in items:
        found = getattr(item, "callspec", None)
        if found is not None and (kind := found.params.get("database_url")) in DATABASES:
            test = item.nodeid.partition("[")[0]
            talks = test.startswith(CONVERSATIONS)
            variant = "-".join((test, *(one for one in found.id.split("-") if one != kind)))
            variants[test.partition("::")[0] if talks else test][variant][kind] = item
    return {
        both[DATABASES[(turn + 1) % 2]]
        for where, of_test in variants.items()
        if len(of_test) >= MANY or where.startswith(CONVERSATIONS)
        for turn, both in enumerate(of_test.values())
        if len(both) == len(DATABASES)
    }


def pytest_collection_finish() -> None:
    """Hide what was imported and collected from the garbage collector, as the product does."""
    gc.freeze()
    gc.set_threshold(*GARBAGE)
    gc.enable()


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
async def sandbox_server() -> AsyncIterator[Server]:
    """The sandbox, served over HTTP by the tests' own loop."""
    async with Server(World()) as running:
        yield running


@pytest.fixture(scope="session")
async def sandbox_client(sandbox_server: Server) -> AsyncIterator[httpx.AsyncClient]:
    """The people's way into the sandbox: its application is called without a socket between."""
    async with client_of(sandbox_server) as client:
        yield client


@pytest.fixture
async def sandbox_url(sandbox_server: Server, sandbox_client: httpx.AsyncClient) -> str:
    """The sandbox, with everything forgotten that earlier tests did."""
    (await sandbox_client.post("/sandbox/reset")).raise_for_status()
    return sandbox_server.url


@pytest.fixture(scope="session")
async def processes() -> AsyncIterator[Forker]:
    """Starts parts of the product as processes that can be killed."""
    async with forker() as forking:
        yield forking


@pytest.fixture
async def sandbox(sandbox_url: str, sandbox_client: httpx.AsyncClient, town: Town) -> AsyncIterator[SandboxClient]:
    """The world around this town's bot."""
    async with SandboxClient(sandbox_url, town.token, sandbox_client) as world:
        yield world
