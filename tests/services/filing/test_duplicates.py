"""The same danger reported twice is suggested by place, line, time and state; never beyond them."""

from typing import Any

import pytest

from services.core.town import Town
from services.filing import duplicates
from services.triage import triage
from township import SLOPE, TownshipDriver

METRE = 1 / 111_195  # degrees of latitude


@pytest.fixture
async def loop(town: Town) -> TownshipDriver:
    return await TownshipDriver.open(town)


async def found(loop: TownshipDriver, *, metres: float = 0, line: str | None = "geology", **more: Any) -> list[str]:
    given = {"point": (SLOPE[0] + metres * METRE, SLOPE[1]), "grid_id": loop.grids["shangwan"], "drill": False} | more
    async with loop.town.database.reading() as session:
        known = await duplicates.find(session, loop.town.settings, line=line, now=loop.now, **given)
        return [one.case.description for one in known]


async def test_within_the_radius_of_the_line(loop: TownshipDriver) -> None:
    await loop.files(text="落石")
    await loop.files(text="涨水", line="flood")
    assert await found(loop, metres=195) == ["落石"]
    assert await found(loop, metres=205) == []
    assert await found(loop, metres=990, line="flood") == ["涨水"]
    assert await found(loop, metres=1010, line="flood") == []


async def test_of_the_same_line_or_of_none_yet(loop: TownshipDriver) -> None:
    await loop.files(text="落石")
    await loop.files(text="条线未定", line=None)
    assert set(await found(loop)) == {"落石", "条线未定"}
    assert await found(loop, line="fire") == ["条线未定"]
    assert set(await found(loop, line=None)) == {"落石", "条线未定"}


async def test_recent_open_and_of_the_same_world(loop: TownshipDriver) -> None:
    case = await loop.files(text="落石")
    assert await found(loop, except_id=case.id) == []
    assert await found(loop, drill=True) == []
    loop.forward(hours=72)
    assert await found(loop) == ["落石"]
    loop.forward(minutes=1)
    assert await found(loop) == []
    fresh = await loop.files(text="新落石")
    await loop.by("duty", triage.dismiss, fresh.id, reason="不是隐患")
    assert await found(loop) == []


async def test_without_a_pin_the_grid_decides(loop: TownshipDriver) -> None:
    await loop.files(text="有定位")
    await loop.files(text="无定位", latitude=None, longitude=None)
    assert set(await found(loop, point=None)) == {"有定位", "无定位"}
    assert await found(loop, point=None, grid_id=loop.grids["xiahe"]) == []
    assert await found(loop, point=None, grid_id=None) == []
    assert await found(loop) == ["有定位", "无定位"], "nearest first, unknown distance last"
