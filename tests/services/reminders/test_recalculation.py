"""A year nobody knows the holidays of: provisional, marked, alarmed, and put right when the data comes (DOMAIN §3)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from models import Deadline, Message
from scheduler import ticks
from services.assignments import handling, pauses
from services.calendar import working_time
from services.core.town import Town
from services.settings.clocks import WorkingTime
from township import TownshipDriver

EVE = datetime(2036, 12, 30, 2, 0, tzinfo=UTC)
"""A Tuesday, 10:00 in Shanghai, two days before a year that no library knows."""
KNOWN = {2036: {}}


@pytest.fixture
async def driver(town: Town) -> TownshipDriver:
    rules = WorkingTime.model_validate({"years": KNOWN})
    return await TownshipDriver.open(
        replace(town, settings=town.settings.model_copy(update={"working_time": rules})), at=EVE
    )


def learn(driver: TownshipDriver) -> None:
    """The notice is out: the Friday after New Year's Day is off too."""
    years = KNOWN | {2037: {"off": ["2037-01-01", "2037-01-02"]}}
    rules = WorkingTime.model_validate({"years": years})
    driver.town = replace(driver.town, settings=driver.town.settings.model_copy(update={"working_time": rules}))


async def provisional(driver: TownshipDriver) -> int:
    async with driver.town.database.reading() as session:
        query = sa.select(sa.func.count(Deadline.id)).where(Deadline.provisional, Deadline.ended_at.is_(None))
        return await session.scalar(query) or 0


async def test_what_reaches_into_it_is_marked_and_computed_again_when_the_data_comes(driver: TownshipDriver) -> None:
    case = await driver.dispatched("natural-resources")  # six working days
    weekdays = (await driver.assignment(case, "natural-resources")).due_at
    assert weekdays == datetime(2037, 1, 8, 2, 0, tzinfo=UTC), "the first is off by law, Friday taken for a working day"
    assert await provisional(driver) > 0
    await ticks.do(driver.town, "look_at_the_calendar")
    assert (await driver.assignment(case, "natural-resources")).due_at == weekdays, "nothing is known yet"
    learn(driver)
    await ticks.do(driver.town, "look_at_the_calendar")
    fresh = await driver.assignment(case, "natural-resources")
    rules = driver.town.settings.working_time
    assert fresh.due_at == working_time.after(EVE, 6, rules, driver.town.zone) == weekdays + timedelta(days=1)
    assert (await driver.running(case))["feed_back natural-resources"] == fresh.due_at
    assert (await driver.case(case.id)).due_at == fresh.due_at
    assert await provisional(driver) == 0


async def test_what_was_paused_meanwhile_is_computed_again_with_the_time_that_was_left(driver: TownshipDriver) -> None:
    case = await driver.dispatched("natural-resources")
    assignment = await driver.assignment(case, "natural-resources")
    await driver.by("land", handling.accept, assignment.id)
    driver.forward(hours=2)  # of 42 working hours
    limit = driver.now + timedelta(days=2)
    await driver.by("land", pauses.pause, assignment.id, until=limit, reason="等雨停")
    driver.clock.at = limit
    await ticks.work_off(driver.town)
    before = (await driver.assignment(case, "natural-resources")).due_at
    learn(driver)
    await ticks.do(driver.town, "look_at_the_calendar")
    fresh = (await driver.assignment(case, "natural-resources")).due_at
    rules = driver.town.settings.working_time
    assert working_time.WorkingClock(True, rules, driver.town.zone).between(limit, fresh) == timedelta(hours=40)
    assert fresh > before, "the Friday is off after all"
    assert (await driver.running(case))["feed_back natural-resources"] == fresh


async def test_what_is_still_paused_when_the_data_comes_is_computed_again_as_well(driver: TownshipDriver) -> None:
    case = await driver.dispatched("natural-resources")
    assignment = await driver.assignment(case, "natural-resources")
    await driver.by("land", handling.accept, assignment.id)
    driver.forward(hours=2)
    limit = driver.now + timedelta(days=1)
    await driver.by("land", pauses.pause, assignment.id, until=limit, reason="等雨停")
    learn(driver)
    await ticks.do(driver.town, "look_at_the_calendar")
    clock = working_time.WorkingClock(True, driver.town.settings.working_time, driver.town.zone)
    fresh = (await driver.assignment(case, "natural-resources")).due_at
    assert clock.between(limit, fresh) == timedelta(hours=40)
    async with driver.town.database.reading() as session:
        rows = await session.scalars(sa.select(Deadline).where(Deadline.kind == "feed_back"))
        assert [(row.due_at, row.next_at) for row in rows] == [(fresh, None)], "and is told of nothing until it goes on"


async def test_a_day_that_somebody_chose_stays(driver: TownshipDriver) -> None:
    chosen = datetime(2037, 1, 12, 9, 0, tzinfo=UTC)
    case = await driver.files()
    await driver.dispatched("natural-resources", case=case)
    assignment = await driver.assignment(case, "natural-resources")
    about = (Deadline.subject_kind == "assignment", Deadline.subject_id == assignment.id)
    async with driver.town.database.transaction() as session:
        await session.execute(sa.update(Deadline).where(*about).values(usual=False, due_at=chosen))
    learn(driver)
    await ticks.do(driver.town, "look_at_the_calendar")
    assert (await driver.running(case))["feed_back natural-resources"] == chosen


async def test_the_card_says_that_it_is_provisional(driver: TownshipDriver) -> None:
    case = await driver.dispatched("natural-resources")
    async with driver.town.database.reading() as session:
        content = await session.scalar(
            sa.select(Message.content).where(Message.event == "issued", Message.case_id == case.id).limit(1)
        )
    assert content is not None
    assert "尚未公布放假安排" in content["text"]


async def test_the_operator_is_alarmed_once_a_week_from_sixty_days_ahead(driver: TownshipDriver) -> None:
    async def told() -> int:
        async with driver.town.database.reading() as session:
            query = sa.select(sa.func.count(Message.id)).where(
                Message.event == "holidays", Message.person_id == driver.people["operator"]
            )
            return await session.scalar(query) or 0

    driver.clock.at = EVE - timedelta(days=70)
    await ticks.do(driver.town, "look_at_the_calendar")
    assert await told() == 0
    driver.clock.at = EVE - timedelta(days=50)
    for _ in range(3):
        await ticks.do(driver.town, "look_at_the_calendar")
    assert await told() == 1
    driver.clock.at += timedelta(days=7)
    await ticks.do(driver.town, "look_at_the_calendar")
    assert await told() == 2
    learn(driver)
    driver.clock.at += timedelta(days=7)
    await ticks.do(driver.town, "look_at_the_calendar")
    assert await told() == 2


async def test_only_the_operator_reads_about_files(driver: TownshipDriver) -> None:
    driver.clock.at = EVE - timedelta(days=50)
    await ticks.do(driver.town, "look_at_the_calendar")
    async with driver.town.database.reading() as session:
        rows = await session.execute(sa.select(Message.person_id, Message.content).where(Message.event == "holidays"))
        told = {person: content["text"] for person, content in rows}
    operator = told.pop(driver.people["operator"])
    assert "config.yaml" in operator
    assert driver.people["chief"] in told
    assert all("config.yaml" not in text and "升级" not in text and "自动重算" in text for text in told.values())
