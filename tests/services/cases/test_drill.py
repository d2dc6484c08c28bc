"""Drill and live never mix (I10): the mark is the case's, from filing to closing, in every message about it."""

from dataclasses import replace

import pytest
import sqlalchemy as sa

from models import Case, Message
from models.enums import MessageState
from services.assignments import handling, verification
from services.core.act import Moment
from services.core.town import Town
from services.messaging import ledger, undelivered
from services.messaging.kinds import UNDELIVERED
from township import TownshipDriver

MARK = "【演练】"


@pytest.fixture
async def driver(town: Town) -> TownshipDriver:
    return await TownshipDriver.open(town)


def drills(driver: TownshipDriver, *, on: bool) -> None:
    driver.town = replace(driver.town, settings=driver.town.settings.model_copy(update={"drill": on}))


async def said_about(driver: TownshipDriver, case: Case) -> dict[str, set[bool]]:
    """Return for each event whether what was said of it bears the mark."""
    async with driver.town.database.reading() as session:
        rows = await session.execute(sa.select(Message.event, Message.content).where(Message.case_id == case.id))
        marked: dict[str, set[bool]] = {}
        for event, content in rows:
            marked.setdefault(event, set()).add(MARK in content["text"])
        return marked


async def goes_round(driver: TownshipDriver, case: Case) -> None:
    await driver.dispatched(case=case)
    await driver.by("land", handling.accept, (await driver.assignment(case, "natural-resources")).id)
    await driver.feeds_back("land", case, "natural-resources")
    await driver.verifies("principal", case)
    await driver.by("duty", verification.close, case.id)


ALL = {"filed", "receipt", "issued", "to_verify", "verified", "closed", "case_card"}


async def test_every_message_of_a_drill_is_marked_to_its_end(driver: TownshipDriver) -> None:
    drills(driver, on=True)
    case = await driver.files()
    assert case.drill
    drills(driver, on=False)  # the exercise is over, its cases are still to be closed
    await goes_round(driver, case)
    assert await said_about(driver, case) == {event: {True} for event in ALL}


async def test_a_real_danger_is_never_called_an_exercise_while_the_township_drills(driver: TownshipDriver) -> None:
    case = await driver.files()
    drills(driver, on=True)
    await goes_round(driver, case)
    assert await said_about(driver, case) == {event: {False} for event in ALL}


async def test_what_of_a_drill_did_not_arrive_is_marked_in_the_stations_list_and_the_alarm(
    driver: TownshipDriver,
) -> None:
    live = await driver.files()
    drills(driver, on=True)
    case = await driver.files(text="演练：边坡垮塌")
    async with driver.town.database.transaction() as session:
        await session.execute(
            sa.update(Message)
            .where(Message.event == "filed", Message.person_id == driver.people["duty"])
            .values(state=MessageState.FAILED, failure="blocked")
        )
        await undelivered.alarm(Moment(session, driver.town, driver.now))
        alarm = await session.scalar(sa.select(Message.content).where(Message.event == UNDELIVERED.event))
    listing = await driver.by("duty", ledger.undelivered)
    assert {entry.number: entry.drill for entry in listing.entries} == {live.number: False, case.number: True}
    told = "\n".join(undelivered.line(driver.town, driver.town.words(None), entry) for entry in listing.entries)
    for text in (told, alarm["text"]):
        marked = [line for line in text.splitlines() if MARK in line]
        assert len(marked) == 1
        assert case.number in marked[0]
