"""The villages of the township and their grids, for choosing where something is."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Grid, Village
from services.core.database import active
from services.core.engines.prepared import Prepared
from services.core.errors import Refused
from services.people.remembered import remembered

_GRID = sa.and_(Grid.village_id == Village.id, Grid.id == sa.bindparam("grid", type_=Grid.id.type))
_NAMES = Prepared(
    sa.select(Village.name, Grid.name).outerjoin(Grid, _GRID).where(Village.id == sa.bindparam("village"))
)


async def villages(session: AsyncSession) -> list[tuple[int, str]]:
    """Return id and name of every active village."""

    async def ask() -> list[tuple[int, str]]:
        query = sa.select(Village.id, Village.name).where(Village.active).order_by(Village.id)
        return [(row.id, row.name) for row in await session.execute(query)]

    return await remembered(session, villages, ask)


async def village_names(session: AsyncSession) -> dict[int, str]:
    """Return the names of all villages by id, also of those that are no longer in the roster, in their order."""
    rows = await session.execute(sa.select(Village.id, Village.name).order_by(Village.code))
    return {row.id: row.name for row in rows}


async def names(session: AsyncSession, village_id: int | None, grid_id: int | None) -> tuple[str | None, str | None]:
    """Return the names of a village and of a grid of it, also of one that is no longer in the roster."""
    if village_id is None:
        return None, None

    async def ask() -> tuple[str | None, str | None]:
        found = await _NAMES.first(session, {"village": village_id, "grid": grid_id})
        return (found[0], found[1]) if found else (None, None)

    return await remembered(session, (names, village_id, grid_id), ask)


async def grids(session: AsyncSession, village_id: int | None) -> list[tuple[int, str]]:
    """Return id and name of every active grid of a village."""
    query = sa.select(Grid.id, Grid.name).where(Grid.active, Grid.village_id == village_id).order_by(Grid.id)
    return [(row.id, row.name) for row in await session.execute(query)]


async def village(session: AsyncSession, village_id: int) -> Village:
    """Return a village. Raises ``Refused`` when the roster no longer has it."""
    return await active(session, Village, village_id, Refused("error-place-gone"))


async def grid(session: AsyncSession, grid_id: int) -> Grid:
    """Return a grid. Raises ``Refused`` when the roster no longer has it."""
    return await active(session, Grid, grid_id, Refused("error-place-gone"))
