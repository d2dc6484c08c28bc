"""Towns that have a schema each in one PostgreSQL database share its connections, and nothing else."""

import asyncio
import itertools
import uuid
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

import databases
import migrations
from models import Lease, Unit
from services.core.database import CHANGED, OUTBOX, Database, alone, wake
from services.core.engines import postgres
from services.core.engines.postgres import Servers
from services.operations import leases
from services.operations.commit_events import commits

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
NAMES = ("town_上湾镇", "town_qinglong", 'town_"quoted"')
_numbers = itertools.count(1)


@pytest.fixture(scope="module")
async def county(postgres_server: sa.URL) -> AsyncIterator[sa.URL]:
    """A database with a migrated schema for each town, and no tables of its own."""
    name = f"t{uuid.uuid4().hex[:12]}"
    await databases.command(postgres_server, f"CREATE DATABASE {name}")
    url = postgres_server.set(database=name)
    for schema in NAMES:
        await migrations.migrate(url_of(url, schema))
    yield url
    await databases.command(postgres_server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
async def servers() -> AsyncIterator[Servers]:
    """The connections of a process."""
    opened = Servers()
    yield opened
    await opened.close()


@pytest.fixture
async def towns(county: sa.URL, servers: Servers) -> list[Database]:
    """The towns of a process; each is empty."""
    found = [Database(url_of(county, schema), servers) for schema in NAMES]
    for one in found:
        async with one.transaction() as session:
            await session.execute(sa.delete(Unit))
            await session.execute(sa.delete(Lease))
    return found


def url_of(county: sa.URL, schema: str) -> str:
    return county.update_query_dict({"schema": schema}).render_as_string(hide_password=False)


async def add(database: Database, name: str) -> None:
    async with database.transaction() as session:
        session.add(Unit(code=f"u{next(_numbers)}", name=name))
        wake(session, OUTBOX)


async def names(database: Database) -> list[str]:
    async with database.reading() as session:
        by_model = list(await session.scalars(sa.select(Unit.name).order_by(Unit.name)))
        as_written = list(await session.scalars(sa.text("SELECT name FROM units ORDER BY name")))
    assert by_model == as_written
    return by_model


async def test_towns_share_connections_and_no_row(towns: list[Database]) -> None:
    async def lives(town: Database, mine: str) -> None:
        for number in range(20):
            await add(town, f"{mine}{number:02d}")
            assert await names(town) == [f"{mine}{one:02d}" for one in range(number + 1)]

    await asyncio.gather(*(lives(town, mine) for town, mine in zip(towns, "abc", strict=True)))
    assert len({town.engine.sync_engine.pool for town in towns}) == 1


async def test_a_town_that_fails_leaves_no_trace_on_its_connection(towns: list[Database]) -> None:
    first, second, _ = towns

    async def fails() -> None:
        async with first.transaction() as session:
            session.add(Unit(code="lost", name="lost"))
            await session.flush()
            await session.execute(sa.text("SELECT 1 / 0"))

    for _ in range(5):
        with pytest.raises(DBAPIError):
            await fails()
        await add(second, "b")
    assert await names(first) == []
    assert await names(second) == ["b"] * 5


async def test_a_connection_without_a_town_sees_no_table(county: sa.URL, towns: list[Database]) -> None:
    await add(towns[0], "a")
    async with towns[0].engine.connect() as connection:
        driver = (await connection.get_raw_connection()).driver_connection
        assert driver is not None
        assert await driver.fetchval("SELECT current_schema()") is None
        assert await driver.fetchval("SELECT to_regclass('units')") is None


async def test_a_signal_wakes_its_own_town_only(county: sa.URL, towns: list[Database]) -> None:
    elsewhere = Database(url_of(county, NAMES[0]))  # another process
    first, second, _ = towns
    ended = asyncio.Event()
    async with commits(first, OUTBOX, ended) as woken, commits(second, OUTBOX, ended) as other:
        for one in (woken, other):
            await asyncio.wait_for(one.wait(), 60)  # as soon as it listens
            one.clear()
        await asyncio.sleep(0.2)
        before = second.signals.fired[CHANGED]
        await add(elsewhere, "a")
        await asyncio.wait_for(woken.wait(), 60)
        assert not other.is_set()
        assert second.signals.fired[CHANGED] == before
    await elsewhere.close()


async def test_each_town_has_its_own_leases_and_locks(towns: list[Database]) -> None:
    for town in towns:
        async with town.transaction() as session:
            life = timedelta(seconds=30)
            assert await leases.acquire(session, "delivery:1", "us", now=NOW, lifetime=life) == 1
    first, second, _ = towns
    async with first.transaction() as session, second.transaction() as other:
        await alone(session, "numbers")
        await asyncio.wait_for(alone(other, "numbers"), 60)


async def test_a_town_leaves_connections_to_others(towns: list[Database]) -> None:
    flooding, calm, _ = towns
    over = asyncio.Event()

    async def holds() -> None:
        async with flooding.transaction() as session:
            await session.execute(sa.select(1))
            await over.wait()

    holding = [asyncio.create_task(holds()) for _ in range(postgres.SHARED)]
    try:
        await add(calm, "b")
        assert await names(calm) == ["b"]
    finally:
        over.set()
        await asyncio.gather(*holding)


async def test_a_town_alone_finds_its_schema(county: sa.URL, towns: list[Database]) -> None:
    await add(towns[0], "a")
    alone_in_its_process = Database(url_of(county, NAMES[0]))
    assert await names(alone_in_its_process) == ["a"]
    await alone_in_its_process.close()
    assert await migrations.current(url_of(county, "town_never")) is None
    assert await migrations.current(url_of(county, NAMES[0])) == migrations.head()
