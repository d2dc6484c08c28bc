"""Areas: outlines, circles and codes of regions as they are written, and the simplifying of an outline too fine."""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from services.warnings.cap.alerts import Area, Circle, Code, Note, Ring, note
from services.warnings.cap.bounds import CODES, POINTS, POLYGONS, SHORT
from services.warnings.cap.markup import Element

_COARSE = (4000, 1000, 250)
"""Cells on the longer side of an outline when it is simplified, one try after the other."""
_APART = re.compile(r"[\s,，;；、]+")
NAME = 2000
"""Characters of an area's name."""
LONGEST = 14 * CODES
"""Characters of the codes in one element: more than ``CODES`` of twelve digits."""


def read(infos: Sequence[Element]) -> tuple[list[tuple[Area, ...]], list[Note]]:
    """Return the areas of each info of one alert, within the bounds, and notes.

    A shape that cannot be read is noted in ``unread``: the area is then more than is known. Too many shapes are not
    taken, too many points are simplified. Outlines that are repeated in other languages are read once.
    """
    texts = {
        shape.text for info in infos for one in info.all("area") for shape in one.all("polygon", "circle") if shape.text
    }
    if len(texts) > POLYGONS:
        said = note("warning-note-polygons", count=len(texts), most=POLYGONS)
        rows = [tuple(_area(one, {}, {}, (said,)) for one in info.all("area")) for info in infos]
        return rows, _unread(rows)
    rings = {text: _ring(text) for text in texts}
    circles = {text: _circle(text) for text in texts}
    points = sum(len(ring) for ring in rings.values() if ring)
    simple = {text: (ring, 0.0) for text, ring in rings.items()}
    if points > POINTS:
        for text, ring in rings.items():
            if ring:
                simple[text] = simplified(ring, max(12, POINTS * len(ring) // points))
    rows = [tuple(_area(one, simple, circles, ()) for one in info.all("area")) for info in infos]
    said_points = [note("warning-note-points", count=points, most=POINTS)] if points > POINTS else []
    return rows, said_points + _unread(rows)


def _unread(rows: Sequence[tuple[Area, ...]]) -> list[Note]:
    return [gap for row in rows for one in row for gap in one.unread]


def _area(
    element: Element,
    rings: Mapping[str, tuple[Ring | None, float]],
    circles: Mapping[str, Circle | None],
    unread: tuple[Note, ...],
) -> Area:
    """Return an area with the shapes that are known by their texts; none are known if there are too many."""
    outlines: list[tuple[Ring, float]] = []
    round_ones: list[Circle] = []
    gaps = list(unread)
    for shape in element.all("polygon", "circle") if not unread else ():
        text = shape.text
        if shape.name == "polygon" and text:
            ring, slack = rings[text]
            outlines += [(ring, slack)] if ring else []
            gaps += [] if ring else [note("warning-note-polygon", text=text)]
        elif text:
            circle = circles[text]
            round_ones += [circle] if circle else []
            gaps += [] if circle else [note("warning-note-circle", text=text)]
    codes = list(islice(_codes(element), CODES + 1))
    if len(codes) > CODES:
        gaps.append(note("warning-note-codes", most=CODES))
    return Area(
        name=" ".join(element.first("areadesc")[:NAME].split()),
        rings=tuple(ring for ring, _ in outlines),
        circles=tuple(round_ones),
        codes=tuple(codes[:CODES]),
        slack=max((slack for _, slack in outlines), default=0),
        unread=tuple(gaps),
    )


def _numbers(texts: Sequence[str]) -> list[float] | None:
    try:
        found = list(map(float, texts))
    except ValueError:
        return None
    return found if all(map(math.isfinite, found)) else None


def _ring(text: str) -> Ring | None:
    """Return the corners of a polygon; None if they cannot be read.

    The pairs of CAP come first; then pairs with a height, a comma too many, or with blanks only.
    """
    pairs = [pair.strip(",") for pair in text.replace(";", " ").split()]
    commas = {pair.count(",") for pair in pairs}
    if commas == {2}:
        flat = _numbers(",".join(pairs).split(","))
        return None if flat is None else tuple(zip(flat[::3], flat[1::3], strict=True))
    flat = _numbers(text.replace(",", " ").replace(";", " ").split())
    if flat is None or len(flat) % 2:
        return None
    return tuple(zip(flat[::2], flat[1::2], strict=True))


def _circle(text: str) -> Circle | None:
    numbers = _numbers(text.replace(",", " ").split()[:4])
    if numbers is None or len(numbers) != 3 or numbers[2] < 0:
        return None
    return Circle(*numbers)


def _codes(element: Element) -> Iterator[Code]:
    """Yield codes: CAP's pair of name and value, the national platform's bare list, and CAP 1.0's ``name=value``."""
    for child in element.all("geocode"):
        scheme = child.first("valuename")
        values = [value.text for value in child.all("value")] or [child.text]
        for written in values:
            name, equals, rest = written.partition("=")
            listed, value = (name, rest) if equals and not scheme else (scheme, written)
            several = [one for one in _APART.split(value[:LONGEST]) if one]
            if several and not all(one.isdigit() for one in several):
                several = [value]
            yield from (Code(listed[:SHORT], one[:SHORT]) for one in several)


def simplified(ring: Ring, most: int) -> tuple[Ring, float]:
    """Return a ring of at most so many points, and the degrees by which it may lie inside the original.

    Points are moved onto a grid and repeated ones dropped, in time linear in the points whatever their order. An
    outline that stays too fine becomes its convex hull, which leaves out nothing.
    """
    if len(ring) <= most:
        return ring, 0
    latitudes, longitudes = [point[0] for point in ring], [point[1] for point in ring]
    south, west = min(latitudes), min(longitudes)
    side = max(max(latitudes) - south, max(longitudes) - west)
    for cells in _COARSE:
        step = side / cells or 1.0
        kept: list[tuple[int, int]] = []
        for latitude, longitude in ring:
            cell = (round((latitude - south) / step), round((longitude - west) / step))
            if not kept or kept[-1] != cell:
                kept.append(cell)
                if len(kept) > most:
                    break
        else:
            return tuple((south + y * step, west + x * step) for y, x in kept), step
    return hull(ring, step), step


def hull(ring: Ring, step: float) -> Ring:
    """Return the closed convex hull, to a step (Andrew's monotone chain over the lowest and highest of each row)."""
    rows: dict[int, tuple[float, float]] = {}
    for latitude, longitude in ring:
        row = round(latitude / step)
        west, east = rows.get(row, (longitude, longitude))
        if not west < longitude < east:
            rows[row] = (min(west, longitude), max(east, longitude))
    ordered = sorted({(row * step, end) for row, ends in rows.items() for end in ends})
    lower, upper = _chain(ordered), _chain(ordered[::-1])
    return (*lower[:-1], *upper)


def _chain(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    kept: list[tuple[float, float]] = []
    for x, y in points:
        while len(kept) > 1:
            (x1, y1), (x2, y2) = kept[-2:]
            if (x2 - x1) * (y - y1) - (y2 - y1) * (x - x1) > 0:
                break
            kept.pop()
        kept.append((x, y))
    return kept
