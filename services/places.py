"""Where something is: inside the township or not, how far apart, which village is nearest."""

from collections.abc import Iterable
from math import asin, cos, radians, sin, sqrt

from models import Village
from services.settings import Boundary

EARTH_RADIUS_M = 6_371_000
METRES_A_DEGREE = 111_195
OWN_VILLAGE_M = 1_500
"""Within this many metres of the own village's point an officer is taken to be at home."""


def distance_m(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Return the great-circle distance in metres between two (latitude, longitude) pairs in degrees (haversine)."""
    (lat_a, lon_a), (lat_b, lon_b) = (tuple(map(radians, point)) for point in (a, b))
    half = sin((lat_b - lat_a) / 2) ** 2 + cos(lat_a) * cos(lat_b) * sin((lon_b - lon_a) / 2) ** 2
    return 2 * EARTH_RADIUS_M * asin(min(1.0, sqrt(half)))


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


def nearest(villages: Iterable[Village], point: tuple[float, float]) -> Village | None:
    """Return the village whose point is nearest; None when none has one."""
    placed = [village for village in villages if village.latitude is not None and village.longitude is not None]
    return min(placed, key=lambda v: distance_m((v.latitude or 0, v.longitude or 0), point), default=None)


def likeliest(villages: list[Village], point: tuple[float, float], own: int | None) -> Village | None:
    """Return the village a pin most likely lies in: the officer's own unless another one's point is far nearer."""
    near = nearest(villages, point)
    home = next((village for village in villages if village.id == own), None)
    if near is None or home is None or home.latitude is None or home.longitude is None:
        return near
    away = distance_m((near.latitude or 0, near.longitude or 0), point)
    return home if distance_m((home.latitude, home.longitude), point) <= max(2 * away, OWN_VILLAGE_M) else near
