"""An outline becomes a geometry: closed, repaired, with its holes, and never smaller than it may have been meant."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import shapely
from shapely import STRtree
from shapely.affinity import translate
from shapely.geometry import LinearRing, LineString, Point, Polygon, box
from shapely.geometry.base import BaseGeometry

from services.settings.township import Boundary
from services.warnings.cap.alerts import Circle, Note, Ring, note

CROSSINGS = 10_000
"""Crossings that are repaired in the outlines of one warning; beyond that an outline becomes its convex hull."""
SAMPLES = 50
"""Sides of an outline by which its crossings are estimated."""
PARTS = 50
"""Parts of one outline that are told apart as ground and holes; with more all of it counts as ground."""
BRIDGES = 8
"""Sides of a hole that may touch the outline around it, where the line goes in and comes out."""
KM_A_DEGREE = 111.195
CORNERS = 64
"""Corners of a circle."""
_Corner = tuple[float, float]
"""Longitude and latitude, as shapely wants them."""


@dataclass
class Ground:
    """Geometries of longitude and latitude, the notes of what was repaired, and of what could not be understood."""

    shapes: list[BaseGeometry] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    unclear: list[Note] = field(default_factory=list)
    crossings: float = 0
    """Crossings that were repaired so far."""

    def say(self, key: str) -> None:
        """Note something once."""
        if note(key) not in self.notes:
            self.notes.append(note(key))


def add_ring(ground: Ground, ring: Ring, slack: float = 0) -> None:
    """Add an outline; ``slack`` are the degrees by which it may lie inside the original one."""
    corners = _placed(ground, ring)
    if corners is None:
        ground.unclear.append(note("warning-note-out-of-range"))
        return
    if corners[0] != corners[-1]:
        if len(set(corners)) > 2 and corners[-1] not in corners[:-1]:
            ground.say("warning-note-unclosed")
        corners.append(corners[0])
    if _leaps(corners):
        ground.say("warning-note-antimeridian")
        corners = [(x + 360 if x < 0 else x, y) for x, y in corners]
    for shape in _shapes(ground, corners):
        ground.shapes += _wrapped(shapely.buffer(shape, slack * math.sqrt(2), quad_segs=2) if slack else shape)


def add_circle(ground: Ground, circle: Circle) -> None:
    """Add a circle, drawn a little too large rather than too small; a radius of 0 is a point."""
    corners = _placed(ground, ((circle.latitude, circle.longitude),))
    if corners is None:
        ground.unclear.append(note("warning-note-out-of-range"))
        return
    ((x, y),) = corners
    if circle.radius_km == 0:
        ground.say("warning-note-point")
        ground.shapes.append(Point(x, y))
        return
    high = circle.radius_km / KM_A_DEGREE / math.cos(math.pi / CORNERS)
    if high > 45 or abs(y) + high > 85:  # around a pole: all longitudes
        ground.shapes.append(box(-180, max(y - high, -90), 180, min(y + high, 90)))
        return
    wide = high / math.cos(math.radians(abs(y) + high))
    turns = [2 * math.pi * at / CORNERS for at in range(CORNERS)]
    ground.shapes += _wrapped(Polygon([(x + wide * math.cos(turn), y + high * math.sin(turn)) for turn in turns]))


def of_boundary(boundary: Boundary) -> BaseGeometry:
    """Return the outline of the township: its ring, else the circle around its centre."""
    ground = Ground()
    if boundary.ring:
        add_ring(ground, tuple((latitude, longitude) for longitude, latitude in boundary.ring))
    else:
        add_circle(ground, Circle(boundary.centre.latitude, boundary.centre.longitude, boundary.radius_km))
    return shapely.union_all(ground.shapes)


def _placed(ground: Ground, ring: Ring) -> list[_Corner] | None:
    """Return corners as longitude and latitude; None if they are nowhere on earth, whichever of the two comes first."""
    latitudes, longitudes = zip(*ring, strict=True)
    if _fits(latitudes, 90) and min(longitudes) >= -180 and max(longitudes) <= 360:
        found = [(x - 360 if x > 180 else x, y) for y, x in ring]
    elif _fits(longitudes, 90) and _fits(latitudes, 180):
        ground.say("warning-note-swapped")
        found = list(ring)
    else:
        return None
    return [corner for at, corner in enumerate(found) if at == 0 or corner != found[at - 1]]


def _fits(degrees: Sequence[float], most: float) -> bool:
    return max(map(abs, degrees)) <= most


def _leaps(corners: Sequence[_Corner]) -> bool:
    return any(abs(x1 - x2) > 180 for (x1, _), (x2, _) in pairwise(corners))


def _shapes(ground: Ground, corners: list[_Corner]) -> list[BaseGeometry]:
    distinct = list(dict.fromkeys(corners))
    if len(distinct) == 1:
        ground.say("warning-note-point")
        return [Point(distinct[0])]
    parts = [part for loop in _loops(corners) if (part := _part(ground, loop)) is not None]
    if not parts:
        ground.say("warning-note-line")
        return [LineString(corners)]
    return _with_holes(ground, parts)


def _loops(corners: Sequence[_Corner]) -> Iterable[list[_Corner]]:
    """Yield the closed loops of an outline that comes back to a corner: parts, and the way into a hole and back."""
    path: list[_Corner] = []
    at: dict[_Corner, int] = {}
    for corner in corners:
        if corner in at:
            start = at[corner]
            yield [*path[start:], corner]
            for left in path[start + 1 :]:
                del at[left]
            del path[start + 1 :]
        else:
            at[corner] = len(path)
            path.append(corner)


def _part(ground: Ground, loop: list[_Corner]) -> BaseGeometry | None:
    """Return the ground of one loop; None if it holds none, such as a way there and back."""
    if len(loop) < 4:
        return None
    found = Polygon(loop)
    if found.is_valid:
        return found if found.area else None
    ground.crossings += _crossings(loop)
    if ground.crossings > CROSSINGS:
        ground.say("warning-note-hull")
        return found.convex_hull if found.convex_hull.area else None
    sides = shapely.union_all(LinearRing(loop))
    faces = shapely.coverage_union_all(shapely.get_parts(shapely.polygonize([sides])))  # all that the line goes around
    if not faces.area:
        return None
    ground.say("warning-note-crossing")
    return faces


def _crossings(loop: Sequence[_Corner]) -> float:
    """Return about how often an outline crosses itself, from a sample of its sides."""
    sides = _sides(loop)
    sample = _sample(sides)
    met, _ = STRtree(sides).query(sample, predicate="intersects")
    return max(0.0, len(met) / len(sample) - 3) * len(sides) / 2 + 1  # a side meets itself and its two neighbours


def _with_holes(ground: Ground, parts: list[BaseGeometry]) -> list[BaseGeometry]:
    """Return the shapes of the parts. A part inside another is its hole, one inside the hole is ground again."""
    kept: list[BaseGeometry] = []
    for part in sorted(parts, key=lambda part: part.area, reverse=True):
        around = next((at for at, one in enumerate(kept) if _holds(one, part)), None) if len(parts) <= PARTS else None
        if around is None:
            kept.append(part)
        else:
            ground.say("warning-note-hole")
            kept[around] = kept[around].difference(part)
    return kept


def _holds(one: BaseGeometry, part: BaseGeometry) -> bool:
    """Whether a part lies inside another. Borders that cross often are found by a sample: exactly takes too long."""
    if not shapely.box(*one.bounds).covers(shapely.box(*part.bounds)):
        return False
    sides = _sides(shapely.get_coordinates(part))
    met, _ = STRtree(_sides(shapely.get_coordinates(one))).query(_sample(sides), predicate="intersects")
    return len(met) <= BRIDGES and bool(one.covers(part))


def _sides(corners: Any) -> Any:
    """Return an array of the sides between corners."""
    return shapely.linestrings(list(pairwise(corners)))


def _sample(sides: Any) -> Any:
    return sides[:: max(1, len(sides) // SAMPLES)]


def _wrapped(shape: BaseGeometry) -> list[BaseGeometry]:
    """Return a shape in longitudes of -180 to 180, cut where it goes beyond."""
    west, _, east, _ = shape.bounds
    if west >= -180 and east <= 180:
        return [shape]
    found = []
    for turn in (-360, 0, 360):
        moved = translate(shape, turn)
        cut = moved.intersection(box(-180, -90, 180, 90))
        if not cut.is_empty:
            found.append(cut)
    return found
