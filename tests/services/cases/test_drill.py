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
async def loop(town: Town) -> TownshipDriver:
    return await TownshipDriver.open(town)


def drills(loop: TownshipDriver, *, on: bool) -> None:
    loop.town = replace(loop.town, settings=loop.town.settings.model_copy(update={"drill": on}))


async def said_about(loop: TownshipDriver, case: Case) -> dict[str, set[bool]]:
    """Return for each event whether what was said of it bears the mark."""
    async with loop.town.database.reading() as session:
        rows = await session.execute(sa.select(Message.event, Message.content).where(Message.case_id == case.id))
        marked: dict[str, set[bool]] = {}
        for event, content in rows:
            marked.setdefault(event, set()).add(MARK in content["text"])
        return marked


async def goes_round(loop: TownshipDriver, case: Case) -> None:
    await loop.dispatched(case=case)
    await loop.by("land", handling.accept, (await loop.assignment(case, "natural-resources")).id)
    await loop.feeds_back("land", case, "natural-resources")
    await loop.verifies("principal", case)
    await loop.by("duty", verification.close, case.id)


ALL = {"filed", "receipt", "issued", "to_verify", "verified", "closed", "case_card"}


async def test_every_message_of_a_drill_is_marked_to_its_end(loop: TownshipDriver) -> None:
    drills(loop, on=True)
    case = await loop.files()
    assert case.drill
    drills(loop, on=False)  # the exercise is over, its cases are still to be closed
    await goes_round(loop, case)
    assert await said_about(loop, case) == {event: {True} for event in ALL}


async def test_a_real_danger_is_never_called_an_exercise_while_the_township_drills(loop: TownshipDriver) -> None:
    case = await loop.files()
    drills(loop, on=True)
    await goes_round(loop, case)
    assert await said_about(loop, case) == {event: {False} for event in ALL}


async def test_what_of_a_drill_did_not_arrive_is_marked_in_the_stations_list_and_the_alarm(
    loop: TownshipDriver,
) -> None:
    live = await loop.files()
    drills(loop, on=True)
    case = await loop.files(text="演练：边坡垮塌")
    async with loop.town.database.transaction() as session:
        await session.execute(
            sa.update(Message)
            .where(Message.event == "filed", Message.person_id == loop.people["duty"])
            .values(state=MessageState.FAILED, failure="blocked")
        )
        await undelivered.alarm(Moment(session, loop.town, loop.now))
        alarm = await session.scalar(sa.select(Message.content).where(Message.event == UNDELIVERED.event))
    listing = await loop.by("duty", ledger.undelivered)
    assert {entry.number: entry.drill for entry in listing.entries} == {live.number: False, case.number: True}
    told = "\n".join(undelivered.line(loop.town, loop.town.words(None), entry) for entry in listing.entries)
    for text in (told, alarm["text"]):
        marked = [line for line in text.splitlines() if MARK in line]
        assert len(marked) == 1
        assert case.number in marked[0]
