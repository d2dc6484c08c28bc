"""The ledger (I4): what did not arrive and must be told by phone, and what became of everything said in a case.

A message of life or an order that has waited for ``OVERDUE`` counts as one that did not arrive. Who is told by phone
instead is not sent it any more: minutes or a day later it would read like a second danger.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from models import Case, Group, Message, Person, Post, Squad, Unit, Village
from models.enums import Action, MessageState, Priority
from services.cards.masking import shown_name, shown_phone
from services.core import journal
from services.core.act import Act, Moment
from services.core.errors import Refused, Stale
from services.core.paging import PAGE, Listing
from services.core.town import Town
from services.messaging.kinds import REACHABILITY, UNDELIVERED
from services.people.access import require

TROUBLED = (MessageState.FAILED, MessageState.UNKNOWN, MessageState.EXPIRED)
WAITING = (MessageState.QUEUED, MessageState.SENDING)
GRAVE = Priority.ORDER
"""Life and orders stay in the list until somebody has called; the rest leaves it after ``RECENT``."""
RECENT = timedelta(days=3)
OVERDUE = timedelta(minutes=2)
"""A message of life or an order that could not be sent for so long: Telegram is out of reach, or nothing delivers."""
NOT_REACHED = "none"
"""In ``fallback``: no channel beside Telegram reached the person."""
CALLED = "called"
"""In ``failure``: told by phone before it could be sent."""


@dataclass(frozen=True)
class Entry:
    """One recipient of one message, as the station may see it (I9): names and numbers are masked already."""

    message_id: int
    event: str
    priority: Priority
    state: MessageState
    failure: str | None
    at: datetime
    who: str
    where: str | None
    desk: str | None
    """The duty phone of the unit the person belongs to: an office's number, shown in full."""
    phone: str | None
    case_id: int | None
    number: str | None
    drill: bool = False
    fallback: str | None = None
    confirmed_at: datetime | None = None
    called_at: datetime | None = None
    called_by: str | None = None
    call: bool = False

    @property
    def reason(self) -> str:
        """The text key of why it did not arrive, or has not yet."""
        if self.state in WAITING:
            return "failure-waiting"
        if self.call and self.failure is None:
            return "failure-call"
        return f"failure-{self.failure or 'other'}"


@dataclass(frozen=True)
class Waiting:
    """How much waits: to be sent, by priority, and for a call."""

    queued: dict[Priority, int]
    oldest: datetime | None
    """When the message that has waited longest was queued."""
    undelivered: int


def overdue(now: datetime) -> sa.ColumnElement[bool]:
    """Which rows of life and orders should have gone long ago; an alarm about others' is none of them."""
    return sa.and_(
        Message.state.in_(WAITING),
        Message.priority <= GRAVE,
        Message.not_before <= now - OVERDUE,
        Message.event != UNDELIVERED.event,
        sa.or_(Message.expires_at.is_(None), Message.expires_at > now),
    )


def open_trouble(now: datetime) -> sa.ColumnElement[bool]:
    """Which rows did not arrive, or are overdue, and wait for a call."""
    return sa.and_(
        sa.or_(
            sa.and_(Message.state.in_(TROUBLED), sa.or_(Message.priority <= GRAVE, Message.created_at > now - RECENT)),
            overdue(now),
            Message.call,
        ),
        Message.event != REACHABILITY.event,
        Message.called_at.is_(None),
        Message.confirmed_at.is_(None),
        sa.or_(Message.fallback.is_(None), Message.fallback == NOT_REACHED, Message.call),
    )


async def undelivered(act: Act, *, page: int = 0) -> Listing[Entry]:
    """Return a page of what did not arrive, or waits too long, and nobody has called about: gravest, newest first."""
    require(act.actor, Action.SEE_UNDELIVERED)
    total = await act.session.scalar(sa.select(sa.func.count(Message.id)).where(open_trouble(act.now))) or 0
    page = min(max(0, page), max(0, -(-total // PAGE) - 1))
    found = await _entries(
        act.session,
        act.town,
        open_trouble(act.now),
        order=(Message.priority, Message.id.desc()),
        limit=PAGE,
        offset=page * PAGE,
    )
    return Listing(found, page, total)


async def grave_trouble(act: Moment, *, limit: int) -> tuple[list[Entry], int]:
    """Return the newest messages of life and orders that wait for a call, gravest first, and how many there are."""
    condition = sa.and_(open_trouble(act.now), Message.priority <= GRAVE, Message.event != UNDELIVERED.event)
    total = await act.session.scalar(sa.select(sa.func.count(Message.id)).where(condition)) or 0
    found = await _entries(act.session, act.town, condition, order=(Message.priority, Message.id.desc()), limit=limit)
    return found, total


async def recipients(session: AsyncSession, town: Town, case_id: int) -> list[Entry]:
    """Return what was said about a case to whom and what became of it, oldest first. The caller has checked VIEW."""
    condition = sa.and_(Message.case_id == case_id, Message.state != MessageState.REPLACED)
    return await _entries(session, town, condition, order=(Message.id,))


async def settle_call(act: Act, message_id: int) -> bool:
    """Note that the actor has told the recipient by phone; journalled. False when the same actor had noted it before.

    What still waits is not sent any more; what is just being sent cannot be taken back, but is not sent again.
    Raises ``Stale`` telling who was faster, ``Refused`` when there is no such message or it needs no call.
    """
    require(act.actor, Action.SETTLE_CALL)
    queued = Message.state == MessageState.QUEUED
    result = await act.session.execute(
        sa.update(Message)
        .where(
            Message.id == message_id,
            Message.called_at.is_(None),
            sa.or_(
                Message.call,
                Message.state.in_(TROUBLED),
                sa.and_(Message.state.in_(WAITING), Message.priority <= GRAVE),
            ),
        )
        .values(
            called_at=act.now,
            called_by_id=act.actor.person_id,
            state=sa.case((queued, in_sql(MessageState.EXPIRED)), else_=Message.state),
            failure=sa.case((queued, CALLED), else_=Message.failure),
        )
        .execution_options(synchronize_session=False)
    )
    row = (
        await act.session.execute(
            sa.select(Message.state, Message.case_id, Message.called_at, Message.called_by_id, Person.name)
            .outerjoin(Person, Person.id == Message.called_by_id)
            .where(Message.id == message_id)
        )
    ).first()
    if row is None:
        raise Refused("message-gone")
    if result.rowcount == 1:  # type: ignore[attr-defined]
        subject = journal.of_case(row.case_id) if row.case_id is not None else f"message:{message_id}"
        await journal.record(act, subject, "called", details={"message": message_id})
        return True
    if row.called_at is None:
        raise Refused("called-not-needed")
    if row.called_by_id == act.actor.person_id:
        return False
    at = act.town.words(act.actor.language).time(row.called_at, act.town.zone)
    raise Stale("called-already", who=shown_name(act.town, row.name), at=at)


def in_sql(member: MessageState) -> sa.ColumnElement[MessageState]:
    """Return a state as an SQL expression, for a choice made by the database."""
    return sa.literal(member, Message.state.type)


async def waiting_counts(session: AsyncSession, *, now: datetime) -> Waiting:
    """Return how much waits to be sent and for a call."""
    rows = await session.execute(
        sa.select(Message.priority, sa.func.count(Message.id), sa.func.min(Message.created_at))
        .where(Message.state.in_(WAITING))
        .group_by(Message.priority)
    )
    queued, oldest = {}, []
    for priority, number, first in rows:
        queued[priority] = number
        oldest.append(first)
    troubled = await session.scalar(sa.select(sa.func.count(Message.id)).where(open_trouble(now)))
    return Waiting(queued, min(oldest, default=None), troubled or 0)


async def _entries(
    session: AsyncSession,
    town: Town,
    condition: sa.ColumnElement[bool],
    *,
    order: Sequence[Any],
    limit: int | None = None,
    offset: int = 0,
) -> list[Entry]:
    caller = aliased(Person)
    rows = (
        await session.execute(
            sa.select(
                Message, Person.name, Person.phone, Group.title, Case.number, Case.drill, caller.name.label("caller")
            )
            .outerjoin(Person, Person.id == Message.person_id)
            .outerjoin(Group, Group.id == Message.group_id)
            .outerjoin(Case, Case.id == Message.case_id)
            .outerjoin(caller, caller.id == Message.called_by_id)
            .where(condition)
            .order_by(*order)
            .limit(limit)
            .offset(offset)
        )
    ).all()
    places = await _places(session, {row.Message.person_id for row in rows if row.Message.person_id is not None})
    return [
        Entry(
            message_id=row.Message.id,
            event=row.Message.event,
            priority=row.Message.priority,
            state=row.Message.state,
            failure=row.Message.failure,
            at=row.Message.created_at,
            who=shown_name(town, row.name) if row.name else row.title or str(row.Message.chat_id),
            where=places.get(row.Message.person_id, (None, None))[0],
            desk=places.get(row.Message.person_id, (None, None))[1],
            phone=shown_phone(town, row.phone) if row.phone else None,
            case_id=row.Message.case_id,
            number=row.number,
            drill=bool(row.drill) or row.Message.drill,
            call=row.Message.call,
            fallback=row.Message.fallback,
            confirmed_at=row.Message.confirmed_at,
            called_at=row.Message.called_at,
            called_by=shown_name(town, row.caller) if row.caller else None,
        )
        for row in rows
    ]


async def _places(session: AsyncSession, person_ids: Collection[int]) -> dict[int, tuple[str, str | None]]:
    """Return where each person has a first post: the unit (with its duty phone), village or squad by name."""
    if not person_ids:
        return {}
    rows = await session.execute(
        sa.select(
            Post.person_id,
            Unit.name.label("unit"),
            Unit.phone,
            Village.name.label("village"),
            Squad.name.label("squad"),
        )
        .outerjoin(Unit, Unit.id == Post.unit_id)
        .outerjoin(Village, Village.id == Post.village_id)
        .outerjoin(Squad, Squad.id == Post.squad_id)
        .where(Post.person_id.in_(person_ids), Post.active)
        .order_by(Post.id.desc())
    )
    return {row.person_id: (found, row.phone) for row in rows if (found := row.unit or row.village or row.squad)}
