"""The officers of a list: for each household the nearest one who can be reached; long lists are split."""

from collections import Counter, defaultdict
from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Account, Grid, Person, Post
from models.enums import Role
from services.evacuation.order.targets import Home

NEAREST = (Role.GRID_OFFICER, Role.INFORMATION_OFFICER, Role.EMERGENCY_ADMINISTRATOR, Role.VILLAGE_PRINCIPAL)
"""The grid officer of the household's grid first; substitutes after the holders of the same post."""
Place = tuple[int, int | None]
"""A village and a grid."""


async def of(session: AsyncSession, homes: Sequence[Home], at_most: int) -> list[int | None]:
    """Return the officer of each household; None where a village has nobody: the station works it off.

    An officer gets ``at_most`` households as long as another one of the place has fewer. Somebody out of reach of chat
    gets some only where nobody else is.
    """
    candidates = await _candidates(session, {home.village_id for home in homes})
    taken = Counter[int]()
    found: list[int | None] = []
    for home in homes:
        there = candidates.get((home.village_id, home.grid_id)) or candidates.get((home.village_id, None), [])
        chosen = next((one for one in there if taken[one] < at_most), None)
        if chosen is None and there:
            chosen = min(there, key=lambda one: taken[one])
        if chosen is not None:
            taken[chosen] += 1
        found.append(chosen)
    return found


async def _candidates(session: AsyncSession, villages: set[int]) -> dict[Place, list[int]]:
    village_of = sa.func.coalesce(Post.village_id, Grid.village_id).label("village_id")
    rows = (
        await session.execute(
            sa.select(
                Post.person_id,
                Post.role,
                village_of,
                Post.grid_id,
                Post.substitute,
                sa.func.coalesce(Account.reachable, sa.false()),
            )
            .join(Person, Person.id == Post.person_id)
            .outerjoin(Grid, Grid.id == Post.grid_id)
            .outerjoin(Account, Account.person_id == Post.person_id)
            .where(Person.active, Post.active, Post.role.in_(NEAREST), village_of.in_(villages))
            .order_by(Post.id)
        )
    ).all()
    rows = sorted(rows, key=lambda row: (NEAREST.index(row.role), row.substitute))
    grids: dict[int, set[int]] = defaultdict(set)
    for row in rows:
        if row.grid_id is not None:
            grids[row.village_id].add(row.grid_id)
    found: dict[Place, list[int]] = {}
    for village in villages:
        for grid in (None, *grids[village]):
            fit = [
                row
                for row in rows
                if row.village_id == village and (row.role is not Role.GRID_OFFICER or row.grid_id == grid)
            ]
            near = [row.person_id for row in fit if row[5]] or [row.person_id for row in fit]
            found[village, grid] = list(dict.fromkeys(near))
    return found
