"""I6 and the ways transactions begin, on both databases."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Person
from services.core import journal
from services.core.database import OUTBOX, PORTION, Database, at_the_end, portions, savepoint, wake
from texts.prose import ROOT

NOW = datetime(2026, 7, 1, tzinfo=UTC)


async def test_what_is_committed_is_read_back(database: Database) -> None:
    async with database.transaction() as session:
        session.add(Person(name="张三", phone="+8613800000001"))
    async with database.reading() as session:
        assert await session.scalar(sa.select(Person.name)) == "张三"


async def test_an_error_rolls_everything_back(database: Database) -> None:
    async def half_done() -> None:
        async with database.transaction() as session:
            session.add(Person(name="张三", phone="+8613800000001"))
            await session.flush()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await half_done()
    async with database.reading() as session:
        assert await session.scalar(sa.select(sa.func.count()).select_from(Person)) == 0


async def test_listeners_wake_after_the_commit_and_only_then(database: Database) -> None:
    async with database.signals.listening(OUTBOX) as event:
        async with database.transaction() as session:
            wake(session, OUTBOX)
            assert not event.is_set()
        assert event.is_set()


async def test_a_naive_datetime_is_refused(database: Database) -> None:
    from models import Lease

    with pytest.raises(sa.exc.StatementError, match="naive"):
        async with database.transaction() as session:
            session.add(Lease(name="x", holder="y", until=datetime(2026, 1, 1)))  # noqa: DTZ001
    async with database.transaction() as session:
        session.add(Lease(name="x", holder="y", until=datetime(2026, 1, 1, tzinfo=UTC)))
    async with database.reading() as session:
        assert await session.scalar(sa.select(Lease.until)) == datetime(2026, 1, 1, tzinfo=UTC)


async def test_work_for_the_end_is_done_once_with_the_commit(database: Database) -> None:
    done: list[str] = []

    def work(words: str) -> Callable[[], Awaitable[None]]:
        async def write() -> None:
            done.append(words)

        return write

    async with database.transaction() as session:
        at_the_end(session, "a", work("first"))
        at_the_end(session, "b", work("other"))
        at_the_end(session, "a", work("last"))
        assert done == []
    assert done == ["last", "other"]


async def test_a_savepoint_takes_back_what_was_done_in_it_alone(database: Database) -> None:
    async def spoilt(session: AsyncSession) -> None:
        async with savepoint(session):
            await rename(session, "李四")
            await journal.append(session, "case:1", "second", now=NOW, actor_id=None)
            raise KeyError

    async def rename(session: AsyncSession, name: str) -> None:
        async def write() -> None:
            await session.execute(sa.update(Person).values(name=name))

        at_the_end(session, "name", write)

    async with database.transaction() as session:
        session.add(Person(name="赵", phone="+8613800000001"))
        await journal.append(session, "case:1", "first", now=NOW, actor_id=None)
        await rename(session, "张三")
        with pytest.raises(KeyError):
            await spoilt(session)
        assert await journal.append(session, "case:1", "third", now=NOW, actor_id=None) == 2
    async with database.reading() as session:
        assert await session.scalar(sa.select(Person.name)) == "张三"
        assert [fault async for fault in journal.audit(session)] == []


async def test_what_a_savepoint_keeps_is_kept(database: Database) -> None:
    async with database.transaction() as session:
        async with savepoint(session):
            assert await journal.append(session, "case:1", "first", now=NOW, actor_id=None) == 1
        assert await journal.append(session, "case:1", "second", now=NOW, actor_id=None) == 2
        assert await journal.latest(session, "case:1") == 2


def test_a_savepoint_is_made_in_one_place() -> None:
    """Only ``savepoint`` knows what a session remembers beside its rows."""
    found = [
        file.relative_to(ROOT).as_posix()
        for layer in ("bot", "delivery", "handlers", "scheduler", "services")
        for file in (ROOT / layer).rglob("*.py")
        if "begin_nested(" in file.read_text(encoding="utf-8")
    ]
    assert found == ["services/core/database.py"]


async def test_a_long_reading_comes_in_portions(database: Database) -> None:
    numbers = sa.select(sa.literal(1).label("n")).cte(recursive=True)
    numbers = numbers.union_all(sa.select(numbers.c.n + 1).where(numbers.c.n < PORTION * 2 + 1))
    async with database.reading() as session:
        found = [portion async for portion in portions(session, sa.select(numbers.c.n).order_by(numbers.c.n))]
    assert [len(portion) for portion in found] == [PORTION, PORTION, 1]
    assert [row.n for portion in found for row in portion] == list(range(1, PORTION * 2 + 2))
