"""Who is out on which mobilisation now: on the way or on scene, and not counted back yet."""

from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Mobilisation, Response, RollCallEntry
from models.enums import Answer
from services.mobilisation.responses import LIVE

OUT = (Answer.COMING, Answer.ON_SCENE)
"""Who has said so is out, until counted back."""

_OPEN = (
    sa.select(Mobilisation.id, Mobilisation.number, Mobilisation.drill)
    .join(Response, Response.mobilisation_id == Mobilisation.id)
    .join(
        RollCallEntry,
        sa.and_(RollCallEntry.roll_call_id == Mobilisation.roll_call_id, RollCallEntry.person_id == Response.person_id),
    )
    .where(
        Response.person_id == sa.bindparam("person"),
        Response.accounted_at.is_(None),
        Mobilisation.state.in_(LIVE),
        RollCallEntry.answer.in_(OUT),
    )
    .order_by(Mobilisation.id.desc())
)
"""Asked for each message of each officer: made once."""


class Deployed(NamedTuple):
    """A mobilisation somebody is out on."""

    id: int
    number: str
    drill: bool


async def of(session: AsyncSession, person_id: int) -> list[Deployed]:
    """Return the mobilisations somebody is out on now, the newest first; mostly none."""
    return [Deployed(row[0], row[1] or "", bool(row[2])) for row in await session.execute(_OPEN, {"person": person_id})]
