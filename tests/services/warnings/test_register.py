"""Warnings in the tables: in any order, each once, closed by hand, asked about, kept by version."""

from collections.abc import Iterable
from itertools import permutations

import pytest
import sqlalchemy as sa

from models import WarningMessage
from models.enums import Colour
from services.core.act import Moment
from services.core.errors import Forbidden, Stale
from services.core.town import Town
from services.warnings import answers
from services.warnings.cap.alerts import Alert, Area, Code, Info
from services.warnings.meaning.standings import State
from services.warnings.register import intake, register
from services.warnings.register.intake import Origin, Piece, Taken
from services.warnings.register.views import Register, Warned
from township import TownshipDriver
from warning_steps import CANCEL, here, ruled


@pytest.fixture
async def driver(town: Town) -> TownshipDriver:
    return await TownshipDriver.open(ruled(town))


async def take(driver: TownshipDriver, *alerts: Alert) -> Taken:
    async with driver.town.database.transaction() as session:
        return await intake.take(Moment(session, driver.town, driver.now), [Piece(alerts, b"raw")], Origin())


async def known(driver: TownshipDriver) -> Register:
    async with driver.town.database.reading() as session:
        return await register.load(Moment(session, driver.town, driver.now))


async def only(driver: TownshipDriver) -> Warned:
    (found,) = (await known(driver)).warnings
    return found


def active(found: Iterable[Warned]) -> list[str]:
    return [told.alert.identifier for one in found for told in one.active]


@pytest.mark.parametrize("order", [(2, 0, 1), (0, 1, 2)])
async def test_alert_update_update_in_any_order_are_one_warning(driver: TownshipDriver, order: tuple[int, ...]) -> None:
    three = [here("1"), here("2", "1", minute=1), here("3", "2", minute=2)]
    for at in order:
        await take(driver, three[at])
    found = await only(driver)
    assert (active([found]), len(found.told)) == (["3"], 3)
    assert (await take(driver, *three)).rows == (), "received again, nothing is new"


async def test_three_messages_in_each_order_within_one_file_are_one_warning(driver: TownshipDriver) -> None:
    for place, order in enumerate(permutations(range(3))):
        three = [here(f"{place}-1"), here(f"{place}-2", f"{place}-1", minute=1), here(f"{place}-3", f"{place}-2")]
        await take(driver, *(three[at] for at in order))
    assert len((await known(driver)).warnings) == 6, "alike texts are not one warning"


async def test_two_languages_and_two_entries_of_one_identifier_are_one_message(driver: TownshipDriver) -> None:
    await take(driver, here("1"), here("1"))
    taken = await take(driver, here("1", infos=(Info(language="en", headline="Orange rainstorm warning"),)))
    assert len(taken.rows) == 1
    found = await only(driver)
    assert [info.language for info in found.head.alert.infos] == ["zh-CN", "en"]


async def test_a_cancel_after_closing_by_hand_reopens_nothing_and_an_update_is_news(driver: TownshipDriver) -> None:
    await take(driver, here("1"))
    number = (await only(driver)).id
    with pytest.raises(Forbidden):
        await driver.by("officer", answers.close, number, "雨停了")
    await driver.by("duty", answers.close, number, "雨停了，县局已电话告知")
    assert (await only(driver)).state is State.CANCELLED
    driver.forward(minutes=5)
    await take(driver, here("c", "1", kind=CANCEL, infos=(), minute=3))
    assert (await only(driver)).state is State.CANCELLED
    assert (await known(driver)).asked == ()
    driver.forward(minutes=5)
    await take(driver, here("2", "1", minute=9))
    assert active([await only(driver)]) == ["2"], "a danger that was stated after the closing is not hidden"


async def test_a_cancel_that_cites_a_stranger_asks_which_warning_it_means(driver: TownshipDriver) -> None:
    await take(driver, here("1"), here("2"))
    await take(driver, here("c", "unknown", kind=CANCEL, infos=(), minute=3))
    (asked,) = (await known(driver)).asked
    first, second = sorted(one.id for one in asked.candidates)
    assert len(active((await known(driver)).warnings)) == 2
    await driver.by("duty", answers.say_ends, asked.row.id, [second])
    found = await known(driver)
    assert (found.asked, [one.id for one in found.warnings if one.active]) == ((), [first])
    with pytest.raises(Stale):
        await driver.by("duty", answers.say_ends, asked.row.id, [])


async def test_an_unknown_scope_is_asked_and_the_answer_stays_with_its_version(driver: TownshipDriver) -> None:
    north = Info(headline="暴雨橙色预警", areas=(Area(name="北部山区"),))
    await take(driver, here("1", infos=(north,)))
    told = (await only(driver)).head
    assert (told.asks_reach, told.touches) == (True, False)
    shangwan = driver.villages["shangwan"]
    await driver.by("duty", answers.say_reach, told.row.id, [shangwan])
    found = await only(driver)
    assert (found.villages, found.asks) == ({shangwan}, False)
    await take(driver, here("2", "1", infos=(north,), minute=1))
    assert (await only(driver)).villages == {shangwan}, "the same words about the same areas"
    south = Info(headline="暴雨橙色预警", areas=(Area(name="南部山区"),))
    await take(driver, here("3", "2", infos=(south,), minute=2))
    assert (await only(driver)).asks
    with pytest.raises(Stale):
        await driver.by("duty", answers.say_reach, told.row.id, None)


async def test_a_colour_that_the_issuer_states_in_two_ways_counts_as_the_graver_until_the_officer_says(
    driver: TownshipDriver,
) -> None:
    info = Info(
        headline="暴雨橙色预警", parameters=(("Color", "Red"),), areas=(Area(codes=(Code("", "500235101000"),)),)
    )
    await take(driver, here("1", infos=(info,)))
    found = await only(driver)
    assert (found.colour, found.asks, found.everywhere) == (Colour.RED, True, True)
    await driver.by("duty", answers.say_colour, found.head.row.id, Colour.ORANGE)
    found = await only(driver)
    assert (found.colour, found.asks) == (Colour.ORANGE, False)


async def test_it_is_over_by_the_clock_and_without_expiry_after_the_setting(driver: TownshipDriver) -> None:
    await take(driver, here("1"))
    driver.forward(hours=23.5)
    assert (await only(driver)).state is State.EXPIRED
    async with driver.town.database.reading() as session:
        assert await session.scalar(sa.select(sa.func.count(WarningMessage.id))) == 1


async def test_two_copies_taken_in_as_one_warning_later_keep_the_older_number(driver: TownshipDriver) -> None:
    await take(driver, here("1"))
    await take(driver, here("2", "0", minute=1))
    two = await known(driver)
    assert len(two.warnings) == 2
    await take(driver, here("3", "1", "2", minute=2))
    found = await only(driver)
    assert found.id == min(one.id for one in two.warnings)
    for number in (one.id for one in two.warnings):
        assert (await driver.by("duty", answers.opened, number)).id == found.id
