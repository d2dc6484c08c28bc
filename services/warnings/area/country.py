"""The township's villages and grids, with the outlines that other areas know."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

import sqlalchemy as sa
from shapely.geometry.base import BaseGeometry

from models import Grid, Village
from services.core.act import Moment
from services.warnings.area import rings
from services.warnings.area.reach import Country, Place


@dataclass(frozen=True)
class Outlined:
    """Outlines by the ids of villages and of grids; a place without one is nowhere on the map."""

    villages: Mapping[int, BaseGeometry] = field(default_factory=dict)
    grids: Mapping[int, BaseGeometry] = field(default_factory=dict)


@dataclass(frozen=True)
class Outlines:
    """How an area that keeps outlines states them; ``services.registry`` gathers them."""

    load: Callable[[Moment], Awaitable[Outlined]]


async def load(act: Moment) -> Country:
    """Return the township as warnings are matched with it."""
    known = [await source.load(act) for source in act.town.registry.of(Outlines)]
    villages = {id_: shape for one in known for id_, shape in one.villages.items()}
    grids = {id_: shape for one in known for id_, shape in one.grids.items()}
    settings = act.town.settings
    names = [name.in_language(code) for name in (settings.name, settings.county) if name for code in settings.languages]
    return Country(
        town=rings.of_boundary(settings.boundary),
        villages=[
            Place(row.id, row.code, row.name, villages.get(row.id))
            for row in await act.session.scalars(sa.select(Village).where(Village.active).order_by(Village.id))
        ],
        grids=[
            Place(row.id, row.code, row.name, grids.get(row.id), row.village_id)
            for row in await act.session.scalars(sa.select(Grid).where(Grid.active).order_by(Grid.id))
        ],
        names=names,
    )
