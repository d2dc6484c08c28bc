"""The people of a mobilisation: everybody called, and the people out now, on the way or on scene."""

from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import FieldNote, Mobilisation, Person, Response, RollCallEntry, Squad, TrackPoint
from models.enums import Answer
from services.core.engines.prepared import Prepared, among
from services.mobilisation.mobilisations import LIVE

OUT = (Answer.COMING, Answer.ON_SCENE)
"""The answers of people who are out until they are counted back."""


_PERSON: sa.ColumnElement[Any] = sa.bindparam("person", type_=Response.person_id.type)
_NONE = "deployed on none"
"""With a person's id, a key of a session's ``info``."""


def out(query: Any, person: sa.ColumnElement[Any] = _PERSON) -> sa.Select[Any]:
    """Narrow a query on ``Mobilisation`` to those that a person (bound as ``person``) is out on now."""
    answered = sa.and_(
        RollCallEntry.roll_call_id == Mobilisation.roll_call_id, RollCallEntry.person_id == Response.person_id
    )
    narrowed: sa.Select[Any] = (
        query.join(Response, Response.mobilisation_id == Mobilisation.id)
        .join(RollCallEntry, answered)
        .where(
            Response.person_id == person,
            Response.accounted_at.is_(None),
            among(Mobilisation.state, LIVE),
            among(RollCallEntry.answer, OUT),
        )
    )
    return narrowed


_OPEN = Prepared(
    out(sa.select(Mobilisation.id, Mobilisation.number, Mobilisation.drill)).order_by(Mobilisation.id.desc())
)


class Deployed(NamedTuple):
    """A mobilisation somebody is out on."""

    id: int
    number: str
    drill: bool


def is_out(person: sa.ColumnElement[Any]) -> sa.ColumnElement[bool]:
    """Return whether a person is out on any, as a column."""
    return out(sa.select(Mobilisation.id), person).exists()


def remember_none(session: AsyncSession, person_id: int) -> None:
    """Remember until the transaction ends that somebody is out on none."""
    session.info[_NONE, person_id] = True


def none_known(session: AsyncSession, person_id: int) -> bool:
    """Whether somebody is known to be out on none."""
    return (_NONE, person_id) in session.info


async def of(session: AsyncSession, person_id: int) -> list[Deployed]:
    """Return the mobilisations somebody is out on now, the newest first; mostly none."""
    if none_known(session, person_id):
        return []
    return [
        Deployed(id_, number or "", drill) for id_, number, drill in await _OPEN.rows(session, {"person": person_id})
    ]


def people(one: Mobilisation, *columns: Any) -> sa.Select[Any]:
    """Select columns of ``Muster`` and ``RollEntry``, for each person called for a mobilisation."""
    answered = sa.and_(RollCallEntry.roll_call_id == one.roll_call_id, RollCallEntry.person_id == Response.person_id)
    return (
        sa.select(*columns)
        .select_from(Response)
        .join(RollCallEntry, answered)
        .where(Response.mobilisation_id == one.id)
    )


def sent_by_people(row: type[FieldNote] | type[TrackPoint], mobilisation_id: int) -> sa.Select[Any]:
    """Select what people sent from the field, each with its sender and the name of the sender's squad."""
    called = sa.and_(Response.mobilisation_id == row.mobilisation_id, Response.person_id == row.person_id)
    columns: tuple[Any, ...] = (row, Person, Squad.name)
    return (
        sa.select(*columns)
        .join(Person, Person.id == row.person_id)
        .join(Response, called)
        .join(Squad, Squad.id == Response.squad_id)
        .where(row.mobilisation_id == mobilisation_id)
    )
