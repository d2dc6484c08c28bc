"""The embedded database's one writer: it waits for others without stopping the loop, and survives being cancelled."""

import asyncio
import shutil
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa

from models import Person
from services.core.database import Database
from services.core.drivers import sqlite_writer


@pytest.fixture
async def writer(sqlite_template: Path, tmp_path: Path) -> AsyncIterator[Database]:
    database = Database(f"sqlite+aiosqlite:///{shutil.copy(sqlite_template, tmp_path / 'town.sqlite3')}")
    assert await names(database) == []  # and from here on the file is in WAL mode, as one in use is
    yield database
    await database.close()


@contextmanager
def another_process_writes(database: Database) -> Iterator[sqlite3.Connection]:
    other = sqlite3.connect(str(database.url.database), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield other
    finally:
        if other.in_transaction:
            other.execute("ROLLBACK")
        other.close()


async def add(database: Database, name: str) -> None:
    async with database.transaction() as session:
        session.add(Person(name=name, phone=f"+86138{len(name):08d}"))


async def names(database: Database) -> list[str]:
    async with database.reading() as session:
        return list(await session.scalars(sa.select(Person.name).order_by(Person.name)))


async def test_it_waits_for_another_process_and_the_loop_goes_on(writer: Database) -> None:
    with another_process_writes(writer) as other:
        adding = asyncio.create_task(add(writer, "张三"))
        for _ in range(3):
            await asyncio.sleep(sqlite_writer.ASK_AGAIN * 2)
        assert not adding.done()
        other.execute("ROLLBACK")
        await adding
    assert await names(writer) == ["张三"]


async def test_who_never_gets_the_lock_is_told_so(writer: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite_writer, "LOCK_PATIENCE", 0.02)
    with another_process_writes(writer), pytest.raises(sa.exc.OperationalError, match="locked"):
        await add(writer, "张三")
    await add(writer, "李四")
    assert await names(writer) == ["李四"]


async def test_cancelled_while_waiting_it_leaves_nothing_and_goes_on_working(writer: Database) -> None:
    with another_process_writes(writer):
        adding = asyncio.create_task(add(writer, "张三"))
        await asyncio.sleep(sqlite_writer.ASK_AGAIN * 2)
        adding.cancel()
        with pytest.raises(asyncio.CancelledError):
            await adding
    await add(writer, "李四")
    assert await names(writer) == ["李四"]


async def test_a_commit_that_was_begun_is_finished_though_cancelled(
    writer: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = asyncio.Event()
    commit = sqlite_writer.WriterDialect._commit

    async def watched(self: sqlite_writer.WriterDialect, connection: object) -> None:
        begun.set()
        await commit(self, connection)

    monkeypatch.setattr(sqlite_writer.WriterDialect, "_commit", watched)
    adding = asyncio.create_task(add(writer, "张三"))
    await begun.wait()
    adding.cancel()
    with pytest.raises(asyncio.CancelledError):
        await adding
    await add(writer, "李四二")
    assert await names(writer) == ["张三", "李四二"]


async def test_an_open_result_keeps_no_old_view_of_the_database(writer: Database) -> None:
    await add(writer, "张三")
    async with writer.transaction() as session:
        left_open = await session.execute(sa.select(Person.name))
    with another_process_writes(writer) as other:
        other.execute("UPDATE persons SET name = '李四'")
        other.execute("COMMIT")
    async with writer.transaction() as session:
        assert await session.scalar(sa.select(Person.name)) == "李四"
    del left_open


async def test_a_bare_connection_may_be_used_as_with_any_asynchronous_driver(writer: Database) -> None:
    await add(writer, "张三")
    async with writer.transaction() as session:
        connection = await session.connection()
        assert (await connection.execute(sa.select(Person.name))).scalar_one() == "张三"
        rows = [{"name": name, "phone": f"+861390000000{number}"} for number, name in enumerate(("李四", "王五"))]
        await connection.execute(sa.insert(Person), rows)
    assert await names(writer) == ["张三", "李四", "王五"]
