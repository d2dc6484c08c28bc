"""The villages and grids that a warning reaches: all, some, nobody, or *unknown*, and then the officer is asked."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any

from services.settings.areas.warnings import WarningRules
from services.warnings.area import regions
from services.warnings.cap.alerts import Alert, Area, Note, note

if TYPE_CHECKING:
    from shapely import Geometry

    from services.warnings.area.rings import Ground

BORDER = 1e-7
"""Degrees, about a centimetre: neighbours share no more than this of their border."""


@dataclass(frozen=True)
class Place:
    """A village or a grid. Its outline may be a point; None if nobody knows where it is."""

    id: int
    code: str
    name: str
    outline: "Geometry | None" = None
    village: int | None = None
    """Of a grid: the id of its village."""


@dataclass(frozen=True)
class Country:
    """The township with its villages and grids; the trees are built once."""

    town: "Geometry"
    villages: Sequence[Place]
    grids: Sequence[Place] = ()
    names: Collection[str] = ()
    """Names of the township and of what holds it."""

    @cached_property
    def town_tree(self) -> "Outlines":
        """The outline of the township."""
        return Outlines([Place(0, "", "", self.town)])

    @cached_property
    def village_of(self) -> dict[int, int]:
        """The village of each grid."""
        return {grid.id: grid.village for grid in self.grids if grid.village is not None}

    @cached_property
    def village_tree(self) -> "Outlines":
        """The outlines of the villages."""
        return Outlines(self.villages)

    @cached_property
    def grid_tree(self) -> "Outlines":
        """The outlines of the grids."""
        return Outlines(self.grids)


class Outlines:
    """Places that are found by shapes."""

    def __init__(self, places: Sequence[Place]) -> None:
        from shapely import STRtree

        self._places = places
        self._tree = STRtree([place.outline for place in places])  # a place without an outline is never found

    def touched(self, shape: "Geometry") -> set[int]:
        """Return the ids of the places that share ground with a shape; a border alone is no ground."""
        import shapely

        shapely.prepare(shape)
        found = self._tree.query(shape, predicate="intersects")
        if shapely.get_dimensions(shape) == 2:
            found = found[_shares_ground(shape, self._tree.geometries.take(found))]
        return {self._places[at].id for at in found.tolist()}


def _shares_ground(shape: "Geometry", outlines: Any) -> Any:
    """Return for an array of outlines that meet a shape whether each shares more than its border with it."""
    import shapely

    sizes = shapely.get_dimensions(outlines)
    shares, doubtful = sizes >= 0, (sizes == 2).nonzero()[0]
    doubtful = doubtful[~shapely.intersects(shape, shapely.point_on_surface(outlines[doubtful]))]
    inner = shapely.buffer(outlines[doubtful], -BORDER, join_style="mitre")
    shares[doubtful] = shapely.is_empty(inner) | shapely.intersects(shape, inner)  # as thin as a hair counts
    return shares


class Extent(StrEnum):
    """How much of the township a warning reaches."""

    ALL = "all"
    SOME = "some"
    NOBODY = "nobody"
    UNKNOWN = "unknown"  # nobody by what is known, but not everything is: the officer decides


@dataclass(frozen=True)
class Reach:
    """The places that a warning reaches."""

    extent: Extent
    villages: frozenset[int]
    grids: frozenset[int]
    notes: tuple[Note, ...]
    """Repairs of the outlines."""
    unclear: tuple[Note, ...]
    """Parts that were not understood: more may be meant, so the officer is asked, also when some places are known."""

    @property
    def asks(self) -> bool:
        """Whether the officer must say who is meant."""
        return bool(self.unclear)


@dataclass
class _Found:
    ground: "Ground"
    strange: dict[str, None] = field(default_factory=dict)
    """Areas that nobody can match with the township."""
    whole: bool = False
    villages: frozenset[str] = frozenset()


def reach(alert: Alert, rules: WarningRules, country: Country) -> Reach:
    """Return the villages and grids of a warning: the union of its areas in every language, minus their holes."""
    from services.warnings.area import rings

    found = _Found(rings.Ground())
    areas = dict.fromkeys(area for info in alert.infos for area in info.areas)
    for area in areas:
        _add(found, area, rules, country)
    if not areas:
        found.ground.unclear.append(note("warning-unclear-no-area"))
    if found.strange:
        said = "; ".join(list(found.strange)[:5])
        found.ground.unclear.append(note("warning-unclear-area", area=said, count=len(found.strange)))
    villages = {place.id for place in country.villages if found.whole or place.code in found.villages}
    grids = {place.id for place in country.grids if found.whole or place.village in villages}
    if not found.whole:
        _touch(found.ground, country, villages, grids)
        grids |= _unplaced(country, villages, grids)
    everybody = found.whole or (bool(villages) and len(villages) == len(country.villages))
    unclear = () if everybody else tuple(dict.fromkeys(found.ground.unclear))
    return Reach(
        extent=_extent(everybody, bool(villages), bool(unclear)),
        villages=frozenset(villages),
        grids=frozenset(grids),
        notes=tuple(found.ground.notes),
        unclear=unclear,
    )


def _extent(everybody: bool, somebody: bool, unclear: bool) -> Extent:
    if everybody:
        return Extent.ALL
    if somebody:
        return Extent.SOME
    return Extent.UNKNOWN if unclear else Extent.NOBODY


def _add(found: _Found, area: Area, rules: WarningRules, country: Country) -> None:
    """Add one area: its shapes and the codes that are known; its name counts only when it has neither."""
    from services.warnings.area import rings

    ground = found.ground
    shapes, unclear = len(ground.shapes), len(ground.unclear)
    ground.unclear += area.unread
    for ring in area.rings:
        rings.add_ring(ground, ring, area.slack)
    for circle in area.circles:
        rings.add_circle(ground, circle)
    meant = [(code.scheme, regions.of_code(code, rules)) for code in area.codes]
    if not area.codes and not area.rings and not area.circles:
        names = {place.name: place.code for place in country.villages}
        meant = [("", regions.of_name(area.name, {*country.names, *rules.names}, names))]
    for _, one in meant:
        found.whole |= one.whole
        found.villages |= one.villages
    if len(ground.shapes) > shapes:
        return  # the codes of lists that are not known say the same ground again
    lists = {scheme for scheme, one in meant if one.known}
    partly = any(scheme in lists and not one.known for scheme, one in meant)
    if partly or (not lists and len(ground.unclear) == unclear):
        found.strange[", ".join([area.name, *(code.value for code in area.codes[:3])])] = None


def _touch(ground: "Ground", country: Country, villages: set[int], grids: set[int]) -> None:
    """Add the places that the shapes touch; a shape in the township that touches no known village is unclear."""
    import shapely

    blank = any(place.outline is None for place in country.villages)
    for shape in ground.shapes:
        near = country.grid_tree.touched(shape)
        here = country.village_tree.touched(shape)
        here |= {country.village_of[grid] for grid in near if grid in country.village_of}
        villages |= here
        grids |= near
        if shape.covers(country.town):
            villages |= {place.id for place in country.villages}
            grids |= {place.id for place in country.grids}
        elif country.town_tree.touched(shape):
            if blank or not here:
                ground.unclear.append(note("warning-unclear-outlines"))
        elif shapely.transform(shape, _swapped).intersects(country.town):
            ground.unclear.append(note("warning-unclear-swapped"))


def _unplaced(country: Country, villages: set[int], grids: set[int]) -> set[int]:
    """Return the grids of touched villages that may be touched: without an outline, or where none was found."""
    found = {place.village for place in country.grids if place.id in grids}
    theirs = [place for place in country.grids if place.village in villages]
    return {place.id for place in theirs if place.outline is None or place.village not in found}


def _swapped(points: Any) -> Any:
    """Return an array of corners with longitude and latitude swapped."""
    return points[:, ::-1]
