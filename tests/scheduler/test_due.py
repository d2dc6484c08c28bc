"""The due-tick sleeps until the earliest step, half a minute at most; looking costs the begin of an index, no write."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from benchmarks.support.queries import statements
from models import Case, FiredStep
from patience import until
from product import together
from scheduler import due, ticks
from scheduler.ticks import Keeper
from services.assignments import handling, pauses
from services.core.act import Moment
from services.core.tick import Tick
from services.core.town import Registry, Town
from services.reminders import steps as reminders_steps
from services.triage import triage
from township import MONDAY, TownshipDriver

MINUTE = timedelta(minutes=1)


@pytest.fixture
async def driver(town: Town) -> TownshipDriver:
    return await TownshipDriver.open(town)


@pytest.fixture
def keepers(driver: TownshipDriver) -> list[Keeper]:
    return [Keeper(driver.town, tick) for tick in ticks.prompt(driver.town)]


async def next_due(town: Town) -> datetime | None:
    """Return when the earliest of the prompt ticks is due."""
    times = [await tick.due_at(town) for tick in ticks.prompt(town)]
    return min((at for at in times if at is not None), default=None)


async def test_it_knows_the_earliest_step_of_all_that_runs(driver: TownshipDriver) -> None:
    assert await next_due(driver.town) is None
    case = await driver.dispatched("natural-resources", severity="major")
    assignment = await driver.assignment(case, "natural-resources")
    await driver.by("land", handling.accept, assignment.id)
    half = MONDAY + timedelta(hours=5, minutes=30)  # 15:30: the office is closed at noon
    assert await next_due(driver.town) == half
    incident = await driver.files(kind="incident")
    assert await next_due(driver.town) == MONDAY + 3 * MINUTE, "the deputy chief hears of it"
    await driver.by("duty", triage.dismiss, incident.id, reason="误报")
    assert await next_due(driver.town) == half
    await driver.by("land", pauses.pause, assignment.id, until=driver.now + timedelta(days=2), reason="等雨停")
    assert await next_due(driver.town) == MONDAY + timedelta(days=1), "half of the pause"


async def test_what_waits_for_company_is_a_reason_to_wake_as_well(driver: TownshipDriver) -> None:
    case = await driver.dispatched("natural-resources", severity="major")
    await driver.by("land", handling.accept, (await driver.assignment(case, "natural-resources")).id)
    driver.forward(hours=5, minutes=30)
    assert await ticks.do(driver.town, "take_due") == 1
    assert await next_due(driver.town) == driver.now + reminders_steps.TOGETHER


async def test_it_sleeps_until_then_and_half_a_minute_at_most(driver: TownshipDriver, keepers: list[Keeper]) -> None:
    longest = pytest.approx(ticks.SLOW_LOOK, abs=ticks.SLOW_LOOK / 2)  # a slow machine needs time to ask
    assert await due.once(driver.town, keepers) == longest, "nothing waits"
    await driver.files(kind="incident")
    assert await due.once(driver.town, keepers) == longest, "three minutes are more"
    driver.clock.at = MONDAY + 3 * MINUTE - timedelta(milliseconds=40)
    assert await due.once(driver.town, keepers) == pytest.approx(0.04)
    driver.clock.at = MONDAY + 3 * MINUTE
    assert await due.once(driver.town, keepers) == 0, "it took the step and looks at once what is next"
    assert await _taken(driver) == 1
    assert await due.once(driver.town, keepers) == longest


async def test_what_fails_is_tried_again_without_haste(driver: TownshipDriver) -> None:
    disk = ["full"]

    async def broken(town: Town) -> int:
        if disk:
            raise RuntimeError("the disk is full")
        return await steps.act(town)

    steps = next(tick for tick in ticks.prompt(driver.town) if tick.name == "take_due")
    keepers = [Keeper(driver.town, replace(steps, act=broken))]

    await driver.files(kind="incident")
    driver.forward(minutes=3)
    assert await due.once(driver.town, keepers) == due.RETRY
    disk.clear()
    assert await due.once(driver.town, keepers) == 0


async def test_while_the_database_is_away_it_asks_without_haste(
    driver: TownshipDriver, keepers: list[Keeper], monkeypatch: pytest.MonkeyPatch
) -> None:
    def away() -> Any:
        raise OSError("the server does not answer")

    with monkeypatch.context() as gone:
        gone.setattr(driver.town.database, "reading", away)
        assert await due.once(driver.town, keepers) == due.RETRY
    assert await due.once(driver.town, keepers) > due.RETRY


async def test_a_commit_wakes_it_and_the_end_stops_it(driver: TownshipDriver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ticks, "SLOW_LOOK", 3600.0)
    async with together(lambda stop: due.run(driver.town, stop)):
        await driver.files(kind="incident")
        driver.forward(minutes=3)
        await driver.files(kind="incident")
        await until(lambda: _has_taken(driver), what="the commit has not woken it")


async def test_what_need_not_be_prompt_is_woken_by_a_commit_as_well(
    driver: TownshipDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[datetime] = []
    done: list[int] = []

    async def next_due(act: Moment) -> datetime | None:
        asked.append(act.now)
        case = await act.session.scalar(sa.select(Case.id))
        return None if case is None or done else act.now

    async def act(_: Town) -> int:
        done.append(1)
        return 1

    async def was(them: list[Any]) -> bool:
        return bool(them)

    monkeypatch.setattr(ticks, "SLOWER_LOOK", 3600.0)
    there = replace(driver.town, registry=Registry((Tick("later", next_due, act),)))
    async with together(lambda stop: due.run_beside(there, stop)):
        await until(lambda: was(asked), what="it is not asked at first")
        await driver.files()
        await until(lambda: was(done), what="the commit has not woken it")


async def _taken(driver: TownshipDriver) -> int:
    async with driver.town.database.reading() as session:
        return await session.scalar(sa.select(sa.func.count(FiredStep.id))) or 0


async def _has_taken(driver: TownshipDriver) -> bool:
    return await _taken(driver) == 1


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_look_reads_the_begin_of_an_index_only(driver: TownshipDriver) -> None:
    with statements(driver.town.database) as asked:
        await next_due(driver.town)
    plan = []
    async with driver.town.database.reading() as session:
        connection = await session.connection()
        for statement, values in asked:
            plan += [row.detail for row in await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)]
    reads = [step for step in plan if step.startswith(("SEARCH", "SCAN")) and "CONSTANT" not in step]
    assert len(reads) == 5, plan
    assert all("ix_deadlines_next" in step or "ix_deadlines_lapse" in step or "_untold" in step for step in reads), plan
