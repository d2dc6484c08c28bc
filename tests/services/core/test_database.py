"""I6 and the ways transactions begin, on both databases."""

from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from models import Person
from services.core.database import OUTBOX, Database, wake


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
