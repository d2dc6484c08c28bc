"""Import outlines: each feature is matched to the village or grid that it names, by code or by name."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import sqlalchemy as sa

from models import Grid, Outline, Village
from services.core import geo, journal
from services.core.act import Moment
from services.places import outlines
from services.roster.outlines.reading import Feature
from services.roster.workbook.cells import folded

SUBJECT = "outlines"
"""The journal's subject for imports."""


class Verdict(StrEnum):
    """The effect of a feature."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    REFUSED = "refused"


@dataclass(frozen=True)
class Judged:
    """A feature, the place that it is taken for, and why it is refused."""

    at: int
    verdict: Verdict
    about: str
    why: str | None = None
    """A text key."""


@dataclass(frozen=True)
class _Place:
    id: int
    name: str
    village: str
    grid: bool

    @property
    def column(self) -> str:
        return "grid_id" if self.grid else "village_id"


async def take_in(act: Moment, features: Sequence[Feature]) -> list[Judged]:
    """Write the outlines of the features that name one place, and say what became of each."""
    codes, names = await _places(act)
    known = {(one.village_id, one.grid_id): one for one in await act.session.scalars(sa.select(Outline))}
    seen: set[_Place] = set()
    found = []
    for feature in features:
        place = _meant(feature, codes, names)
        if isinstance(place, str):
            found.append(Judged(feature.at, Verdict.REFUSED, feature.shown, place))
            continue
        fault = feature.fault or ("outline-twice" if place in seen else None)
        if fault is None and feature.geometry is not None:
            box = outlines.shaped(feature.geometry)[0].bounds
            if not geo.overlaps(act.town.settings.boundary, box):
                fault = "outline-elsewhere"
        if fault is not None or feature.geometry is None:
            found.append(Judged(feature.at, Verdict.REFUSED, place.name, fault))
            continue
        seen.add(place)
        key = (None, place.id) if place.grid else (place.id, None)
        row, geometry = known.get(key), dict(feature.geometry)
        if row is not None and row.geometry == geometry:
            found.append(Judged(feature.at, Verdict.SAME, place.name))
            continue
        found.append(Judged(feature.at, Verdict.NEW if row is None else Verdict.CHANGED, place.name))
        if row is None:
            row = Outline(**{place.column: place.id})
            act.session.add(row)
        row.geometry, row.imported_at = geometry, act.now
        row.west, row.south, row.east, row.north = box
    await act.session.flush()
    counts = {verdict.value: sum(one.verdict is verdict for one in found) for verdict in Verdict}
    await journal.append(act.session, SUBJECT, "import", now=act.now, actor_id=None, details=counts)
    return found


async def _places(act: Moment) -> tuple[dict[str, list[_Place]], dict[str, list[_Place]]]:
    """Return the villages and grids by folded code, and by folded name."""
    villages = list(await act.session.execute(sa.select(Village.id, Village.code, Village.name).where(Village.active)))
    called = {id_: name for id_, _, name in villages}
    places = [(code, _Place(id_, name, folded(name), False)) for id_, code, name in villages]
    rows = await act.session.execute(sa.select(Grid.id, Grid.code, Grid.name, Grid.village_id).where(Grid.active))
    places += [
        (code, _Place(id_, name, folded(called.get(village_id, "")), True)) for id_, code, name, village_id in rows
    ]
    by_code: dict[str, list[_Place]] = {}
    by_name: dict[str, list[_Place]] = {}
    for code, place in places:
        by_code.setdefault(folded(code), []).append(place)
        name = folded(place.name)
        both = {name, place.village + name, name.removeprefix(place.village) or name} if place.grid else {name}
        for one in both:
            by_name.setdefault(one, []).append(place)
    return by_code, by_name


def _meant(feature: Feature, codes: dict[str, list[_Place]], names: dict[str, list[_Place]]) -> _Place | str:
    """Return the place that a feature names; else why that cannot be told."""
    for said in feature.codes:
        if len(places := codes.get(said, [])) == 1:
            return places[0]
    for said in (*feature.names, *(feature.villages if not feature.names else ())):
        places = names.get(said, [])
        if len(places) > 1 and feature.villages:
            places = [one for one in places if one.grid and one.village in feature.villages]
        if len(places) == 1:
            return places[0]
        if places:
            return "outline-several"
    return "outline-unknown"
