"""Who is out on which mobilisation now: on the way or on scene, and not counted back yet."""

from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Mobilisation, Muster, RollEntry
from models.enums import Answer
from services.mobilisation.responses import LIVE

OUT = (Answer.COMING, Answer.ON_SCENE)
"""Who has said so is out, until counted back."""

_OPEN = (
    sa.select(Mobilisation.id, Mobilisation.number, Mobilisation.drill)
    .join(Muster, Muster.mobilisation_id == Mobilisation.id)
    .join(RollEntry, sa.and_(RollEntry.roll_id == Mobilisation.roll_id, RollEntry.person_id == Muster.person_id))
    .where(
        Muster.person_id == sa.bindparam("person"),
        Muster.accounted_at.is_(None),
        Mobilisation.state.in_(LIVE),
        RollEntry.answer.in_(OUT),
    )
    .order_by(Mobilisation.id.desc())
)
"""Asked for each message of each officer: made once."""


class Outing(NamedTuple):
    """A mobilisation somebody is out on."""

    id: int
    number: str
    drill: bool


async def of(session: AsyncSession, person_id: int) -> list[Outing]:
    """Return the mobilisations somebody is out on now, the newest first; mostly none."""
    return [Outing(row[0], row[1] or "", bool(row[2])) for row in await session.execute(_OPEN, {"person": person_id})]
