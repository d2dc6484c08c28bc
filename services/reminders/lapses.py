"""Acts of an area when nobody has kept a deadline: a pause ends, a consent expires, an acceptance lapses.

It happens once: the area locks its thing and looks again, and the deadline is ended or marked in the same transaction.
"""

from datetime import datetime

import sqlalchemy as sa

from models import Deadline
from services.core.act import Moment
from services.deadlines import owed

_WAITING = sa.and_(Deadline.ended_at.is_(None), Deadline.lapse_at.is_not(None))


async def next_due(act: Moment) -> datetime | None:
    """Return when an area has to act next."""
    return await act.session.scalar(sa.select(sa.func.min(Deadline.lapse_at)).where(_WAITING))


async def due(act: Moment) -> list[int]:
    """Return the deadlines about which their areas have to act, the oldest first."""
    found = await act.session.scalars(
        sa.select(Deadline.id)
        .where(Deadline.ended_at.is_(None), Deadline.lapse_at <= act.now)
        .order_by(Deadline.lapse_at, Deadline.id)
    )
    return list(found)


async def lapse(act: Moment, deadline_id: int) -> bool:
    """Let the area act about one deadline; False when that was done meanwhile, or nothing is owed any more."""
    row: Deadline | None = await act.session.scalar(
        sa.select(Deadline).where(Deadline.id == deadline_id, Deadline.ended_at.is_(None), Deadline.lapse_at <= act.now)
    )
    if row is None:
        return False
    stated, at = owed.of(act.town, row.kind), row.lapse_at
    if stated.lapse is None:
        raise ValueError(f"{row.kind} has no lapse")
    await stated.lapse(act, row)
    await act.session.execute(
        sa.update(Deadline)
        .where(Deadline.id == row.id, Deadline.lapse_at == at)
        .values(lapse_at=None)
        .execution_options(synchronize_session=False)
    )
    return True
