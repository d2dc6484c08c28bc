"""The township with the outlines of its villages and grids, and the grids that an order may leave out."""

from collections import defaultdict
from collections.abc import Iterable

import sqlalchemy as sa

from models import Grid, Outline, Village, WarningMessage
from services.core.act import Moment
from services.places.outlines import outlined
from services.warnings.area.reach import Country, Place


async def load(act: Moment) -> Country:
    """Return the township as warnings are matched with it; a place without an outline is nowhere on the map."""
    from services.warnings.area import rings

    known = await outlined(act.session)
    villages = {one.id: one.shape for one in known if not one.grid}
    grids = {one.id: one.shape for one in known if one.grid}
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


async def spared(act: Moment, messages: Iterable[WarningMessage]) -> frozenset[int]:
    """Return the grids of touched villages that no message touches.

    A grid without an outline is never among them, nor one of a village of which a message names no grid: that means
    all of the village.
    """
    rows = await act.session.execute(
        sa.select(Grid.id, Grid.village_id).join(Outline, Outline.grid_id == Grid.id).where(Grid.active)
    )
    of_village: dict[int, set[int]] = defaultdict(set)
    for grid_id, village_id in rows:
        of_village[village_id].add(grid_id)
    left: dict[int, set[int]] = {}
    for message in messages:
        for village_id in of_village if message.everywhere else message.villages:
            grids = of_village[village_id]
            touched = set() if message.everywhere else grids & set(message.grids)
            left[village_id] = left.get(village_id, grids) & (grids - touched if touched else set())
    return frozenset().union(*left.values())
