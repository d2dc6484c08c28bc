"""Words about a live incident: of many in a row one is heard, danger is always heard, and every word comes at once."""

from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from models import Case, Message, Shift
from models.enums import DutyKind, MessageState
from services.assignments import handling, verification
from services.core.town import Town
from services.filing import supplements
from township import SLOPE, TownshipDriver

UNITS = {"natural-resources": "land", "road-station": "road"}


@pytest.fixture
async def driver(town: Town) -> TownshipDriver:
    """A township where an officer and a leader are on duty."""
    driver = await TownshipDriver.open(town)
    async with town.database.transaction() as session:
        for who, kind in (("duty", DutyKind.OFFICER), ("deputy", DutyKind.LEADER)):
            person, now = driver.people[who], driver.now
            span = {"starts_at": now, "ends_at": now + timedelta(days=1), "signed_on_at": now}
            session.add(Shift(kind=kind, person_id=person, rostered_id=person, **span))
    return driver


@pytest.fixture
async def case(driver: TownshipDriver) -> Case:
    """A danger to life that one of two units has accepted."""
    case = await driver.files("officer", kind="incident", severity="major", life_danger=True)
    await driver.dispatched(*UNITS, case=case)
    await driver.by("land", handling.accept, (await driver.assignment(case, "natural-resources")).id)
    return case


async def told(driver: TownshipDriver, who: str, event: str) -> list[bool]:
    """Return for each message of a kind to somebody whether it makes a sound; none is held back."""
    of = sa.select(Message).where(Message.event == event, Message.person_id == driver.people[who])
    async with driver.town.database.reading() as session:
        rows = list(await session.scalars(of.order_by(Message.id)))
    assert all(row.not_before == row.created_at for row in rows)
    return [not row.content.get("silent") for row in rows]


async def adds(driver: TownshipDriver, case: Case, who: str = "officer", *, after: float = 1, **what: Any) -> None:
    driver.forward(minutes=after)
    await driver.by(who, supplements.supplement, case.id, **what)


async def test_of_additions_in_a_row_the_first_is_heard_and_one_in_five_minutes(
    driver: TownshipDriver, case: Case
) -> None:
    for number in range(8):
        await adds(driver, case, text=f"水位又高了{number}厘米", after=1)
    for who in ("duty", "land"):
        assert await told(driver, who, "supplemented") == [True, False, False, False, False, True, False, False]


async def test_danger_people_and_another_place_are_heard_at_once(driver: TownshipDriver, case: Case) -> None:
    for what in (
        {"text": "水位高了"},
        {"text": "又高了"},
        {"text": "三组有两位老人"},
        {"text": "坡塌了"},
        {"point": SLOPE},
    ):
        await adds(driver, case, **what)
    for who in ("duty", "land"):
        assert await told(driver, who, "supplemented") == [True, False, True, True, True]
    assert await told(driver, "deputy", "supplemented") == [False, False, True, True, True]


async def test_another_persons_addition_is_heard(driver: TownshipDriver, case: Case) -> None:
    await adds(driver, case, text="水位高了")
    await adds(driver, case, "principal", text="路面湿滑")
    await adds(driver, case, text="又高了")
    assert await told(driver, "duty", "supplemented") == [True, True, False]


async def test_a_word_that_did_not_arrive_was_not_heard(driver: TownshipDriver, case: Case) -> None:
    await adds(driver, case, text="水位高了")
    async with driver.town.database.transaction() as session:
        await session.execute(
            sa.update(Message).where(Message.event == "supplemented").values(state=MessageState.UNKNOWN)
        )
    await adds(driver, case, text="又高了")
    assert await told(driver, "duty", "supplemented") == [True, True]


async def test_the_leader_on_duty_hears_of_the_case_once_an_hour(driver: TownshipDriver, case: Case) -> None:
    assert await told(driver, "deputy", "filed") == [True]
    assert await told(driver, "deputy", "accepted") == [False]
    for after in (10, 20, 31, 10):
        await adds(driver, case, text="水位高了", after=after)
    assert await told(driver, "deputy", "supplemented") == [False, False, True, False]


async def test_of_acceptances_in_a_row_the_first_is_heard(driver: TownshipDriver, case: Case) -> None:
    driver.forward(minutes=2)
    await driver.by("road", handling.accept, (await driver.assignment(case, "road-station")).id)
    for who in ("duty", "officer"):
        assert await told(driver, who, "accepted") == [True, False]


async def test_the_end_is_heard_by_the_people_at_work_and_in_the_village(driver: TownshipDriver, case: Case) -> None:
    await driver.by("duty", verification.declare_over, case.id)
    for who in ("land", "land_head", "road", "officer", "principal"):
        assert await told(driver, who, "over") == [True]
    for who in ("night", "spare", "chief", "deputy"):
        assert await told(driver, who, "over") == [False]
