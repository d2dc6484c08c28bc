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
async def loop(town: Town) -> TownshipDriver:
    """A township whose station and natural resources office have a group each."""
    loop = await TownshipDriver.open(town)
    async with town.database.transaction() as session:
        bound = {"bound_by_id": loop.people["chief"], "bound_at": loop.now, "title": "群"}
        office = loop.units["natural-resources"]
        session.add(Group(chat_id=STATION, purpose=GroupPurpose.STATION, **bound))
        session.add(Group(chat_id=UNIT, purpose=GroupPurpose.UNIT, scope=office, **bound))
    return loop


async def heard(loop: TownshipDriver, chat_id: int) -> list[tuple[str, Manner | None, bool]]:
    """Return what was queued for a group: the event, how it goes, and whether the card is at the top then."""
    return [(row.event, row.manner, Card.model_validate(row.content).pinned) for row in await rows(loop, chat_id)]


async def rows(loop: TownshipDriver, chat_id: int) -> list[Message]:
    async with loop.town.database.reading() as session:
        return list(await session.scalars(sa.select(Message).where(Message.chat_id == chat_id).order_by(Message.id)))


async def test_a_group_has_one_card_at_its_top_while_the_case_asks_something_of_its_people(
    loop: TownshipDriver,
) -> None:
    case = await loop.files(kind=Kind.INCIDENT)
    assert await heard(loop, STATION) == [("filed", ANEW, True)]
    await loop.by("duty", triage.judge, case.id, line="geology")
    await loop.hands(case, "natural-resources")
    assert (await heard(loop, UNIT))[0] == ("issued", ANEW, True)
    await loop.by("duty", dispatch.withdraw, (await loop.assignment(case, "natural-resources")).id, reason="走错了")
    assert (await heard(loop, UNIT))[-2:] == [("withdrawn", REPLY, False), ("case_card", EDIT, False)]
    await loop.hands(case, "natural-resources")
    assert (await heard(loop, UNIT))[-2:] == [("issued", REPLY, False), ("case_card", EDIT, True)]
    await loop.by("duty", verification.declare_over, case.id)
    for group in (STATION, UNIT):
        told = await heard(loop, group)
        assert told[-1] == ("case_card", EDIT, False), "nothing is asked of anybody at once any more"
        assert [manner for _, manner, _ in told].count(ANEW) == 1
    for row in await rows(loop, UNIT):
        card = Card.model_validate(row.content)
        assert card.silent is (row.event == "case_card"), "edits and what stands already make no sound"
        links = [one.url for line in card.rows for one in line if one.url]
        assert links == ([] if row.manner is REPLY else [f"bot:case_{case.id}"])


@pytest.mark.parametrize("drill", [False, True])
async def test_the_first_word_of_a_danger_to_life_is_an_alarm_and_later_words_are_none(
    loop: TownshipDriver, drill: bool
) -> None:
    settings = loop.town.settings.model_copy(update={"drill": drill})
    loop.town = replace(loop.town, settings=settings)
    case = await loop.files(kind=Kind.INCIDENT, life_danger=True)
    await loop.files()
    await loop.by("duty", triage.judge, case.id, line="geology")
    await loop.hands(case, "natural-resources")
    await loop.by("land", handling.accept, (await loop.assignment(case, "natural-resources")).id)
    async with loop.town.database.reading() as session:
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
    loop: TownshipDriver, pin: Pinned, hazard: bool, incident: bool
) -> None:
    settings = loop.town.settings.model_copy(update={"groups": Groups(pin=pin)})
    loop.town = replace(loop.town, settings=settings)
    for kind in (Kind.HAZARD, Kind.INCIDENT):
        await loop.files(kind=kind)
    assert [top for _, _, top in await heard(loop, STATION)] == [hazard, incident]


async def test_a_grave_case_opens_a_topic_in_the_stations_group_and_its_end_closes_it(loop: TownshipDriver) -> None:
    settings = loop.town.settings.model_copy(update={"groups": Groups(topics=True)})
    loop.town = replace(loop.town, settings=settings)
    await loop.files()
    case = await loop.files(kind=Kind.INCIDENT, landmark="三组后坡")
    await loop.by("duty", triage.judge, case.id, line="geology")
    await loop.hands(case, "natural-resources")
    await loop.by("duty", verification.declare_over, case.id)
    hazard, *incident = [Card.model_validate(row.content) for row in await rows(loop, STATION)]
    assert (hazard.topic, hazard.over) == (None, False)
    assert {(card.topic, card.over) for card in incident} == {(f"🔴 {case.number} 三组后坡", False)}
    assert {Card.model_validate(row.content).topic for row in await rows(loop, UNIT)} == {None}
    closed = await loop.handled("natural-resources", kind=Kind.INCIDENT)
    await loop.by("duty", verification.declare_over, closed.id)
    await loop.verifies("principal", closed)
    await loop.by("duty", verification.close, closed.id)
    *_, ended = [Card.model_validate(row.content) for row in await rows(loop, STATION)]
    assert (ended.topic, ended.over) == (None, True)
    await loop.by("chief", verification.reopen, closed.id, reason="又滑了")
    *_, again = [Card.model_validate(row.content) for row in await rows(loop, STATION)]
    assert (bool(again.topic), again.over) == (True, False)


async def test_the_topic_of_a_case_without_words_is_named_after_its_village(loop: TownshipDriver) -> None:
    settings = loop.town.settings.model_copy(update={"groups": Groups(topics=True)})
    loop.town = replace(loop.town, settings=settings)
    case = await loop.files(kind=Kind.INCIDENT, life_danger=True, text="")
    (card,) = [Card.model_validate(row.content) for row in await rows(loop, STATION)]
    assert card.topic == f"🆘 {case.number} 上湾村"
