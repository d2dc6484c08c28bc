"""An act counts from when the person sent it: answers, arrivals, steps of a case, the end of a deadline."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from mobilisation_steps import opened_with_squads, running
from models import Deadline, JournalEntry, Response, RollCallEntry, Team
from models.enums import Answer
from scheduler import ticks
from services.assignments import handling
from services.core.act import Act
from services.core.town import Town
from services.mobilisation import responses, safety_checks
from township import MONDAY, TownshipDriver

LONG = timedelta(hours=3)


@pytest.fixture
async def driver(town: Town) -> TownshipDriver:
    return await opened_with_squads(town)


async def late(
    driver: TownshipDriver, who: str, service: Callable[..., Awaitable[Any]], *args: Any, ago: timedelta
) -> Any:
    """Let somebody use a service now with words that were sent some time ago."""

    async def acting(act: Act) -> Any:
        return await service(replace(act, said_at=act.now - ago), *args)

    return await driver.by(who, acting)


async def test_an_answer_and_an_arrival_bear_the_time_they_were_sent(driver: TownshipDriver) -> None:
    number = await running(driver)
    driver.forward(hours=3)
    await late(driver, "a1", responses.answer, number, Answer.ON_SCENE, ago=LONG)
    async with driver.town.database.reading() as session:
        response = await session.get_one(Response, (number, driver.people["a1"]))
        entry = (await session.scalars(sa.select(RollCallEntry).where(RollCallEntry.answer.is_not(None)))).one()
        team = await session.get_one(Team, (number, response.squad_id))
        said = (await session.scalars(sa.select(JournalEntry).where(JournalEntry.action == "on_scene"))).one()
    assert {response.arrived_at, entry.answered_at, team.checked_at, said.at} == {MONDAY}
    assert said.details["received"] == (MONDAY + LONG).isoformat()
    await ticks.work_off(driver.town)
    async with driver.town.database.reading() as session:
        assert (await session.get_one(Team, (number, response.squad_id))).asked > 1, (
            "three hours of silence alarm at once"
        )


async def test_all_is_well_of_long_ago_takes_nothing_back(driver: TownshipDriver) -> None:
    number = await running(driver)
    await driver.by("a1", responses.answer, number, Answer.ON_SCENE)
    await driver.by("a2", responses.answer, number, Answer.ON_SCENE)
    driver.forward(minutes=20)
    await driver.by("a1", safety_checks.check_in, number)
    await late(driver, "a2", safety_checks.check_in, number, ago=timedelta(minutes=15))
    async with driver.town.database.reading() as session:
        team = (await session.scalars(sa.select(Team))).one()
    assert team.checked_at == driver.now


async def test_a_step_taken_in_time_ends_its_deadline_in_time(driver: TownshipDriver) -> None:
    case = await driver.dispatched("natural-resources")
    driver.forward(hours=3)
    await late(driver, "land", handling.accept, case.assignments[0].id, ago=LONG)
    async with driver.town.database.reading() as session:
        accept = (await session.scalars(sa.select(Deadline).where(Deadline.kind == "accept"))).one()
    assert accept.ended_at == MONDAY
    assert (await driver.assignment(case, "natural-resources")).accepted_at == MONDAY
