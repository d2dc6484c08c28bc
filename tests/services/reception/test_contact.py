"""What an outage has lost is told to the station once; a process that does not poll knows whether another one does."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from bot import health
from bot.intake import inbox
from bot.intake.receive.contact import Contact
from models import Message
from scheduler import ticks
from services.core.act import Moment
from services.core.town import Town
from services.operations.watchdog import Reception
from services.reception import contact
from stored_updates import message
from township import TownshipDriver

STATION = {"chief", "deputy", "duty", "night", "spare", "both"}


@pytest.fixture
async def driver(town: Town) -> TownshipDriver:
    return await TownshipDriver.open(town)


async def receives(driver: TownshipDriver, *numbers: int, polls: bool = True) -> None:
    """Let a process that has just started reach Telegram, which has these updates for it."""
    await Contact(driver.town, polls=polls).made()
    if not numbers:
        return
    async with driver.town.database.transaction() as session:
        await inbox.store(session, [message(number, 7, "x") for number in numbers], driver.now)


async def told(driver: TownshipDriver) -> dict[str, str]:
    """Let the minute pass after which the numbers are believed, and return what the station is told."""
    names = {person_id: who for who, person_id in driver.people.items()}
    driver.forward(minutes=1)
    await ticks.do(driver.town, "tell_loss")
    async with driver.town.database.reading() as session:
        rows = await session.execute(
            sa.select(Message.person_id, Message.content).where(Message.event == "messages_lost")
        )
        return {names[row.person_id]: row.content["text"] for row in rows}


@pytest.mark.parametrize("polls", [True, False], ids=["polling", "webhook"])
async def test_a_gap_after_a_long_outage_is_told_once_with_its_span(driver: TownshipDriver, polls: bool) -> None:
    await receives(driver, 1, 2, 3, polls=polls)
    driver.forward(hours=30)  # from Monday 10:00 to Tuesday 16:00
    await receives(driver, 9, 8, polls=polls)
    said = await told(driver)
    assert set(said) == STATION
    assert "11-23 10:00 至 11-23 16:00 之间的消息可能丢失，请电话核实" in said["duty"]
    driver.forward(minutes=5)
    await receives(driver, 20)
    async with driver.town.database.reading() as session:
        before = await session.scalar(sa.select(sa.func.count(Message.id)))
    await told(driver)
    async with driver.town.database.reading() as session:
        assert await session.scalar(sa.select(sa.func.count(Message.id))) == before, "said once"


async def test_an_outage_that_lost_nothing_is_not_told(driver: TownshipDriver) -> None:
    await receives(driver, 1, 2)
    driver.forward(hours=30)
    await receives(driver, 3, 4)
    assert await told(driver) == {}
    driver.forward(hours=23)
    await receives(driver, 9)
    assert await told(driver) == {}, "Telegram has kept everything of 23 hours"


async def test_the_gap_shows_with_the_next_update_only(driver: TownshipDriver) -> None:
    await receives(driver, 1)
    driver.forward(hours=50)
    await receives(driver)
    assert await told(driver) == {}
    driver.forward(hours=7)
    await receives(driver, 5)
    assert "11-23 10:00 至 11-24 12:00" in (await told(driver))["chief"]


async def test_after_a_week_the_numbers_tell_nothing_and_it_is_told_at_once(driver: TownshipDriver) -> None:
    await receives(driver, 900)
    driver.forward(days=8)
    await receives(driver, 5)
    assert set(await told(driver)) == STATION


async def test_an_idle_town_that_is_listened_to_has_lost_nothing(driver: TownshipDriver) -> None:
    await receives(driver, 1)
    for _ in range(3):
        driver.forward(hours=20)
        await receives(driver)
    await receives(driver, 7)
    assert await told(driver) == {}


async def state(driver: TownshipDriver, reception: Reception | None = None) -> dict[str, Any]:
    return (await health.state(driver.town, reception))[1]


async def test_healthz_is_true_in_a_process_that_does_not_poll(driver: TownshipDriver) -> None:
    assert await state(driver) == {"status": "well"}, "nobody has polled yet"
    await receives(driver)
    driver.forward(seconds=50)
    assert await state(driver) == {"status": "well"}
    driver.forward(seconds=50)
    assert await state(driver) == {"status": "late", "late": {"polling": 100}}
    assert await state(driver, Reception()) == {"status": "late", "late": {"polling": 100}}
    here = Reception()
    here.succeeded()
    assert await state(driver, here) == {"status": "well"}, "the process that polls knows better"
    await receives(driver)
    assert await state(driver) == {"status": "well"}
    await receives(driver, polls=False)
    driver.forward(hours=2)
    assert await state(driver) == {"status": "well"}, "a webhook is silent while nobody writes"


async def test_another_bot_of_the_same_database_is_another_matter(driver: TownshipDriver) -> None:
    await receives(driver)
    driver.forward(minutes=10)
    async with driver.town.database.reading() as session:
        act = Moment(session, driver.town, driver.now)
        assert await contact.silent_for(act) == timedelta(minutes=10)
    assert (await health.state(replace(driver.town, token="5:another")))[0]
