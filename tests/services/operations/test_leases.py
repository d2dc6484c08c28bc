"""One poller, one delivery worker: a lease is won once, on both databases."""

import asyncio
from datetime import UTC, datetime, timedelta

from services.core.database import Database
from services.operations import leases

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
LIFE = timedelta(seconds=30)


async def take(database: Database, holder: str, now: datetime = NOW) -> int | None:
    async with database.transaction() as session:
        return await leases.acquire(session, "delivery:1", holder, now=now, lifetime=LIFE)


async def keep(database: Database, holder: str, now: datetime) -> bool:
    async with database.transaction() as session:
        return bool(await leases.renew(session, ["delivery:1"], holder, now=now, lifetime=LIFE))


async def test_only_one_of_many_wins(database_url: str) -> None:
    processes = [Database(database_url) for _ in range(4)]
    try:
        won = await asyncio.gather(*(take(process, f"process-{n}") for n, process in enumerate(processes)))
        assert sorted(won, key=str) == [1, None, None, None]
    finally:
        for process in processes:
            await process.close()


async def test_a_lapsed_lease_passes_on_with_a_new_epoch(database: Database) -> None:
    assert await take(database, "first") == 1
    assert await take(database, "second", NOW + LIFE - timedelta(milliseconds=1)) is None
    assert await take(database, "second", NOW + LIFE) == 2
    assert not await keep(database, "first", NOW + LIFE)
    assert await keep(database, "second", NOW + LIFE)


async def test_renewing_keeps_others_out(database: Database) -> None:
    await take(database, "first")
    assert await keep(database, "first", NOW + timedelta(seconds=20))
    assert await take(database, "second", NOW + timedelta(seconds=40)) is None


async def test_a_holder_that_is_ending_renews_none_of_its_leases(database: Database) -> None:
    await take(database, "first")
    async with database.transaction() as session:
        assert await leases.renew(session, [], "first", now=NOW, lifetime=LIFE) == {}


async def test_whoever_let_it_run_out_has_lost_it(database: Database) -> None:
    await take(database, "first")
    assert not await keep(database, "first", NOW + LIFE)
    assert await take(database, "first", NOW + LIFE) == 2


async def test_released_is_free_at_once_and_only_its_holder_releases(database: Database) -> None:
    await take(database, "first")
    async with database.transaction() as session:
        await leases.release(session, ["delivery:1"], "somebody else")
    assert await take(database, "second") is None
    async with database.transaction() as session:
        await leases.release(session, ["delivery:1"], "first")
    assert await take(database, "second") == 2
