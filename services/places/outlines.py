"""Outlines of villages and grids: as shapes, and the village and grid that a pin lies in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import cos, radians
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Grid, Outline, Village
from services.core.geo import METRES_A_DEGREE
from services.people.remembered import remembered

if TYPE_CHECKING:
    from shapely import Geometry

OFF_M = 700
"""Metres by which a pin may be off: Telegram does not say whether it was sent by WGS 84 or by GCJ-02."""


@dataclass(frozen=True)
class Inside:
    """The village that a pin lies in, and its grid if that is certain."""

    village_id: int
    grid_id: int | None


@dataclass(frozen=True)
class Outlined:
    """A village or a grid with its outline."""

    id: int
    code: str
    name: str
    village_id: int
    grid: bool
    shape: "Geometry"
    faults: tuple[str, ...] = ()
    """The faults of the outline that were repaired: ``open``, ``crossing``."""


def shaped(geometry: Mapping[str, Any]) -> "tuple[Geometry, tuple[str, ...]]":
    """Return a polygon or several of GeoJSON as a sound shape, and the faults that were repaired."""
    import shapely

    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    faults: dict[str, None] = {}
    if any(list(ring[0]) != list(ring[-1]) for rings in polygons for ring in rings):
        faults["open"] = None
    parts = [shapely.Polygon(_flat(rings[0]), [_flat(hole) for hole in rings[1:]]) for rings in polygons]
    shape: Geometry = parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)
    if not shape.is_valid:
        faults["crossing"] = None
        shape = shapely.union_all([one for one in shapely.get_parts(shapely.make_valid(shape)) if one.area])
    return shape, tuple(faults)


def _flat(ring: Any) -> list[tuple[float, float]]:
    """Return the corners without their heights."""
    return [(float(corner[0]), float(corner[1])) for corner in ring]


async def outlined(session: AsyncSession, *those: sa.ColumnElement[bool]) -> list[Outlined]:
    """Return the active villages and grids that have an outline, the villages first."""
    rows = await session.execute(
        sa.select(Outline.geometry, Village.id, Village.code, Village.name)
        .join(Village, Village.id == Outline.village_id)
        .where(Village.active, *those)
        .order_by(Village.code)
    )
    found = [Outlined(id_, code, name, id_, False, *shaped(geometry)) for geometry, id_, code, name in rows]
    grids = await session.execute(
        sa.select(Outline.geometry, Grid.id, Grid.code, Grid.name, Grid.village_id)
        .join(Grid, Grid.id == Outline.grid_id)
        .where(Grid.active, *those)
        .order_by(Grid.code)
    )
    return found + [Outlined(id_, code, name, of, True, *shaped(geometry)) for geometry, id_, code, name, of in grids]


async def inside(session: AsyncSession, point: tuple[float, float], *, own: int | None = None) -> Inside | None:
    """Return the village and the grid of a pin; None where no outline holds it.

    The officer's own village is taken where its outline is no farther away than a pin may be off.
    """

    async def any_there() -> bool:
        return await session.scalar(sa.select(Outline.id).limit(1)) is not None

    if not await remembered(session, inside, any_there):
        return None
    near = list(_near(await outlined(session, *_around(point)), point))
    at_home = [one for one, _ in near if one.village_id == own]
    here = [one for one, away in near if not away]
    if not at_home and not here:
        return None
    villages = {one.village_id for one in here if not one.grid} or {one.village_id for one in here}
    village_id = own if at_home and own is not None else min(villages)
    grids = [one.id for one in here if one.grid and one.village_id == village_id]
    return Inside(village_id, grids[0] if len(grids) == 1 else None)


async def far_from(session: AsyncSession, point: tuple[float, float], village_id: int) -> bool | None:
    """Whether a pin is farther from a village than it may be off; None if the village has no outline."""
    known = await session.scalar(sa.select(Outline.id).where(Outline.village_id == village_id))
    if known is None:
        return None
    close = await outlined(session, Outline.village_id == village_id, *_around(point))
    return not any(True for _ in _near(close, point))


def _around(point: tuple[float, float]) -> tuple[sa.ColumnElement[bool], ...]:
    latitude, longitude = point
    high = OFF_M / METRES_A_DEGREE
    wide = high / max(cos(radians(latitude)), 0.01)
    return (
        Outline.south <= latitude + high,
        Outline.north >= latitude - high,
        Outline.west <= longitude + wide,
        Outline.east >= longitude - wide,
    )


def _near(found: list[Outlined], point: tuple[float, float]) -> Iterator[tuple[Outlined, float]]:
    """Yield the outlines that a pin may lie in, with the degrees between them."""
    from shapely import Point

    pin = Point(point[1], point[0])
    for one in found:
        away = float(one.shape.distance(pin))
        if away * METRES_A_DEGREE <= OFF_M:
            yield one, away
