"""What the bound groups hear of a case: one card, pinned while it matters, and short words that answer it."""

from dataclasses import replace

import pytest
import sqlalchemy as sa

from models import Group, Message
from models.enums import GroupPurpose, Kind, Manner
from services.assignments import handling, verification
from services.cards.card import Card
from services.core.town import Town
from services.settings.areas.groups import Groups, Pinned
from services.triage import dispatch, triage
from township import TownshipDriver

STATION, UNIT = -100, -200
ANEW, EDIT, REPLY = Manner.ANEW, Manner.EDIT, Manner.REPLY

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
"""What is queued for a group is the same on both databases."""


@pytest.fixture
async def driver(town: Town) -> TownshipDriver:
    """A township whose station and natural resources office have a group each."""
    driver = await TownshipDriver.open(town)
    async with town.database.transaction() as session:
        bound = {"bound_by_id": driver.people["chief"], "bound_at": driver.now, "title": "群"}
        office = driver.units["natural-resources"]
        session.add(Group(chat_id=STATION, purpose=GroupPurpose.STATION, **bound))
        session.add(Group(chat_id=UNIT, purpose=GroupPurpose.UNIT, scope=office, **bound))
    return driver


async def heard(driver: TownshipDriver, chat_id: int) -> list[tuple[str, Manner | None, bool]]:
    """Return what was queued for a group: the event, how it goes, and whether the card is at the top then."""
    return [(row.event, row.manner, Card.model_validate(row.content).pinned) for row in await rows(driver, chat_id)]


async def rows(driver: TownshipDriver, chat_id: int) -> list[Message]:
    async with driver.town.database.reading() as session:
        return list(await session.scalars(sa.select(Message).where(Message.chat_id == chat_id).order_by(Message.id)))


async def test_a_group_has_one_card_at_its_top_while_the_case_asks_something_of_its_people(
    driver: TownshipDriver,
) -> None:
    case = await driver.files(kind=Kind.INCIDENT)
    assert await heard(driver, STATION) == [("filed", ANEW, True)]
    await driver.by("duty", triage.judge, case.id, line="geology")
    await driver.hands(case, "natural-resources")
    assert (await heard(driver, UNIT))[0] == ("issued", ANEW, True)
    await driver.by("duty", dispatch.withdraw, (await driver.assignment(case, "natural-resources")).id, reason="走错了")
    assert (await heard(driver, UNIT))[-2:] == [("withdrawn", REPLY, False), ("case_card", EDIT, False)]
    await driver.hands(case, "natural-resources")
    assert (await heard(driver, UNIT))[-2:] == [("issued", REPLY, False), ("case_card", EDIT, True)]
    await driver.by("duty", verification.declare_over, case.id)
    for group in (STATION, UNIT):
        told = await heard(driver, group)
        assert told[-1] == ("case_card", EDIT, False), "nothing is asked of anybody at once any more"
        assert [manner for _, manner, _ in told].count(ANEW) == 1
    for row in await rows(driver, UNIT):
        card = Card.model_validate(row.content)
        assert card.silent is (row.event == "case_card"), "edits and what stands already make no sound"
        links = [one.url for line in card.rows for one in line if one.url]
        assert links == ([] if row.manner is REPLY else [f"bot:case_{case.id}"])


@pytest.mark.parametrize("drill", [False, True])
async def test_the_first_word_of_a_danger_to_life_is_an_alarm_and_later_words_are_none(
    driver: TownshipDriver, drill: bool
) -> None:
    settings = driver.town.settings.model_copy(update={"drill": drill})
    driver.town = replace(driver.town, settings=settings)
    case = await driver.files(kind=Kind.INCIDENT, life_danger=True)
    await driver.files()
    await driver.by("duty", triage.judge, case.id, line="geology")
    await driver.hands(case, "natural-resources")
    await driver.by("land", handling.accept, (await driver.assignment(case, "natural-resources")).id)
    async with driver.town.database.reading() as session:
        queued = await session.scalars(sa.select(Message).where(Message.case_id.is_not(None)))
        alarms = {(row.case_id, row.event) for row in queued if Card.model_validate(row.content).alarm}
    assert alarms == (set() if drill else {(case.id, "filed"), (case.id, "danger"), (case.id, "issued")})


@pytest.mark.parametrize(
    ("pin", "hazard", "incident"),
    [
        (Pinned.NEVER, False, False),
        (Pinned.DANGER, False, False),
        (Pinned.INCIDENTS, False, True),
        (Pinned.ALWAYS, True, True),
    ],
)
async def test_the_setting_says_which_cases_are_pinned(
    driver: TownshipDriver, pin: Pinned, hazard: bool, incident: bool
) -> None:
    settings = driver.town.settings.model_copy(update={"groups": Groups(pin=pin)})
    driver.town = replace(driver.town, settings=settings)
    for kind in (Kind.HAZARD, Kind.INCIDENT):
        await driver.files(kind=kind)
    assert [top for _, _, top in await heard(driver, STATION)] == [hazard, incident]


async def test_a_grave_case_opens_a_topic_in_the_stations_group_and_its_end_closes_it(driver: TownshipDriver) -> None:
    settings = driver.town.settings.model_copy(update={"groups": Groups(topics=True)})
    driver.town = replace(driver.town, settings=settings)
    await driver.files()
    case = await driver.files(kind=Kind.INCIDENT, landmark="三组后坡")
    await driver.by("duty", triage.judge, case.id, line="geology")
    await driver.hands(case, "natural-resources")
    await driver.by("duty", verification.declare_over, case.id)
    hazard, *incident = [Card.model_validate(row.content) for row in await rows(driver, STATION)]
    assert (hazard.topic, hazard.over) == (None, False)
    assert {(card.topic, card.over) for card in incident} == {(f"🔴 {case.number} 三组后坡", False)}
    assert {Card.model_validate(row.content).topic for row in await rows(driver, UNIT)} == {None}
    closed = await driver.handled("natural-resources", kind=Kind.INCIDENT)
    await driver.by("duty", verification.declare_over, closed.id)
    await driver.verifies("principal", closed)
    await driver.by("duty", verification.close, closed.id)
    *_, ended = [Card.model_validate(row.content) for row in await rows(driver, STATION)]
    assert (ended.topic, ended.over) == (None, True)
    await driver.by("chief", verification.reopen, closed.id, reason="又滑了")
    *_, again = [Card.model_validate(row.content) for row in await rows(driver, STATION)]
    assert (bool(again.topic), again.over) == (True, False)


async def test_the_topic_of_a_case_without_words_is_named_after_its_village(driver: TownshipDriver) -> None:
    settings = driver.town.settings.model_copy(update={"groups": Groups(topics=True)})
    driver.town = replace(driver.town, settings=settings)
    case = await driver.files(kind=Kind.INCIDENT, life_danger=True, text="")
    (card,) = [Card.model_validate(row.content) for row in await rows(driver, STATION)]
    assert card.topic == f"🆘 {case.number} 上湾村"
