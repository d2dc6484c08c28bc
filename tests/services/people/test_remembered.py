"""What the roster says is asked once, and at once again when the roster has changed, wherever that was."""

import asyncio
from collections.abc import AsyncIterator

import pytest
import sqlalchemy as sa

from benchmarks.support.queries import statements
from models import Account, Person, Post, Village
from models.enums import Role
from patience import until
from services.core.act import Actor
from services.core.database import OUTBOX, ROSTER, Database, Signals
from services.operations import commit_events
from services.operations.commit_events import commits
from services.people import places, remembered
from services.people.access import actor_of

PHONE = 8_001


@pytest.fixture(autouse=True)
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commit_events, "LOOK_EVERY", 0.02)


@pytest.fixture
async def listening(database: Database) -> AsyncIterator[Database]:
    """The database with somebody in it and others noticed, as in intake."""
    async with database.transaction() as session:
        session.add(person := Person(name="何英", phone="+8613800000001"))
        await session.flush()
        session.add(Account(telegram_id=PHONE, person_id=person.id, bound_at=sa.func.current_timestamp(), via="code"))
        session.add(Post(person_id=person.id, role=Role.INFORMATION_OFFICER))
    async with commits(database, OUTBOX, asyncio.Event()) as woken:
        if not database.is_sqlite:
            await asyncio.wait_for(woken.wait(), 60)
        yield database


async def found(database: Database) -> tuple[Actor | None, int]:
    """Return who is behind the phone, and how many statements it took."""
    with statements(database) as asked:
        async with database.transaction() as session:
            actor = await actor_of(session, PHONE)
    return actor, sum("persons" in words for words, _ in asked)


async def test_a_person_is_looked_up_once(listening: Database) -> None:
    first, asked = await found(listening)
    assert first is not None
    assert asked == 1
    assert await found(listening) == (first, 0)


async def test_a_post_that_is_taken_away_counts_at_once(listening: Database) -> None:
    await found(listening)
    async with listening.transaction() as session:
        await session.execute(sa.update(Post).values(active=False))
        assert await actor_of(session, PHONE) is None, "the session that has changed it knows"
    assert await found(listening) == (None, 1)


async def test_an_object_that_is_changed_counts_at_once(listening: Database) -> None:
    await found(listening)
    async with listening.transaction() as session:
        (await session.scalars(sa.select(Person))).one().name = "何瑛"
    actor, _ = await found(listening)
    assert actor is not None
    assert actor.name == "何瑛"


async def test_an_account_that_is_removed_counts_at_once(listening: Database) -> None:
    await found(listening)
    async with listening.transaction() as session:
        await session.execute(sa.delete(Account))
    assert (await found(listening))[0] is None


async def test_what_is_taken_back_changes_nothing(listening: Database) -> None:
    first, _ = await found(listening)

    async def fails() -> None:
        async with listening.transaction() as session:
            await session.execute(sa.delete(Account))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await fails()
    assert await found(listening) == (first, 0)


async def test_a_change_in_another_process_counts_as_soon_as_it_is_heard(
    listening: Database, database_url: str
) -> None:
    await found(listening)
    elsewhere = Database(database_url)
    async with elsewhere.transaction() as session:
        await session.execute(sa.update(Post).values(active=False))

    async def known() -> bool:
        return await found(listening) == (None, 0)

    await until(known, what="the change is not heard")
    await elsewhere.close()


async def test_it_is_asked_again_after_a_while(listening: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    first, _ = await found(listening)
    monkeypatch.setattr(remembered, "AGAIN", 0.0)
    assert await found(listening) == (first, 1)


async def test_nothing_is_remembered_while_nobody_listens(database: Database) -> None:
    async with database.transaction() as session:
        session.add(Village(code="a", name="双流村"))
    for _ in range(2):
        with statements(database) as asked:
            async with database.transaction() as session:
                assert [name for _, name in await places.villages(session)] == ["双流村"]
        assert len([words for words, _ in asked if "villages" in words]) == 1


async def test_the_memory_has_an_end(listening: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembered, "MOST", 10)
    async with listening.transaction() as session:
        for number in range(50):
            await actor_of(session, number)
    assert len(remembered._MEMORY[listening.signals]) <= 10


async def test_the_memory_goes_with_the_count_of_changes(listening: Database) -> None:
    """A count that begins again must not make old answers new."""
    await found(listening)
    changes = listening.signals.fired[ROSTER]
    listening.signals = Signals()
    listening.signals.fired[ROSTER] = changes
    assert (await found(listening))[1] == 1
