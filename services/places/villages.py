"""The likely village of a pin."""

from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Grid, Village
from services.core.geo import distance_m, pin_of
from services.people.remembered import remembered
from services.places import outlines

OWN_VILLAGE_M = 1_500
"""Within this many metres of the point of their village an officer is taken to be at home."""


class VillagePoint(NamedTuple):
    """A village and the point that stands for it."""

    id: int
    latitude: float | None
    longitude: float | None
    grid_id: int | None = None
    """The grid whose outline holds the pin."""


_PLACED = sa.select(Village.id, Village.latitude, Village.longitude).where(
    Village.active, Village.latitude.is_not(None), Village.longitude.is_not(None)
)


async def village_of(session: AsyncSession, point: tuple[float, float], *, own: int | None) -> VillagePoint | None:
    """Return the likely village of a pin, by the outlines; where there is none, by the points of the villages.

    Without outlines it is the officer's own, unless the point of another village is far nearer.
    """
    if (inside := await outlines.inside(session, point, own=own)) is not None:
        return VillagePoint(inside.village_id, None, None, inside.grid_id)
    near, home, fits = await _nearest(session, point, own)
    return home if fits else near


async def may_be_of(session: AsyncSession, point: tuple[float, float], village_id: int) -> bool:
    """Whether a pin may lie in a village: unless its outline, or else the point of another village, says no."""
    if (far := await outlines.far_from(session, point, village_id)) is not None:
        return not far
    _, home, fits = await _nearest(session, point, village_id)
    return home is None or fits


async def _nearest(
    session: AsyncSession, point: tuple[float, float], own: int | None
) -> tuple[VillagePoint | None, VillagePoint | None, bool]:
    """Return the nearest village, the one with the id ``own``, and whether the pin may well be of that one."""

    async def ask() -> list[VillagePoint]:
        return [VillagePoint(*row) for row in await session.execute(_PLACED)]

    villages = await remembered(session, _nearest, ask)
    away = {village.id: distance_m(pin, point) for village in villages if (pin := pin_of(village)) is not None}
    near = min(villages, key=lambda village: away[village.id], default=None)
    home = next((village for village in villages if village.id == own), None)
    if near is None or home is None:
        return near, home, False
    return near, home, away[home.id] <= max(2 * away[near.id], OWN_VILLAGE_M)


async def grids(session: AsyncSession, village_id: int) -> list[tuple[int, str]]:
    """Return the grids of a village, with their names."""
    rows = await session.execute(
        sa.select(Grid.id, Grid.name).where(Grid.village_id == village_id, Grid.active).order_by(Grid.code)
    )
    return [(row.id, row.name) for row in rows]
