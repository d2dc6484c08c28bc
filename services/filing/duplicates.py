"""The same danger reported twice: suggested, never dropped (DOMAIN §3, §5.7)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Case
from models.enums import OPEN
from services.core import geo
from services.core.act import Moment
from services.core.engines.prepared import Prepared, among
from services.settings.township import Township

MOST = 5
"""As many suggestions as fit on a phone's screen."""
SAME_SPOT_M = 10
"""Metres within which two pins are the same place, as far as a phone can tell."""


@dataclass(frozen=True)
class PossibleDuplicate:
    """A case that may be the same danger, and how far away it is in metres (None: same grid, no pin)."""

    case: Case
    distance_m: float | None


async def of_case(act: Moment, case: Case, line: str | None) -> list[PossibleDuplicate]:
    """Return other open cases that may be the same danger as a case, of one line or of any."""
    return await find(
        act.session,
        act.town.settings,
        line=line,
        point=geo.pin_of(case),
        grid_id=case.grid_id,
        now=act.now,
        drill=case.drill,
        except_id=case.id,
    )


def away(known: PossibleDuplicate) -> str:
    """Return how the distance is said: ``grid`` where there is no pin, ``here``, or ``metres``."""
    if known.distance_m is None:
        return "grid"
    return "here" if known.distance_m < SAME_SPOT_M else "metres"


def _given(name: str, column: sa.orm.InstrumentedAttribute[Any]) -> sa.BindParameter[Any]:
    return sa.bindparam(name, type_=column.type)  # PostgreSQL asks for the type of a value that may be null


_LINE, _OTHER, _SOUTH = _given("line", Case.line), _given("other", Case.id), _given("south", Case.latitude)
_NEAR = sa.and_(
    Case.latitude.between(_SOUTH, _given("north", Case.latitude)),
    Case.longitude.between(_given("west", Case.longitude), _given("east", Case.longitude)),
)
_SAME_GRID = sa.and_(sa.or_(Case.latitude.is_(None), _SOUTH.is_(None)), Case.grid_id == _given("grid", Case.grid_id))
_ALIKE = Prepared(
    sa.select(Case.__table__)
    .where(
        among(Case.state, OPEN),
        Case.submitted_at >= sa.bindparam("since"),
        Case.drill == sa.bindparam("drill"),
        sa.or_(_LINE.is_(None), Case.line == _LINE, Case.line.is_(None)),
        sa.or_(_OTHER.is_(None), Case.id != _OTHER),
        sa.or_(_NEAR, _SAME_GRID),
    )
    .order_by(Case.submitted_at.desc())
    .limit(200)
)
"""Made once: it is asked for every message of an officer who has sent a pin."""


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
) -> list[PossibleDuplicate]:
    """Return open cases of the same line, near and recent, nearest first.

    Without a line of its own a report is compared with every line; without a pin, with cases of the same grid.
    """
    if point is None and grid_id is None:
        return []
    where: dict[str, float | None] = dict.fromkeys(("south", "north", "west", "east"))
    if point is not None:
        reach = max(settings.duplicate_radius(code) for code in ([line] if line else [*settings.lines, None]))
        where = dict(zip(where, geo.box(point, reach), strict=True))
    wanted = {"since": now - settings.duplicates.window, "drill": drill, "line": line, "other": except_id}
    found = []
    for case in await _ALIKE.entities(session, Case, wanted | where | {"grid": grid_id}):
        if point is None or case.latitude is None or case.longitude is None:
            found.append(PossibleDuplicate(case, None))
            continue
        distance = geo.distance_m(point, (case.latitude, case.longitude))
        if distance <= settings.duplicate_radius(line or case.line):
            found.append(PossibleDuplicate(case, distance))
    return sorted(found, key=lambda known: (known.distance_m is None, known.distance_m or 0))[:MOST]
