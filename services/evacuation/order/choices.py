"""The risk points, grids, villages and shelters that an order's author can choose from."""

import sqlalchemy as sa

from models import Grid, RiskPoint, Shelter, Village
from models.enums import Level
from services.core.act import Act

_GRAVEST = sa.case({level.value: -at for at, level in enumerate(Level)}, value=sa.cast(RiskPoint.level, sa.String))
_ASKED = {
    "points": sa.select(RiskPoint.id, RiskPoint.name).where(RiskPoint.active).order_by(_GRAVEST, RiskPoint.code),
    "grids": sa.select(Grid.id, Grid.name).where(Grid.active).order_by(Grid.village_id, Grid.code),
    "villages": sa.select(Village.id, Village.name).where(Village.active).order_by(Village.id),
    "shelters": sa.select(Shelter.id, Shelter.name).where(Shelter.active).order_by(Shelter.village_id, Shelter.code),
}
KINDS = tuple(_ASKED)


async def options(act: Act, kind: str) -> list[tuple[int, str]]:
    """Return what can be chosen of a kind: id and name."""
    return [(number, called) for number, called in await act.session.execute(_ASKED[kind])]
