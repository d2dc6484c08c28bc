"""Shelters: rooms by day and night without blocked places; inspected before opening, what is wrong is a case."""

import pytest
import sqlalchemy as sa

from models import Case, Shelter
from models.enums import ShelterState, Source
from services.core.errors import Forbidden, Refused, Stale
from services.core.town import Town
from services.shelters import inspecting, register
from township import TownshipDriver


@pytest.fixture
async def driver(town: Town) -> TownshipDriver:
    return await TownshipDriver.open(town)


async def shelter(driver: TownshipDriver, who: str = "officer") -> Shelter:
    village_id = driver.villages["shangwan"]
    entered: Shelter = await driver.by(who, register.enter, name="中心小学", village_id=village_id)
    return entered


async def test_the_capacity_leaves_blocked_places_out_and_a_room_is_entered_once(driver: TownshipDriver) -> None:
    one = await shelter(driver)
    assert one.code == "AZ-01"
    with pytest.raises(Refused, match="shelter-twin"):
        await shelter(driver)
    await driver.by("officer", register.put_room, one.id, "教室一", day=40, night=20)
    await driver.by("officer", register.put_room, one.id, "食堂", day=60, night=10, blocked=20, because="漏雨")
    for _ in range(2):
        await driver.by("officer", register.put_room, one.id, "教室一", day=50, night=25)
    found = await driver.by("duty", register.shown, one.id)
    assert [room.name for room in found.shelter.rooms] == ["教室一", "食堂"]
    assert (found.room_by_day, found.room_by_night) == (90, 25)
    for wrong in ({"day": 0, "night": 0}, {"day": 5, "night": 6}, {"day": 5, "night": 5, "blocked": 2}):
        with pytest.raises(Refused):
            await driver.by("officer", register.put_room, one.id, "走廊", **wrong)
    for who in ("neighbour", "land", "director"):
        with pytest.raises(Forbidden):
            await driver.by(who, register.change, one.id, {"keys": "门卫室"})
    assert await driver.by("officer", register.change, one.id, {"keys": "门卫室"}) == ["keys"]
    assert [one.shelter.name for one in await driver.by("neighbour", register.listed)] == ["中心小学"]
    with pytest.raises(Forbidden):
        await driver.by("land", register.listed)


async def test_a_shelter_is_inspected_before_it_is_opened_and_what_is_wrong_is_a_case(driver: TownshipDriver) -> None:
    one = await shelter(driver)
    with pytest.raises(Refused, match="shelter-not-inspected"):
        await driver.by("officer", inspecting.open_up, one.id)
    with pytest.raises(Refused, match="shelter-question-gone"):
        await driver.by("officer", inspecting.inspect, one.id, {"ghosts": "有"})
    made = await driver.by("officer", inspecting.inspect, one.id, {"water": "停水", "bedding": "缺 20 床被子"})
    async with driver.town.database.reading() as session:
        cases = list(await session.scalars(sa.select(Case).order_by(Case.id)))
    assert [(case.source, case.landmark, case.village_id) for case in cases] == [
        (Source.INSPECTION, "中心小学", driver.villages["shangwan"])
    ] * 2
    assert "停水" in (cases[0].description or "")
    assert [item["case_id"] for item in made.items if not item["sound"]] == [case.id for case in cases]
    opened = await driver.by("officer", inspecting.open_up, one.id)
    assert opened.state is ShelterState.OPEN
    with pytest.raises(Stale):
        await driver.by("duty", inspecting.open_up, one.id)
    await driver.by("officer", inspecting.close, one.id, "人员已返回")
    driver.forward(days=2)
    with pytest.raises(Refused, match="shelter-not-inspected"):
        await driver.by("officer", inspecting.open_up, one.id)
    again = await driver.by("officer", inspecting.open_up, one.id, "群众已到门口")
    assert again.state is ShelterState.OPEN, "nobody is left outside for want of an inspection"
