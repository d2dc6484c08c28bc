"""A leader hears of one case at most once an hour, unless its danger grows; in between the pinned card changes."""

from datetime import datetime, timedelta
from itertools import pairwise

import pytest
import sqlalchemy as sa

from due_walk import due_moments
from models import FiredStep, Message
from models.enums import Manner
from services.core.town import Town
from services.triage import triage
from township import TownshipDriver


@pytest.fixture
async def driver(town: Town) -> TownshipDriver:
    return await TownshipDriver.open(town)


async def heard(driver: TownshipDriver, who: str) -> list[tuple[datetime, bool]]:
    """Return when somebody was told by the ladder, and whether it made a sound."""
    async with driver.town.database.reading() as session:
        rows = await session.scalars(
            sa.select(Message).where(Message.person_id == driver.people[who], Message.event == "deadline")
        )
        told = list(rows)
    assert all(one.content["pinned"] and one.manner in (Manner.ANEW, Manner.EDIT) for one in told)
    assert all((one.manner is Manner.EDIT) is bool(one.content.get("silent")) for one in told)
    return [(one.created_at, not one.content.get("silent")) for one in told]


async def neglected(driver: TownshipDriver, minutes: int) -> None:
    async for _ in due_moments(driver, driver.now + timedelta(minutes=minutes)):
        pass


async def test_a_leader_hears_of_one_case_once_an_hour_and_no_step_is_lost(driver: TownshipDriver) -> None:
    await driver.dispatched("natural-resources", "road-station", kind="incident", severity="major")
    await neglected(driver, 180)
    told = await heard(driver, "director")
    loud = [at for at, sound in told if sound]
    assert len(told) > len(loud) >= 1
    assert all(later - earlier >= timedelta(hours=1) for earlier, later in pairwise(loud))
    async with driver.town.database.reading() as session:
        steps = [one for one in await session.scalars(sa.select(FiredStep.told)) if driver.people["director"] in one]
    assert len(told) == len(steps), "each step changes the card"


async def test_a_step_that_asks_a_leader_is_heard_though_news_of_the_case_came_just_before(
    driver: TownshipDriver,
) -> None:
    await driver.dispatched("natural-resources", kind="incident", severity="major")  # the chief heard that it was filed
    await neglected(driver, 50)
    first, *others = await heard(driver, "chief")
    assert first[1], "news tells, a step asks"
    assert not any(sound for _, sound in others)


async def test_a_danger_that_grows_is_heard_at_once(driver: TownshipDriver) -> None:
    case = await driver.dispatched("natural-resources", kind="incident", severity="major")
    await neglected(driver, 65)
    await driver.by("duty", triage.judge, case.id, severity="extraordinary")
    await neglected(driver, 15)
    first, grown = [at for at, sound in await heard(driver, "director") if sound]
    assert grown - first < timedelta(hours=1), "the danger has grown since the first step"


async def test_who_does_the_work_hears_every_step(driver: TownshipDriver) -> None:
    await driver.dispatched("natural-resources", kind="incident", severity="major")
    await neglected(driver, 60)
    async with driver.town.database.reading() as session:
        rows = await session.scalars(
            sa.select(Message).where(Message.person_id == driver.people["land"], Message.event == "deadline")
        )
        told = list(rows)
    assert told
    assert not any(one.content.get("silent") for one in told)
