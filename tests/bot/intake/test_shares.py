"""Shares of the senders: every one has one holder, all hold as many, and a process alone asks nothing."""

import asyncio
import random
from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from bot.intake import inbox, shares
from bot.intake.handle.gap import Gap
from bot.intake.inbox import SHARES, share_of
from bot.intake.shares import Plan, Shares
from models import Lease
from patience import until
from services.core.database import Database
from services.core.town import Town
from services.operations import held_lease, leases
from services.operations.held_lease import HeldLease, machine_now
from services.operations.lease_holders import Holding, holdings, new_holder
from services.settings.township import Township
from stored_updates import NOW, message, store

COUNT = 32


@pytest.fixture(autouse=True)
def nobody_looks_without_a_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    """The slow look would hide a reason that nobody hears."""
    monkeypatch.setattr(shares, "SLOW_LOOK", 3600.0)


def plan(process: str, holders: dict[int, str], heirs: dict[int, str] | None = None) -> Plan:
    at_work = {number for number, holder in holders.items() if holder == process}
    return Plan(holders=holders, heirs=heirs or {}, process=process, count=COUNT, at_work=at_work)


def test_a_process_alone_takes_everything() -> None:
    found = plan("a", {})
    assert found.free == list(range(COUNT))
    assert found.wanted == []


def test_the_second_asks_for_half_and_never_for_the_first_share() -> None:
    everything = dict.fromkeys(range(COUNT), "a")
    asked = plan("b", everything).wanted
    assert sorted(asked) == list(range(16, COUNT))
    again = plan("b", everything, dict.fromkeys(asked, "b"))
    assert (again.free, again.wanted) == ([], []), "it asks once"
    assert 0 not in Plan(holders={0: "a", 1: "a"}, heirs={}, process="b", count=2, at_work=()).wanted


def test_what_nobody_holds_is_taken_up_to_a_fair_number() -> None:
    left = dict.fromkeys(range(16, COUNT), "b") | dict.fromkeys(range(5), "c")
    assert len(plan("c", left).free) == 11


def test_where_there_is_one_share_the_other_stands_by() -> None:
    found = Plan(holders={0: "a"}, heirs={}, process="b", count=1, at_work=())
    assert (found.free, found.wanted) == ([], [])


@pytest.mark.parametrize("seed", range(20))
def test_processes_that_come_and_die_hold_as_many_in_the_end(seed: int) -> None:
    rng, holders, heirs = random.Random(seed), dict[int, str](), dict[int, str]()
    living = ["p0"]
    for step in range(200):
        if step < 150 and rng.random() < 0.1 and len(living) < 6:
            living.append(f"p{step}")
        if step < 150 and rng.random() < 0.1 and len(living) > 1:
            died = living.pop(rng.randrange(len(living)))
            holders = {number: holder for number, holder in holders.items() if holder != died}
        heirs = {number: heir for number, heir in heirs.items() if number in holders and heir in living}
        for process in rng.sample(living, len(living)):
            found = plan(process, holders, heirs)
            holders |= dict.fromkeys(found.free, process)
            heirs |= dict.fromkeys(found.wanted, process)
            given = {number: heir for number, heir in heirs.items() if holders.get(number) == process != heir}
            holders |= given
            heirs = {number: heir for number, heir in heirs.items() if number not in given}
    counts = Counter(holders.values())
    assert set(counts) == set(living)
    assert counts.total() == COUNT
    assert max(counts.values()) - min(counts.values()) <= 1, counts


@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
async def test_a_second_process_gets_half_and_gives_it_back(
    town: Town, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(held_lease, "ASK_EVERY", 0.02)
    monkeypatch.setattr(held_lease, "RENEW_EVERY", 0.05)
    other, left = Database(database_url), list[HeldLease]()

    async def note(lease: HeldLease) -> None:
        left.append(lease)

    async def held() -> list[int]:
        return sorted(len(shares.numbers) for shares in (one, two))

    def become(*wanted: int) -> object:
        async def fair() -> bool:
            return await held() == list(wanted)

        return fair

    one, two = (Shares(database, "intake:1", new_holder(database)) for database in (town.database, other))
    stop, stop_two = asyncio.Event(), asyncio.Event()
    async with one.kept(stop, _nothing, note):
        await until(become(0, SHARES), progress=held)
        async with two.kept(stop_two, _nothing, note):
            await until(become(SHARES // 2, SHARES // 2), progress=held)
            assert len(left) == SHARES // 2, "what was in flight was finished first"
            assert one.first, "its holder goes on polling"
            for sender in range(-SHARES, SHARES):
                assert (one.of(sender) is None) != (two.of(sender) is None), "every sender is handled by one"
            async with town.database.reading() as session:
                found = await holdings(session, "intake", machine_now())
            assert found == [Holding(":".join(new_holder().split(":")[:2]), SHARES, first=True)], "both are one process"
        await until(become(0, SHARES), progress=held)
        stop.set()
    async with town.database.reading() as session:
        assert set(await session.scalars(sa.select(Lease.holder))) == {""}
    await other.close()


def _nothing() -> None:
    """Do nothing."""


async def _at_once(_: HeldLease) -> None:
    """Have nothing in flight."""


async def test_a_process_alone_asks_nothing_while_it_renews(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(held_lease, "ASK_EVERY", 0.01)
    monkeypatch.setattr(held_lease, "RENEW_EVERY", 0.05)
    shares, said = Shares(town.database, "intake:1", new_holder(town.database)), list[str]()

    async def whole() -> bool:
        return shares.whole

    async with shares.kept(asyncio.Event(), _nothing, _at_once):
        await until(whole)
        engine = town.database.engine.sync_engine
        count = lambda *given: said.append(given[2])  # noqa: E731
        sa.event.listen(engine, "before_cursor_execute", count)

        async def renewed() -> bool:
            return len(said) >= 3

        await until(renewed)
        sa.event.remove(engine, "before_cursor_execute", count)
    assert all(words.startswith("UPDATE leases") for words in said), said


async def test_an_update_is_claimed_under_the_lease_that_it_was_taken_under(town: Town) -> None:
    (item,) = await store(town, message(1, 7, "x"))
    now = machine_now()
    async with town.database.transaction() as session:
        epoch = await leases.acquire(session, "intake:1", "me", now=now, lifetime=timedelta(seconds=9))
        assert epoch is not None
    earlier = replace(item, lease=HeldLease("intake:1", "me", epoch))
    async with town.database.transaction() as session:
        taken = await leases.acquire(session, "intake:1", "me", now=now, lifetime=timedelta(seconds=9))
        assert taken is not None
        assert not await inbox.claim(session, earlier, NOW), "it was lost, and taken again"
        assert not await inbox.claim(session, replace(item, lease=HeldLease("intake:1", "other", taken)), NOW)
        assert await inbox.claim(session, replace(item, lease=HeldLease("intake:1", "me", taken)), NOW)


async def test_only_the_updates_of_our_shares_are_read_and_counted(town: Town) -> None:
    await store(town, *(message(number, number, "x") for number in range(1, 65)))
    mine = [3, 17]
    async with town.database.transaction() as session:
        assert await inbox.count_in_flight(session, mine) == 4
        found = await inbox.pending(session, beyond=-1, most=99, shares=mine)
        assert [item.update_id for item in found] == [3, 17, 35, 49]
        assert {share_of(item.sender) for item in found} == set(mine)
        assert all(item.attempts == 1 for item in found)


async def test_updates_that_others_see_to_are_no_gap(town: Town) -> None:
    """By webhook, ours are 1, 4 and 6; the second is handled by another process, 3 and 5 are on their way."""
    gap, mine = Gap(in_order=False), [1, 4, 6]
    first, _, fourth = await store(town, message(1, 1, "x"), message(2, 2, "x"), message(4, 4, "x"))
    gap.took(first)
    async with town.database.reading() as session:
        others = await gap.others(session, [fourth], mine)
    assert others == {2}
    assert gap.before(fourth, others) > 0, "3 may be of the same sender"
    await store(town, message(3, 3, "x"))
    async with town.database.reading() as session:
        assert gap.before(fourth, await gap.others(session, [fourth], mine)) == 0
    gap.took(fourth)
    _, sixth = await store(town, message(5, 4, "x"), message(6, 6, "x"))
    async with town.database.reading() as session:
        assert gap.before(sixth, await gap.others(session, [sixth], mine)) > 0, "5 is ours: it is read first"


async def test_a_town_on_sqlite_has_one_share(town: Town, township: Township) -> None:
    shares = Shares(town.database, "intake:1", new_holder(town.database))
    assert len(shares._names) == (1 if town.database.is_sqlite else SHARES)
