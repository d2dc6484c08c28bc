"""The same danger reported twice is suggested by place, line, time and state; never beyond them."""

from typing import Any

import pytest

from services.core.town import Town
from services.filing import duplicates
from services.triage import triage
from township import SLOPE, TownshipDriver

METRE = 1 / 111_195  # degrees of latitude


@pytest.fixture
async def driver(town: Town) -> TownshipDriver:
    return await TownshipDriver.open(town)


async def found(driver: TownshipDriver, *, metres: float = 0, line: str | None = "geology", **more: Any) -> list[str]:
    given = {"point": (SLOPE[0] + metres * METRE, SLOPE[1]), "grid_id": driver.grids["shangwan"], "drill": False} | more
    async with driver.town.database.reading() as session:
        known = await duplicates.find(session, driver.town.settings, line=line, now=driver.now, **given)
        return [one.case.description for one in known]


async def test_within_the_radius_of_the_line(driver: TownshipDriver) -> None:
    await driver.files(text="落石")
    await driver.files(text="涨水", line="flood")
    assert await found(driver, metres=195) == ["落石"]
    assert await found(driver, metres=205) == []
    assert await found(driver, metres=990, line="flood") == ["涨水"]
    assert await found(driver, metres=1010, line="flood") == []


async def test_of_the_same_line_or_of_none_yet(driver: TownshipDriver) -> None:
    await driver.files(text="落石")
    await driver.files(text="条线未定", line=None)
    assert set(await found(driver)) == {"落石", "条线未定"}
    assert await found(driver, line="fire") == ["条线未定"]
    assert set(await found(driver, line=None)) == {"落石", "条线未定"}


async def test_recent_open_and_of_the_same_world(driver: TownshipDriver) -> None:
    case = await driver.files(text="落石")
    assert await found(driver, except_id=case.id) == []
    assert await found(driver, drill=True) == []
    driver.forward(hours=72)
    assert await found(driver) == ["落石"]
    driver.forward(minutes=1)
    assert await found(driver) == []
    fresh = await driver.files(text="新落石")
    await driver.by("duty", triage.dismiss, fresh.id, reason="不是隐患")
    assert await found(driver) == []


async def test_without_a_pin_the_grid_decides(driver: TownshipDriver) -> None:
    await driver.files(text="有定位")
    await driver.files(text="无定位", latitude=None, longitude=None)
    assert set(await found(driver, point=None)) == {"有定位", "无定位"}
    assert await found(driver, point=None, grid_id=driver.grids["xiahe"]) == []
    assert await found(driver, point=None, grid_id=None) == []
    assert await found(driver) == ["有定位", "无定位"], "nearest first, unknown distance last"
