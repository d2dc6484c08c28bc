"""Outlines from GeoJSON: matched by code or name, checked, and found by a pin."""

import json
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from models import Grid, Village
from services.core.act import Moment
from services.core.errors import Refused
from services.core.town import Town
from services.places import villages
from services.roster.outlines import checks, importing, reading
from township import TownshipDriver

WEST, SOUTH = 108.04, 30.18
SIDE = 0.02
"""Degrees: about two kilometres."""


def square(x: float, y: float, side: float = SIDE, *, open_: bool = False) -> dict[str, Any]:
    """A square whose south-western corner is so many sides east and north of the first one."""
    west, south = WEST + x * SIDE, SOUTH + y * SIDE
    ring = [[west, south], [west + side, south], [west + side, south + side], [west, south + side], [west, south]]
    return {"type": "Polygon", "coordinates": [ring[:-1] if open_ else ring]}


def centre(x: float, y: float) -> tuple[float, float]:
    return SOUTH + (y + 0.5) * SIDE, WEST + (x + 0.5) * SIDE


@pytest.fixture
async def driver(town: Town) -> TownshipDriver:
    return await TownshipDriver.open(town)


async def put_in(
    driver: TownshipDriver, folder: Path, *features: tuple[dict[str, str], Any]
) -> list[tuple[str, str | None]]:
    file = folder / "outlines.geojson"
    said = [{"type": "Feature", "properties": own, "geometry": geometry} for own, geometry in features]
    file.write_text(json.dumps({"type": "FeatureCollection", "features": said}), encoding="utf-8-sig")
    async with driver.town.database.transaction() as session:
        found = await importing.take_in(Moment(session, driver.town, driver.now), reading.read(file))
    return [(one.verdict.value, one.why) for one in found]


async def faults(driver: TownshipDriver) -> set[tuple[str, str, str]]:
    async with driver.town.database.reading() as session:
        return {(one.key, one.place, one.other) for one in await checks.faults(session)}


async def test_features_find_their_village_or_grid_and_a_pin_finds_both(driver: TownshipDriver, tmp_path: Path) -> None:
    async with driver.town.database.transaction() as session:
        both = list(await session.scalars(sa.select(Village).order_by(Village.id)))
        first, second = both[0], both[1]
        session.add_all(Grid(code=f"G-{one.id}", name="第九网格", village_id=one.id) for one in (first, second))
    features = (
        ({"code": first.code}, square(0, 0)),
        ({"名称": f" {second.name} "}, square(1, 0)),
        ({"所属村社": first.name, "网格": "第九网格"}, square(0, 0, SIDE / 2)),
        ({"name": "第九网格"}, square(1, 0)),
        ({"name": "无名村"}, square(1, 0)),
        ({"code": first.code}, square(3, 0)),
        ({"编码": f"G-{second.id}"}, {"type": "Point", "coordinates": [WEST, SOUTH]}),
    )
    first_time = await put_in(driver, tmp_path, *features)
    assert first_time == [
        *[("new", None)] * 3,
        ("refused", "outline-several"),
        ("refused", "outline-unknown"),
        ("refused", "outline-twice"),
        ("refused", "outline-no-polygon"),
    ]
    assert await put_in(driver, tmp_path, *features) == [("same", None)] * 3 + first_time[3:], (
        "a second run changes nothing"
    )
    async with driver.town.database.reading() as session:
        grid = await session.scalar(sa.select(Grid.id).where(Grid.code == f"G-{first.id}"))
        corner = (SOUTH + SIDE / 4, WEST + SIDE / 4)
        there = await villages.village_of(session, corner, own=None)
        assert there is not None
        assert (there.id, there.grid_id) == (first.id, grid)
        there = await villages.village_of(session, centre(1, 0), own=first.id)
        assert there is not None
        assert (there.id, there.grid_id) == (second.id, None), "far inside the neighbour's outline"
        border = (SOUTH + SIDE / 4, WEST + SIDE * 1.01)
        for own in (first, second):
            there = await villages.village_of(session, border, own=own.id)
            assert there is not None
            assert there.id == own.id, "near a border a pin may be off, so the officer's own village is taken"
        assert await villages.may_be_of(session, border, first.id)
        assert not await villages.may_be_of(session, centre(1, 0), first.id)


async def test_the_check_names_what_overlaps_is_open_or_crosses_itself(driver: TownshipDriver, tmp_path: Path) -> None:
    async with driver.town.database.transaction() as session:
        first, second = list(await session.scalars(sa.select(Village).order_by(Village.id).limit(2)))
        session.add(Grid(code="G-1", name="甲网格", village_id=first.id))
    await put_in(driver, tmp_path, ({"code": first.code}, square(0, 0)), ({"code": second.code}, square(1, 0)))
    assert await faults(driver) == set(), "a common border is no overlap"
    bow = square(0.2, 0.2, SIDE / 2)
    ring = bow["coordinates"][0]
    ring[1], ring[2] = ring[2], ring[1]
    await put_in(
        driver,
        tmp_path,
        ({"code": first.code}, square(0, 0, open_=True)),
        ({"code": second.code}, square(0.5, 0)),
        ({"code": "G-1"}, bow),
    )
    assert await faults(driver) == {
        ("outline-open", first.name, ""),
        ("outline-crossing", "甲网格", ""),
        ("outline-overlap", first.name, second.name),
    }
    await put_in(driver, tmp_path, ({"code": "G-1"}, square(-1, 0)))
    assert ("outline-beyond", "甲网格", first.name) in await faults(driver)
    assert await put_in(
        driver, tmp_path, ({"code": "G-1"}, {"type": "Polygon", "coordinates": [[[1, 2], [3, 4], [2, 1]]]})
    ) == [("refused", "outline-elsewhere")]
    (tmp_path / "no.geojson").write_text("<kml/>", encoding="utf-8")
    with pytest.raises(Refused, match="outline-file-unreadable"):
        reading.read(tmp_path / "no.geojson")
