"""What the engine of time does with things of any area: it asks the registry, and nothing is lost that it lacks."""

from dataclasses import replace

import pytest
import sqlalchemy as sa

from models import Deadline, FiredStep, Message
from scheduler import ticks
from services.core.town import Town
from services.registry import OWED
from township import TownshipDriver


@pytest.fixture
async def driver(town: Town) -> TownshipDriver:
    return await TownshipDriver.open(town)


def test_each_kind_is_stated_once() -> None:
    kinds = [one.kind for one in OWED]
    assert len(kinds) == len(set(kinds))


async def test_a_kind_nobody_states_is_reported_and_not_lost(driver: TownshipDriver) -> None:
    await driver.files(kind="incident")
    known = driver.town
    driver.town = replace(known, owed={kind: one for kind, one in known.owed.items() if kind != "triage"})
    driver.forward(minutes=3)
    assert await ticks.do(driver.town, "take_due") > 0
    assert await ticks.do(driver.town, "take_due") == 0, "it does not stand in the way of others"
    async with driver.town.database.reading() as session:
        told = list(await session.scalars(sa.select(Message.person_id).where(Message.dedupe.contains("unknown"))))
        assert not list(await session.scalars(sa.select(FiredStep.id).join(Deadline).where(Deadline.kind == "triage")))
    assert told == [driver.people["operator"]]
    driver.town = known
    driver.forward(hours=1)
    await ticks.do(driver.town, "take_due")
    async with driver.town.database.reading() as session:
        steps = await session.scalars(sa.select(FiredStep.rank).join(Deadline).where(Deadline.kind == "triage"))
        assert list(steps) == ["station_deputy_chief", "station_chief", "director"]
