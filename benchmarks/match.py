"""An outline of 2,000 corners against 10,000 households and 500 grids: the ratio to plain shapely in the same run.

Both begin with the outline and the places as geometries, build their trees and end with the ids of the touched places;
the product does not count a place that shares only a border. The ratio with trees that stand, and the time to read and
repair the outline are told as well.
"""

import math
import random
import statistics
import timeit
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from shapely import STRtree
from shapely.geometry import Point, Polygon, box
from shapely.geometry.base import BaseGeometry

from benchmarks.support.harness import Json
from services.warnings.area import rings
from services.warnings.area.reach import Outlines, Place
from services.warnings.cap.alerts import Ring

NAME = "match"
DATABASES = ("",)
CORNERS, HOUSEHOLDS, ACROSS, DOWN = 2_000, 10_000, 25, 20
WEST, SOUTH, SIDE = 108.0, 30.0, 0.01
ROUNDS = 30


def outline() -> Ring:
    """Return the corners of an uneven outline over the middle of the township."""
    uneven = random.Random(12)
    corners = []
    for at in range(CORNERS):
        angle, radius = 2 * math.pi * at / CORNERS, uneven.uniform(0.9, 1.0)
        corners.append((SOUTH + 0.1 + 0.08 * radius * math.sin(angle), WEST + 0.125 + 0.1 * radius * math.cos(angle)))
    return (*corners, corners[0])


def places() -> tuple[list[Place], list[Place]]:
    """Return the grids and the households."""
    seeded = random.Random(7)
    grids = [
        box(WEST + x * SIDE, SOUTH + y * SIDE, WEST + (x + 1) * SIDE, SOUTH + (y + 1) * SIDE)
        for x in range(ACROSS)
        for y in range(DOWN)
    ]
    homes = [
        Point(WEST + seeded.random() * ACROSS * SIDE, SOUTH + seeded.random() * DOWN * SIDE) for _ in range(HOUSEHOLDS)
    ]
    return _placed(grids), _placed(homes)


def _placed(shapes: Iterable[BaseGeometry]) -> list[Place]:
    return [Place(at, "", "", shape) for at, shape in enumerate(shapes)]


@dataclass(frozen=True)
class Plain:
    """The same as ``Outlines`` in plain shapely."""

    tree: STRtree

    @classmethod
    def of(cls, places: Sequence[Place]) -> "Plain":
        """Build the tree."""
        return cls(STRtree([place.outline for place in places]))

    def touched(self, shape: BaseGeometry) -> set[int]:
        """Return the places that intersect a shape."""
        return set(self.tree.query(shape, predicate="intersects").tolist())


def read(ring: Ring) -> BaseGeometry:
    """Return the outline as the product reads it."""
    ground = rings.Ground()
    rings.add_ring(ground, ring)
    (shape,) = ground.shapes
    return shape


def plain(ring: Ring) -> BaseGeometry:
    """Return the outline as it is."""
    return Polygon([(longitude, latitude) for latitude, longitude in ring])


async def run(database_kind: str) -> Json:
    """Return the ratio with new trees, the one with trees that stand, and the milliseconds of each."""
    ring, (grids, homes) = outline(), places()
    standing, plain_standing = [Outlines(grids), Outlines(homes)], [Plain.of(grids), Plain.of(homes)]
    found = [one.touched(read(ring)) for one in standing]
    expected = [one.touched(plain(ring)) for one in plain_standing]
    assert found[1] == expected[1], "other households than by plain shapely"
    assert found[0] <= expected[0], "more grids than by plain shapely"
    took: dict[str, list[float]] = {name: [] for name in ("ours", "plain", "ours_standing", "plain_standing", "read")}
    for _ in range(ROUNDS):  # in turn: what else the machine does slows both alike
        took["read"].append(_timed(lambda: read(ring)))
        took["ours"].append(_matched(lambda: [Outlines(grids), Outlines(homes)], read(ring)))
        took["plain"].append(_matched(lambda: [Plain.of(grids), Plain.of(homes)], plain(ring)))
        took["ours_standing"].append(_matched(lambda: standing, read(ring)))
        took["plain_standing"].append(_matched(lambda: plain_standing, plain(ring)))
    ms = {name: round(statistics.median(those) * 1000, 2) for name, those in took.items()}
    return {
        "value": round(ms["ours"] / ms["plain"], 2),
        "unit": "ratio",
        "standing": round(ms["ours_standing"] / ms["plain_standing"], 2),
        "ms": ms,
        "found": [len(one) for one in found],
        "target": 1.3,
    }


def _matched(trees: Callable[[], Sequence[Outlines | Plain]], shape: BaseGeometry) -> float:
    return _timed(lambda: [one.touched(shape) for one in trees()])


def _timed(work: Callable[[], object]) -> float:
    return timeit.timeit(work, number=1)  # without the garbage collector, whose turn is nobody's fault
