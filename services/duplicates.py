"""The same danger reported twice: suggested, never dropped (DOMAIN §3, §5.7)."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Case
from services import places
from services.lifecycle import OPEN
from services.settings import Township

MOST = 5
"""As many suggestions as fit on a phone's screen."""


@dataclass(frozen=True)
class Known:
    """A case that may be the same danger, and how far away it is in metres (None: same grid, no pin)."""

    case: Case
    distance_m: float | None


async def find(
    session: AsyncSession,
    settings: Township,
    *,
    line: str | None,
    point: tuple[float, float] | None,
    grid_id: int | None,
    now: datetime,
    drill: bool,
    except_id: int | None = None,
) -> list[Known]:
    """Return open cases of the same line, near and recent, nearest first.

    Without a line of its own a report is compared with every line; without a pin, with cases of the same grid.
    """
    if point is None and grid_id is None:
        return []
    query = sa.select(Case).where(
        Case.state.in_(OPEN), Case.submitted_at >= now - settings.duplicates.window, Case.drill.is_(drill)
    )
    if line is not None:
        query = query.where(sa.or_(Case.line == line, Case.line.is_(None)))
    if except_id is not None:
        query = query.where(Case.id != except_id)
    same_grid = Case.grid_id == grid_id if grid_id is not None else sa.false()
    if point is not None:
        reach = max(settings.duplicate_radius(code) for code in ([line] if line else [*settings.lines, None]))
        south, north, west, east = places.box(point, reach)
        near = sa.and_(Case.latitude.between(south, north), Case.longitude.between(west, east))
        query = query.where(sa.or_(near, sa.and_(Case.latitude.is_(None), same_grid)))
    else:
        query = query.where(same_grid)

    found = []
    for case in await session.scalars(query.order_by(Case.submitted_at.desc()).limit(200)):
        if point is None or case.latitude is None or case.longitude is None:
            found.append(Known(case, None))
            continue
        distance = places.distance_m(point, (case.latitude, case.longitude))
        if distance <= settings.duplicate_radius(line or case.line):
            found.append(Known(case, distance))
    return sorted(found, key=lambda known: (known.distance_m is None, known.distance_m or 0))[:MOST]
