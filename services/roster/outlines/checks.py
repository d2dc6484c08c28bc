"""Faults of the outlines on file: open, crossing themselves, overlapping, a grid beyond its village."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import cos, radians
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Grid, Village
from services.core.geo import METRES_A_DEGREE
from services.places.outlines import Outlined, outlined
from texts import Words

if TYPE_CHECKING:
    from shapely import Geometry

SLIVER = 0.01
"""Share of the smaller outline below which an overlap is how borders are drawn."""
BEYOND = 0.05
"""Share of a grid that may lie beyond its village."""


@dataclass(frozen=True)
class OutlineFault:
    """A fault: its text key, the place, the other place, and the hectares that it is about."""

    key: str
    place: str
    other: str = ""
    hectares: str = ""

    def met(self, words: Words) -> str:
        """Return the fault in words."""
        return words.plain(self.key, other=self.other, hectares=self.hectares)


async def faults(session: AsyncSession) -> list[OutlineFault]:
    """Return every fault of the outlines."""
    if not (found := await outlined(session)):
        return []
    villages = {one.id: one for one in found if not one.grid}
    return [
        *(OutlineFault(f"outline-{fault}", one.name) for one in found for fault in one.faults),
        *_overlaps([one for one in found if not one.grid]),
        *_overlaps([one for one in found if one.grid]),
        *_beyond([one for one in found if one.grid], villages),
    ]


async def without(session: AsyncSession) -> tuple[int, int, int]:
    """Return how many villages and grids have no outline, and how many outlines there are."""
    found = await outlined(session)
    villages = await session.scalar(sa.select(sa.func.count(Village.id)).where(Village.active)) or 0
    grids = await session.scalar(sa.select(sa.func.count(Grid.id)).where(Grid.active)) or 0
    with_grids = sum(one.grid for one in found)
    return villages - (len(found) - with_grids), grids - with_grids, len(found)


def _overlaps(places: list[Outlined]) -> Iterator[OutlineFault]:
    from shapely import STRtree

    tree = STRtree([one.shape for one in places])
    for at, one in enumerate(places):
        for other in sorted(tree.query(one.shape, predicate="intersects").tolist()):
            if other <= at:
                continue
            common = one.shape.intersection(places[other].shape)
            if common.area > SLIVER * min(one.shape.area, places[other].shape.area):
                yield OutlineFault("outline-overlap", one.name, places[other].name, _hectares(common))


def _beyond(grids: list[Outlined], villages: dict[int, Outlined]) -> Iterator[OutlineFault]:
    for one in grids:
        if (village := villages.get(one.village_id)) is None:
            continue
        outside = one.shape.difference(village.shape)
        if outside.area > BEYOND * one.shape.area:
            yield OutlineFault("outline-beyond", one.name, village.name, _hectares(outside))


def _hectares(shape: "Geometry") -> str:
    square = METRES_A_DEGREE**2 * cos(radians(shape.centroid.y))
    return f"{shape.area * square / 10_000:.1f}"
