"""A card is drawn once for all who see the same: people with the same rights over a case, whatever their names."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest

from models import Case
from services.assignments import handling
from services.cases import facts
from services.cases.card import card, reader
from services.cases.lifecycle import load_case
from services.core.act import Actor, Moment
from services.core.town import Town
from services.people import directory
from services.triage import triage
from township import PEOPLE, TownshipDriver

ELSEWHERE = 10_000
"""Added to the id of a person: somebody with the same posts and another name."""


@pytest.fixture
async def driver(town: Town) -> TownshipDriver:
    return await TownshipDriver.open(town)


async def everybody(driver: TownshipDriver) -> list[Actor]:
    """Return everybody of the roster, and somebody else with the same posts for each."""
    async with driver.town.database.reading() as session:
        found = await directory.by_ids(session, driver.people.values())
    assert len(found) == len(PEOPLE)
    return [*found, *(replace(one, person_id=one.person_id + ELSEWHERE) for one in found)]


async def filed(driver: TownshipDriver) -> Case:
    return await driver.files("officer", kind="incident")


async def by_the_desk(driver: TownshipDriver) -> Case:
    """Filed by somebody who may judge it as well."""
    return await driver.files("duty")


async def claimed(driver: TownshipDriver) -> Case:
    case = await filed(driver)
    await driver.by("duty", triage.claim, case.id)
    return case


async def issued(driver: TownshipDriver) -> Case:
    return await driver.dispatched("natural-resources", "road-station")


async def accepted(driver: TownshipDriver) -> Case:
    case = await issued(driver)
    await driver.by("land", handling.accept, (await driver.assignment(case, "natural-resources")).id)
    return case


async def late(driver: TownshipDriver) -> Case:
    case = await accepted(driver)
    driver.forward(days=30)
    return case


async def fed_back(driver: TownshipDriver) -> Case:
    return await driver.handled("natural-resources", "road-station")


@pytest.mark.parametrize("made", [filed, by_the_desk, claimed, issued, accepted, late, fed_back])
async def test_two_people_who_are_taken_for_the_same_reader_see_the_same_card(
    driver: TownshipDriver, made: Callable[[TownshipDriver], Awaitable[Case]]
) -> None:
    case, people = await made(driver), await everybody(driver)
    async with driver.town.database.transaction() as session:
        moment = Moment(session, driver.town, driver.now)
        known = await facts.gather(moment, await load_case(session, case.id))
        seen = {}
        for one in people:
            shown = card(driver.town, known, one, driver.now)
            assert seen.setdefault(reader(known, one), shown) == shown, f"{one.name} sees something else"
    assert len(seen) <= len(people) / 2, "people with the same rights share a card"
