"""Orders because of a warning: who gets one, with whose consent, and what follows to exactly those who got it."""

from typing import Any

import pytest
import sqlalchemy as sa

from models import Broadcast, Grid, Message, Outline, Post
from models.enums import Answer, BroadcastLevel, BroadcastState, Colour, Correction, Role
from order_steps import sends, take
from scheduler import ticks
from services.broadcasts import broadcasts, cards, consent, sending
from services.core.act import Act, Moment
from services.core.errors import Refused, Stale
from services.core.town import Town
from services.messaging import roll_calls
from services.people.places import village_names
from services.warnings import answers as answering
from services.warnings import orders
from services.warnings.cap.alerts import Area, Info
from services.warnings.register import register
from township import MONDAY, TownshipDriver
from warning_steps import CANCEL, here, ruled

SHANGWAN = Area(name="上湾村")


def rain(colour: str, *areas: Area, text: str = "") -> tuple[Info, ...]:
    return (Info(headline=f"暴雨{colour}预警{text}", areas=areas or (SHANGWAN,)),)


@pytest.fixture
async def driver(town: Town) -> TownshipDriver:
    return await TownshipDriver.open(ruled(town))


async def told(driver: TownshipDriver, sent: Broadcast) -> set[str]:
    """Return who was sent a message to many."""
    by_id = {person: who for who, person in driver.people.items()}
    async with driver.town.database.reading() as session:
        rows = await session.scalars(sa.select(Message).where(Message.event == "broadcast"))
        return {by_id[row.person_id or 0] for row in rows if row.dedupe.startswith(f"broadcast:{sent.id}:")}


async def sent_so_far(driver: TownshipDriver) -> list[Broadcast]:
    async with driver.town.database.reading() as session:
        those = sa.select(Broadcast).where(Broadcast.state == BroadcastState.SENT).order_by(Broadcast.id)
        return list(await session.scalars(those))


async def events(driver: TownshipDriver, event: str) -> list[int | None]:
    async with driver.town.database.reading() as session:
        return list(
            await session.scalars(sa.select(Message.person_id).where(Message.event == event).order_by(Message.id))
        )


async def test_an_order_reaches_the_responsible_people_once_with_consent_and_the_change_follows_to_them_alone(
    driver: TownshipDriver,
) -> None:
    async with driver.town.database.transaction() as session:  # a person of two villages
        post = {"role": Role.GRID_OFFICER, "village_id": driver.villages["xiahe"], "grid_id": driver.grids["shangwan"]}
        session.add(Post(person_id=driver.people["officer"], **post))
    first = await sends(driver, await take(driver, here("1", infos=rain("橙色"))))
    assert (first.level, first.state, first.consent_by_id) == (
        BroadcastLevel.ORANGE,
        BroadcastState.SENT,
        driver.people["deputy"],
    )
    got = await told(driver, first)
    assert got >= {"officer", "principal", "land", "geology_director"}
    assert not got & {"neighbour", "neighbour_principal", "duty"}
    assert "上湾村" in first.text
    await answers(driver, "principal", first)

    red = await take(driver, here("2", "1", infos=rain("红色", SHANGWAN), minute=1))
    followed = (await sent_so_far(driver))[-1]
    assert (followed.corrects_id, followed.correction, followed.level) == (
        first.id,
        Correction.CORRECT,
        BroadcastLevel.RED,
    )
    assert await told(driver, followed) == got
    assert len(await events(driver, "warning_red")) == 1
    driver.forward(minutes=5)
    await ticks.do(driver.town, "chase_silent")
    assert (await events(driver, "warning_red"))[1:] == [driver.people["deputy"]], "the next above hears of the silent"
    async with driver.town.database.reading() as session:
        act = Moment(session, driver.town, driver.now)
        by_village = {
            one.village: (one.answered, one.asked)
            for one in await orders.standing(act, red, await village_names(session))
        }
    assert by_village["上湾村"] == (0, 2), "an answer stays with the version that was answered"

    await take(driver, here("c", "2", kind=CANCEL, infos=(), minute=2))
    over = (await sent_so_far(driver))[-1]
    assert (over.correction, "已解除" in over.text, await told(driver, over)) == (Correction.CANCEL, True, got)
    await take(driver, here("c", "2", kind=CANCEL, infos=(), minute=2))
    await ticks.work_off(driver.town)
    assert len(await sent_so_far(driver)) == 3


async def answers(driver: TownshipDriver, who: str, sent: Broadcast) -> None:
    await driver.by(who, roll_calls.answer, sent.roll_call_id, Answer.RECEIVED)


async def test_people_added_later_get_it_late_and_nobody_gets_it_twice(driver: TownshipDriver) -> None:
    first = await sends(driver, await take(driver, here("1", infos=rain("蓝色"))))
    assert first.consent_by_id is None
    async with driver.town.database.transaction() as session:
        post: dict[str, Any] = {"role": Role.INFORMATION_OFFICER, "village_id": driver.villages["shangwan"]}
        session.add(Post(person_id=driver.people["spare"], **post))
    async with driver.town.database.reading() as session:
        (warned,) = (await register.load(Moment(session, driver.town, driver.now))).warnings
    assert await told(driver, await sends(driver, warned)) == {"spare"}
    with pytest.raises(Refused, match="incomplete"):
        await sends(driver, warned)


async def test_places_that_the_officer_adds_offer_the_order_to_those_who_have_none(driver: TownshipDriver) -> None:
    warned = await take(driver, here("1", infos=rain("蓝色", SHANGWAN, Area(name="北部山区"))))
    assert await driver.by("duty", orders.lacking, warned) is None, "nothing was sent yet"
    first = await told(driver, await sends(driver, warned))
    assert await driver.by("duty", orders.lacking, warned) == 0
    villages = [driver.villages["shangwan"], driver.villages["xiahe"]]
    wider = await driver.by("duty", answering.say_reach, warned.head.row.id, villages)
    assert await driver.by("duty", orders.lacking, wider) == 2
    late = await told(driver, await sends(driver, wider))
    assert (late, late & first) == ({"neighbour", "neighbour_principal"}, set())
    assert await driver.by("duty", orders.lacking, wider) == 0


async def test_a_draft_of_an_order_follows_the_places_that_the_officer_says(driver: TownshipDriver) -> None:
    warned = await take(driver, here("1", infos=rain("蓝色", SHANGWAN, Area(name="北部山区"))))
    draft = await driver.by("duty", orders.prepare, warned.id)
    await driver.by("duty", answering.say_reach, warned.head.row.id, [driver.villages["xiahe"]])
    again: Broadcast = await driver.by("duty", orders.prepare, warned.id)
    assert (again.id, "下河村" in again.text, again.audience["responsible"]) == (
        draft.id,
        True,
        [driver.villages["xiahe"]],
    )


def outline(west: float, east: float, **of: int) -> Outline:
    """A strip of the township between two longitudes."""
    ring = [[west, 30.17], [east, 30.17], [east, 30.2], [west, 30.2], [west, 30.17]]
    box = {"west": west, "east": east, "south": 30.17, "north": 30.2}
    return Outline(geometry={"type": "Polygon", "coordinates": [ring]}, imported_at=MONDAY, **box, **of)


async def test_a_polygon_through_one_village_touches_its_grids_alone_and_spares_the_officers_of_the_others(
    driver: TownshipDriver,
) -> None:
    shangwan, xiahe = driver.villages["shangwan"], driver.villages["xiahe"]
    async with driver.town.database.transaction() as session:
        far, unplaced = (Grid(code=code, name=code, village_id=shangwan) for code in ("far", "unplaced"))
        session.add_all([far, unplaced])
        await session.flush()
        session.add_all([outline(108.0, 108.06, village_id=shangwan), outline(108.06, 108.12, village_id=xiahe)])
        session.add_all(
            [outline(108.0, 108.03, grid_id=driver.grids["shangwan"]), outline(108.03, 108.06, grid_id=far.id)]
        )
        for who, grid in (("spare", driver.grids["shangwan"]), ("night", far.id), ("both", unplaced.id)):
            post: dict[str, Any] = {"role": Role.GRID_OFFICER, "grid_id": grid}
            session.add(Post(person_id=driver.people[who], **post))
    ring = ((30.18, 108.01), (30.18, 108.02), (30.19, 108.02), (30.18, 108.01))
    warned = await take(driver, here("1", infos=rain("蓝色", Area(name="西部", rings=(ring,)))))
    assert (warned.villages, warned.asks) == ({shangwan}, False)
    assert warned.grids == {driver.grids["shangwan"], unplaced.id}
    got = await told(driver, await sends(driver, warned))
    assert got >= {"officer", "principal", "spare", "both"}
    assert not got & {"night", "neighbour", "neighbour_principal"}


async def test_the_end_by_our_clock_follows_to_those_who_got_it(driver: TownshipDriver) -> None:
    first = await sends(driver, await take(driver, here("1", infos=rain("蓝色"))))
    driver.forward(hours=25)
    await ticks.do(driver.town, "turn_warnings")
    over = (await sent_so_far(driver))[-1]
    assert (over.corrects_id, "已到期" in over.text) == (first.id, True)
    assert await told(driver, over) == await told(driver, first)


async def test_nothing_is_sent_while_its_places_are_unknown_or_when_it_is_over(driver: TownshipDriver) -> None:
    warned = await take(driver, here("1", infos=rain("蓝色", Area(name="北部山区"))))
    with pytest.raises(Refused, match="unclear"):
        await driver.by("duty", orders.prepare, warned.id)
    await take(driver, here("c", "1", kind=CANCEL, infos=(), minute=2))
    with pytest.raises(Stale):
        await driver.by("duty", orders.prepare, warned.id)


async def test_an_order_that_waits_for_consent_is_a_draft_again_when_its_warning_changes(
    driver: TownshipDriver,
) -> None:
    warned = await take(driver, here("1", infos=rain("橙色")))

    async def ask(act: Act) -> Broadcast:
        draft = await orders.prepare(act, warned.id)
        await broadcasts.look(act, draft.id)
        return await consent.send(act, draft.id)

    asked: Broadcast = await driver.by("duty", ask)
    assert asked.state is BroadcastState.AWAITING
    await take(driver, here("c", "1", kind=CANCEL, infos=(), minute=2))
    with pytest.raises(Stale):
        await driver.by("deputy", consent.answer, asked.id, agrees=True, version=asked.version)
    assert await sent_so_far(driver) == []


async def test_a_graver_colour_goes_at_once_and_the_second_person_can_take_it_back(driver: TownshipDriver) -> None:
    warned = await take(driver, here("1", infos=rain("黄色")))
    first = await sends(driver, warned)
    assert first.consent_by_id is None, "yellow needs nobody's consent"
    await driver.by("duty", answering.say_colour, warned.head.row.id, Colour.YELLOW)
    assert len(await sent_so_far(driver)) == 1, "the same colour is no change"
    await driver.by("duty", answering.say_colour, warned.head.row.id, Colour.RED)
    followed = (await sent_so_far(driver))[-1]
    assert (followed.corrects_id, followed.level, "红色" in followed.text) == (first.id, BroadcastLevel.RED, True)
    assert await told(driver, followed) == await told(driver, first)
    assert await events(driver, "warning_raised") == [driver.people["deputy"]]
    await driver.by("duty", answering.say_colour, warned.head.row.id, Colour.BLUE)
    assert [one.level for one in await sent_so_far(driver)][2:] == [BroadcastLevel.BLUE]
    assert len(await events(driver, "warning_raised")) == 1, "less grave asks nobody"

    async def take_back(act: Act) -> None:
        draft = await sending.correct(act, (await sent_so_far(driver))[-1].id, Correction.CANCEL)
        await consent.send(act, draft.id)

    assert await offers_to_take_back(driver, (await sent_so_far(driver))[-1])
    await driver.by("deputy", take_back)
    over = (await sent_so_far(driver))[-1]
    assert (over.correction, await told(driver, over)) == (Correction.CANCEL, await told(driver, first))
    assert not await offers_to_take_back(driver, over)


async def offers_to_take_back(driver: TownshipDriver, sent: Broadcast) -> bool:
    """Whether the card of a message has the button that takes it back."""
    async with driver.town.database.reading() as session:
        stand = await sending.standing(session, sent)
    words = driver.town.words(None)
    shown = cards.sent(driver.town, words, sent, stand.counts, stand.failed, corrected=stand.corrected)
    return any(one.text == words.plain("broadcast-cancel") for row in shown.rows for one in row)
