"""Geography: inside the township or not, and distances."""

from math import asin, cos, radians, sin, sqrt
from typing import Any

from services.settings.township import Boundary

EARTH_RADIUS_M = 6_371_000
METRES_A_DEGREE = 111_195


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


def overlaps(boundary: Boundary, bounds: tuple[float, float, float, float]) -> bool:
    """Whether a box (west, south, east, north) may share ground with the township."""
    west, south, east, north = bounds
    if boundary.ring:
        xs, ys = zip(*boundary.ring, strict=True)
        low, high, left, right = min(ys), max(ys), min(xs), max(xs)
    else:
        centre = (boundary.centre.latitude, boundary.centre.longitude)
        low, high, left, right = box(centre, boundary.radius_km * 1000)
    return bool(west <= right and east >= left and south <= high and north >= low)
