"""The scheduler runs what the areas state: a failure stops no other tick, and an idle town is asked nothing."""

import asyncio
from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa

from benchmarks.support.queries import statements
from models import Unit
from patience import until
from product import together
from scheduler import run, ticks
from scheduler.ticks import Keeper
from services.core.act import Moment
from services.core.tick import PROMPT, Routine, Tick, one_by_one
from services.core.town import Registry, Town
from township import TownshipDriver


@pytest.fixture
async def driver(town: Town) -> TownshipDriver:
    return await TownshipDriver.open(town)


async def always(act: Moment) -> datetime | None:
    return act.now


async def test_a_tick_that_fails_is_tried_again_and_stops_no_other(town: Town) -> None:
    tried: Counter[str] = Counter()

    def tick(name: str, within: timedelta, *, fails: bool = False) -> Tick:
        async def act(_: Town) -> int:
            tried[name] += 1
            if fails:
                raise RuntimeError(name)
            return 0

        return Tick(name, always, act, within)

    async def routine(_: Town) -> int:
        tried["routine"] += 1
        raise RuntimeError("routine")

    soon = timedelta(milliseconds=50)
    plugged = (
        tick("prompt fails", PROMPT, fails=True),
        tick("prompt", PROMPT),
        tick("fails", soon, fails=True),
        tick("other", soon),
        Routine("routine", routine, {"second": "*"}, at_start=True),
    )
    there = replace(town, registry=Registry(plugged))
    async with together(lambda stop: run.run(there, stop)):
        await until(lambda: _each_twice(tried), what="a tick is not tried again")


async def _each_twice(tried: Counter[str]) -> bool:
    return len(tried) == 5 and min(tried.values()) >= 2


async def test_a_tick_that_a_clock_does_now_is_waited_for(town: Town) -> None:
    begun, may_end, done = asyncio.Event(), asyncio.Event(), list[str]()

    async def act(_: Town) -> int:
        begun.set()
        await may_end.wait()
        done.append("tick")
        return 1

    async def wait() -> None:
        await ticks.settled(town)
        done.append("settled")

    keeper = Keeper(town, Tick("slow", always, act))
    async with asyncio.TaskGroup() as group:
        group.create_task(keeper.act())
        await begun.wait()
        group.create_task(wait())
        await asyncio.sleep(0)
        may_end.set()
    assert done == ["tick", "settled"]


async def test_an_idle_town_is_asked_nothing_until_something_is_committed(driver: TownshipDriver) -> None:
    town = driver.town
    await ticks.work_off(town)
    keepers = [Keeper(town, replace(tick, within=PROMPT)) for tick in town.registry.of(Tick)]

    async def round_of_all() -> int:
        with statements(town.database) as asked:
            await ticks.ask(town, keepers)
        assert not any(keeper.failed for keeper in keepers)
        return len(asked)

    first = await round_of_all()
    assert first >= len(keepers)
    driver.clock.passes(timedelta(seconds=30))
    assert [await round_of_all() for _ in range(3)] == [0, 0, 0]
    async with town.database.transaction(quiet=True) as session:
        await session.execute(sa.update(Unit).values(name=Unit.name))
    assert await round_of_all() == 0, "a quiet commit makes nothing due"
    await driver.files(kind="incident")
    assert await round_of_all() >= len(keepers)


async def test_a_tick_that_may_wait_is_not_asked_at_each_commit(driver: TownshipDriver) -> None:
    later = next(tick for tick in driver.town.registry.of(Tick) if tick.name == "make_digests")
    keeper = Keeper(driver.town, later)
    await ticks.ask(driver.town, [keeper])
    await driver.files(kind="incident")
    assert not keeper.must_ask
    keeper._asked_at -= later.within.total_seconds()
    assert keeper.must_ask


@pytest.mark.parametrize(("name", "silence"), [("take_due", ticks.SLOW_LOOK), ("make_digests", ticks.SLOWER_LOOK)])
async def test_after_a_long_silence_it_is_asked_though_nothing_was_committed(
    driver: TownshipDriver, name: str, silence: float
) -> None:
    keeper = Keeper(driver.town, next(tick for tick in driver.town.registry.of(Tick) if tick.name == name))
    await ticks.ask(driver.town, [keeper])
    keeper._asked_at -= silence - 5
    assert not keeper.must_ask
    keeper._asked_at -= 5
    assert keeper.must_ask


async def test_what_was_asked_is_due_when_its_time_has_come(driver: TownshipDriver) -> None:
    await driver.files(kind="incident")
    await ticks.work_off(driver.town)
    steps = next(tick for tick in ticks.prompt(driver.town) if tick.name == "take_due")
    keeper = Keeper(driver.town, steps)
    await ticks.ask(driver.town, [keeper])
    assert not keeper.is_due
    driver.forward(minutes=3)
    assert keeper.is_due
    assert await keeper.act() == 1


async def test_a_thing_that_fails_does_not_hold_back_the_others(town: Town) -> None:
    done = []

    async def due(_: Moment) -> list[int]:
        return [1, 2, 3]

    async def work(_: Moment, number: int) -> int:
        if number == 2:
            raise RuntimeError("two")
        done.append(number)
        return 1

    assert await one_by_one(due, work)(town) == 2
    assert done == [1, 3]


async def test_a_tick_that_was_just_done_wakes_nobody_before_it_may_be_asked(town: Town) -> None:
    async def act(_: Town) -> int:
        return 0

    keeper = Keeper(town, Tick("later", always, act, timedelta(minutes=1)))
    await ticks.ask(town, [keeper])
    assert keeper.is_due
    await keeper.act()
    assert not keeper.must_ask
    assert keeper.rests_for == pytest.approx(60, abs=30)
