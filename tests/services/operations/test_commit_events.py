"""A commit of another process wakes the tasks that wait for it; a commit of this process is heard once."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest
import sqlalchemy as sa

from models import Unit
from patience import until
from services.core.database import CHANGED, CHANNELS, DEADLINES, OUTBOX, Database, wake
from services.operations import commit_events
from services.operations.commit_events import commits, noticed


@pytest.fixture(autouse=True)
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commit_events, "LOOK_EVERY", 0.02)
    monkeypatch.setattr(commit_events, "RECONNECT", 0.02)


@pytest.fixture
async def elsewhere(database_url: str) -> AsyncIterator[Database]:
    """Another process's view of the same database."""
    other = Database(database_url)
    yield other
    await other.close()


async def commit(database: Database, channel: str, *, quiet: bool = False) -> None:
    async with database.transaction(quiet=quiet) as session:
        session.add(Unit(code=f"u{time.monotonic_ns()}", name="所"))
        wake(session, channel)


def count(database: Database) -> Callable[[], int]:
    """Return how many rounds of signals there were since."""
    before = database.signals.fired[CHANGED]
    return lambda: database.signals.fired[CHANGED] - before


@asynccontextmanager
async def ready(database: Database) -> AsyncIterator[None]:
    """Look at others; everything from before the block is heard."""
    async with commits(database, OUTBOX, asyncio.Event()) as woken:
        if database.is_sqlite:
            await asyncio.sleep(5 * commit_events.LOOK_EVERY)
        else:
            await asyncio.wait_for(woken.wait(), 60)  # as soon as it listens
        yield


async def test_a_commit_elsewhere_wakes_who_waits(database: Database, elsewhere: Database) -> None:
    async with ready(database), database.signals.listening(OUTBOX) as woken:
        await commit(elsewhere, OUTBOX)
        await asyncio.wait_for(woken.wait(), 60)


async def test_a_commit_elsewhere_may_make_anything_due(database: Database, elsewhere: Database) -> None:
    async with ready(database):
        heard = count(database)
        await commit(elsewhere, OUTBOX)
        await until(lambda: _true(heard() == 1), what="the change is not heard")


async def _true(value: bool) -> bool:
    return value


async def test_own_commits_are_heard_once(database: Database, elsewhere: Database) -> None:
    async with ready(database), database.signals.listening(DEADLINES) as woken:
        heard = count(database)
        for _ in range(3):
            await commit(database, OUTBOX)
        await commit(elsewhere, DEADLINES)  # what was committed before is known when this is
        await asyncio.wait_for(woken.wait(), 60)
        assert heard() == 4


async def test_a_quiet_commit_wakes_only_those_it_names(database: Database) -> None:
    async with database.signals.listening(OUTBOX) as woken:
        heard = count(database)
        await commit(database, OUTBOX, quiet=True)
        assert woken.is_set()
        assert heard() == 0


async def test_nobody_looks_after_the_last_listener_has_gone(database: Database) -> None:
    async with noticed(database):
        async with noticed(database):
            pass
        assert database in commit_events._WATCHED
        looking = commit_events._WATCHED[database].looking
        assert not looking.done()
    assert database not in commit_events._WATCHED
    assert looking.done()


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_clock_that_jumps_wakes_everybody(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    async with ready(database):
        heard = count(database)
        asleep = 0.0
        monkeypatch.setattr(commit_events.time, "time", lambda: time.monotonic() + asleep)
        await until(lambda: _true(heard() == 1), what="the first jump is not heard")
        asleep = 3600.0
        await until(lambda: _true(heard() == 2), what="an hour of sleep is not heard")


@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
async def test_a_lost_connection_is_made_again_and_everybody_looks(database: Database, elsewhere: Database) -> None:
    async with ready(database), database.signals.listening(OUTBOX) as woken:
        async with elsewhere.reading() as session:
            await session.execute(
                sa.text(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                    "WHERE datname = current_database() AND query LIKE 'LISTEN%'"
                )
            )
        await asyncio.wait_for(woken.wait(), 60)
        woken.clear()
        await commit(elsewhere, OUTBOX)
        await asyncio.wait_for(woken.wait(), 60)


async def test_every_channel_is_fired_when_anything_may_have_changed(database: Database) -> None:
    heard = {channel: asyncio.Event() for channel in CHANNELS}
    for channel, event in heard.items():
        database.signals._waiters[channel].add(event)
    database.signals.fire_all()
    assert all(event.is_set() for event in heard.values())
