"""The facts of the overview: all that is on, where things are overdue, the month against the one before."""

from datetime import datetime

import pytest

from assessment_steps import missed
from models import Broadcast, Mobilisation
from models.enums import BroadcastLevel, BroadcastState, Correction, DutyState, Kind, MobilisationState
from services.core.errors import Forbidden, Stale
from services.core.town import Town
from services.overview import overview
from services.overview.overview import Overview
from township import TownshipDriver


@pytest.fixture
async def driver(town: Town) -> TownshipDriver:
    return await TownshipDriver.open(town)


async def of(driver: TownshipDriver, who: str = "director") -> Overview:
    found: Overview = await driver.by(who, overview.overview)
    return found


async def test_what_is_on_overdue_and_done(driver: TownshipDriver) -> None:
    await driver.files(kind=Kind.INCIDENT, line="fire")
    late = await driver.dispatched()
    land = driver.units["natural-resources"]
    for month, day, state in (
        (11, 10, DutyState.DONE),
        (11, 11, DutyState.MISSED),
        (11, 20, DutyState.OPEN),
        (11, 21, DutyState.EXCUSED),
        (10, 12, DutyState.DONE),
        (12, 12, DutyState.OPEN),
    ):
        due = datetime(2026, month, day, 18, tzinfo=driver.town.zone)
        await missed(driver, "unit", land, due, state=state, settled_at=due)
    async with driver.town.database.transaction() as session:
        warning = Broadcast(
            author_id=driver.people["duty"],
            state=BroadcastState.SENT,
            level=BroadcastLevel.RED,
            drill=False,
            audience={},
            text="暴雨红色预警",
            created_at=driver.now,
            sent_at=driver.now,
        )
        running = Mobilisation(
            commander_id=driver.people["chief"],
            state=MobilisationState.RUNNING,
            drill=False,
            squads=[],
            created_at=driver.now,
            started_at=driver.now,
        )
        session.add_all([warning, running])
    driver.forward(hours=8)
    found = await of(driver)
    assert (found.incidents, len(found.mobilised), [one.text for one in found.warnings]) == (1, 1, ["暴雨红色预警"])
    assert (found.month.done, found.month.of, found.month.percent) == (1, 3, 33)
    assert (found.month.late, found.month.missed) == (1, 1)
    assert (found.before.done, found.before.of) == (1, 1)
    assert not any(one.name == "自然资源所" for one in found.late_with)
    driver.forward(days=1)
    found = await of(driver)
    unit = next(one for one in found.late_with if one.name == "自然资源所")
    assert (unit.count, unit.call.name if unit.call else "") == (1, "卫所长"), "the head of the unit is called"
    called = await driver.by("director", overview.call, "unit", land)
    assert called.call is not None
    assert called.call.phone.startswith("+86138")
    with pytest.raises(Stale):
        await driver.by("director", overview.call, "unit", driver.units["road-station"])
    assert late.id in {one.row.case_id for one in (await driver.by("director", overview.listing)).entries}
    theirs = await of(driver, "geology_director")
    assert (theirs.incidents, theirs.month.of) == (0, 0), "only the line that the reader leads"
    async with driver.town.database.transaction() as session:
        undoing = Broadcast(
            author_id=driver.people["duty"],
            state=BroadcastState.SENT,
            level=BroadcastLevel.RED,
            drill=False,
            audience={},
            corrects_id=warning.id,
            correction=Correction.CANCEL,
            created_at=driver.now,
            sent_at=driver.now,
        )
        session.add(undoing)
    assert (await of(driver)).warnings == []
    for who in ("duty", "land_head", "principal"):
        with pytest.raises(Forbidden):
            await of(driver, who)
