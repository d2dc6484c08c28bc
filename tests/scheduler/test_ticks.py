"""The scheduler runs what the areas state: a failure stops no other tick, and an idle town is asked nothing."""

from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa

from models import Unit
from patience import until
from product import together
from queries import statements
from scheduler import run, ticks
from scheduler.ticks import Keeper
from services.core.act import Moment
from services.core.database import Database
from services.core.tick import PROMPT, Routine, Tick, one_by_one
from services.core.town import Registry, Town
from township import TownshipDriver


@pytest.fixture
async def loop(town: Town) -> TownshipDriver:
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


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # beside us, PostgreSQL's own housekeeping writes
async def test_an_idle_town_is_asked_nothing_until_something_is_committed(loop: TownshipDriver) -> None:
    town = loop.town
    await ticks.work_off(town)
    async with town.database.changes() as changes:
        keepers = [Keeper(town, tick, changes) for tick in town.registry.of(Tick)]

        async def round_of_all() -> int:
            with statements(town.database) as asked:
                for keeper in keepers:
                    await keeper.once()
            assert not any(keeper.failed for keeper in keepers)
            return len(asked)

        first = await round_of_all()
        assert first >= len(keepers)
        loop.forward(seconds=30)
        assert [await round_of_all() for _ in range(3)] == [0, 0, 0]
        await loop.files(kind="incident")
        assert await round_of_all() >= len(keepers)


async def test_what_was_asked_is_due_when_its_time_has_come(loop: TownshipDriver) -> None:
    await loop.files(kind="incident")
    await ticks.work_off(loop.town)
    steps = next(tick for tick in ticks.prompt(loop.town) if tick.name == "take_due")
    async with loop.town.database.changes() as changes:
        keeper = Keeper(loop.town, steps, changes)
        assert await keeper.once() == 0
        loop.forward(minutes=3)
        assert await keeper.once() == 1


async def test_commits_of_every_connection_change_the_mark(database: Database, database_url: str) -> None:
    elsewhere = Database(database_url)
    async with database.changes() as changes:

        async def mark() -> str:
            changes._asked = 0
            return await changes.mark()

        marks = [await mark()]
        for number, one in enumerate((database, elsewhere, database)):
            async with one.transaction() as session:
                session.add(Unit(code=f"u{number}", name="所"))
                await session.flush()
                assert await mark() is not None
            marks.append(await mark())
        assert len(set(marks)) == len(marks)
        async with elsewhere.reading() as session:
            await session.scalar(sa.select(sa.func.count(Unit.id)))
        if database.is_sqlite:  # PostgreSQL's snapshot is the server's: others may write beside
            assert await mark() == marks[-1]
    await elsewhere.close()


@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
async def test_a_lost_connection_is_made_anew(database: Database) -> None:
    async with database.changes() as changes:
        await changes.mark()
        async with database.reading() as session:
            await session.execute(
                sa.text(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                    "WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )
            )
        changes._asked = 0
        with pytest.raises(sa.exc.DBAPIError):
            await changes.mark()
        assert await changes.mark()


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
