"""Geography: inside the township or not, distances, the nearest village."""

from math import asin, cos, radians, sin, sqrt
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Village
from services.settings.township import Boundary

EARTH_RADIUS_M = 6_371_000
METRES_A_DEGREE = 111_195
OWN_VILLAGE_M = 1_500
"""Within this many metres of the point of their village an officer is taken to be at home."""


def nested(*names: str | None) -> list[str]:
    """Return names from wide to narrow, without one that a narrower begins with: 上湾村第一网格 says its village."""
    known = [name for name in names if name]
    return [name for at, name in enumerate(known) if not any(later.startswith(name) for later in known[at + 1 :])]


def distance_m(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Return the great-circle distance in metres between two (latitude, longitude) pairs in degrees (haversine)."""
    (lat_a, lon_a), (lat_b, lon_b) = (tuple(map(radians, point)) for point in (a, b))
    half = sin((lat_b - lat_a) / 2) ** 2 + cos(lat_a) * cos(lat_b) * sin((lon_b - lon_a) / 2) ** 2
    return 2 * EARTH_RADIUS_M * asin(min(1.0, sqrt(half)))


def pin_of(thing: Any) -> tuple[float, float] | None:
    """Return latitude and longitude of a row or a form that has both fields; None without a pin."""
    return None if thing.latitude is None or thing.longitude is None else (thing.latitude, thing.longitude)


def written(point: tuple[float, float] | None) -> str:
    """Return WGS 84 degrees to a metre, as maps take them; empty without a pin."""
    return f"{point[0]:.5f}, {point[1]:.5f}" if point else ""


def box(point: tuple[float, float], radius_m: float) -> tuple[float, float, float, float]:
    """Return south, north, west and east of a box that holds the circle, for a first sieve in the database."""
    latitude, longitude = point
    d_lat = radius_m / METRES_A_DEGREE
    d_lon = d_lat / max(cos(radians(latitude)), 0.01)
    return latitude - d_lat, latitude + d_lat, longitude - d_lon, longitude + d_lon


def inside(boundary: Boundary, point: tuple[float, float]) -> bool:
    """Whether a point lies in the township: in the ring if one is given, else in the circle."""
    if not boundary.ring:
        centre = (boundary.centre.latitude, boundary.centre.longitude)
        return distance_m(centre, point) <= boundary.radius_km * 1000
    y, x = point
    within = False
    ring = boundary.ring
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            within = not within
    return within


class VillagePoint(NamedTuple):
    """A village and the point that stands for it."""

    id: int
    latitude: float
    longitude: float


_PLACED = sa.select(Village.id, Village.latitude, Village.longitude).where(
    Village.active, Village.latitude.is_not(None), Village.longitude.is_not(None)
)


async def village_of(session: AsyncSession, point: tuple[float, float], *, own: int | None) -> VillagePoint | None:
    """Return the likely village of a pin: the officer's own unless the point of another village is far nearer."""
    near, home, fits = await _nearest(session, point, own)
    return home if fits else near


async def may_be_of(session: AsyncSession, point: tuple[float, float], village_id: int) -> bool:
    """Whether a pin may lie in a village: unless the point of another village is far nearer."""
    _, home, fits = await _nearest(session, point, village_id)
    return home is None or fits


async def _nearest(
    session: AsyncSession, point: tuple[float, float], own: int | None
) -> tuple[VillagePoint | None, VillagePoint | None, bool]:
    """Return the nearest village, the one with the id ``own``, and whether the pin may well be of that one."""
    villages = [VillagePoint(*row) for row in await session.execute(_PLACED)]  # type: ignore[arg-type]
    away = {village.id: distance_m((village.latitude, village.longitude), point) for village in villages}
    near = min(villages, key=lambda village: away[village.id], default=None)
    home = next((village for village in villages if village.id == own), None)
    if near is None or home is None:
        return near, home, False
    return near, home, away[home.id] <= max(2 * away[near.id], OWN_VILLAGE_M)
