"""The ledger (I4): messages that did not arrive, whose recipients must be told by phone.

A message of life or an order that has waited for ``OVERDUE`` counts as one that did not arrive. A person who was told
by phone is not sent it any more: minutes or a day later it would read like a second danger.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from markupsafe import Markup
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from models import Case, Group, Message, Person, Post, Squad, Unit, Village
from models.enums import Action, MessageState, Priority
from models.outbox import HELD, MISSED, UNSETTLED
from services.cards.masking import shown_name, shown_phone
from services.core import journal
from services.core.act import Act, Moment
from services.core.errors import Refused, Stale
from services.core.paging import PAGE, Listing
from services.messaging.kinds import CONTACT, REACHABILITY, SETTLED, UNDELIVERED
from services.people import directory
from services.people.access import may, require
from services.people.numbers import Callee

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
class Undelivered:
    """A message that did not arrive, and its recipient as the station may see it (I9): name and number are masked."""

    message: Message
    who: str
    where: str | None
    """The unit, village or squad of the recipient's first post."""
    desk: str | None
    """The duty phone of that unit: an office's number, shown in full."""
    phone: str | None
    number: str | None
    drill: bool = False
    callee: Callee | None = None
    """The recipient with the whole number, for a look at it; None for a group or nobody."""
    held_until: datetime | None = None
    """How long Telegram holds the chat, as far as it said."""

    @property
    def reason(self) -> str:
        """The text key of why it did not arrive, or has not yet."""
        if self.message.state in WAITING:
            return "failure-held" if self.held_until else "failure-waiting"
        if self.message.call and self.message.failure is None:
            return "failure-call"
        return f"failure-{self.message.failure or 'other'}"


UNSETTLED_ROWS = sa.text(UNSETTLED)
_HELD = aliased(Message, name="held")
_IS_HELD = sa.text(HELD.format("held"))


def held_until(now: datetime) -> sa.ScalarSelect[datetime | None]:
    """Return until when Telegram holds a message's chat, by what it said about any message to the same chat."""
    longest = sa.select(sa.func.max(_HELD.claimed_until)).where(
        _HELD.chat_id == Message.chat_id, _IS_HELD, _HELD.claimed_until > now
    )
    return longest.correlate(Message).scalar_subquery()


def held_chats(now: datetime) -> sa.Select[int | None]:
    """Return the chats that Telegram will not let anything through to for longer than is bearable."""
    return sa.select(_HELD.chat_id).where(_IS_HELD, _HELD.claimed_until > now + OVERDUE, _HELD.chat_id.is_not(None))


def held(now: datetime) -> sa.ColumnElement[bool]:
    """Find messages of life and orders that wait, and that Telegram holds for longer than is bearable."""
    return sa.and_(
        UNSETTLED_ROWS,
        Message.state == MessageState.QUEUED,
        Message.priority <= GRAVE,
        Message.not_before <= now,
        Message.event != UNDELIVERED.event,
        sa.or_(Message.expires_at.is_(None), Message.expires_at > now),
        Message.chat_id.in_(held_chats(now)),
    )


def overdue(now: datetime) -> sa.ColumnElement[bool]:
    """Find messages of life and orders that should have gone long ago; an alarm about others' is none of them.

    ``not_before`` is when a message was first due: what Telegram holds does not move it.
    """
    return sa.and_(
        UNSETTLED_ROWS,
        Message.state.in_(WAITING),
        Message.priority <= GRAVE,
        Message.not_before <= now - OVERDUE,
        Message.event != UNDELIVERED.event,
        sa.or_(Message.expires_at.is_(None), Message.expires_at > now),
    )


def open_trouble(now: datetime) -> sa.ColumnElement[bool]:
    """Find messages that did not arrive, or are overdue, and wait for a call: grave and others by an index each."""
    grave = sa.or_(Message.state.in_(TROUBLED), overdue(now), held(now), Message.call)
    recent = sa.and_(sa.text(MISSED), Message.created_at > now - RECENT)
    each = (sa.select(Message.id).where(those).correlate(None) for those in (sa.and_(UNSETTLED_ROWS, grave), recent))
    return sa.and_(
        Message.id.in_(sa.union_all(*each)),
        Message.event.not_in((REACHABILITY.event, CONTACT.event, SETTLED.event)),
        sa.or_(Message.fallback.is_(None), Message.fallback == NOT_REACHED, Message.call),
    )


async def undelivered(act: Act, *, page: int = 0) -> Listing[Undelivered]:
    """Return a page of the messages that did not arrive and wait for a call: gravest, newest first."""
    require(act.actor, Action.SEE_UNDELIVERED)
    total = await act.session.scalar(sa.select(sa.func.count(Message.id)).where(open_trouble(act.now))) or 0
    page = min(max(0, page), max(0, -(-total // PAGE) - 1))
    return Listing(await _found(act, open_trouble(act.now), limit=PAGE, offset=page * PAGE), page, total)


async def to_call(act: Act, *, limit: int) -> list[Undelivered]:
    """Return the messages that wait for a call, gravest first; without the right, none."""
    if not may(act.actor, Action.SEE_UNDELIVERED):
        return []
    return await _found(act, open_trouble(act.now), limit=limit)


async def grave_trouble(act: Moment, *, limit: int) -> tuple[list[Undelivered], int]:
    """Return the newest messages of life and orders that wait for a call, gravest first, and how many there are."""
    condition = sa.and_(open_trouble(act.now), Message.priority <= GRAVE, Message.event != UNDELIVERED.event)
    total = await act.session.scalar(sa.select(sa.func.count(Message.id)).where(condition)) or 0
    return await _found(act, condition, limit=limit), total


async def settle_call(act: Act, message_id: int) -> bool:
    """Note that the actor has told the recipient by phone; journalled. False when the same actor had noted it before.

    A message that still waits is not sent any more; one that is just being sent is not sent again.
    Raises ``Stale`` telling who was faster, ``Refused`` when there is no such message or it needs no call.
    """
    require(act.actor, Action.SETTLE_CALL)
    message = await act.session.get(Message, message_id, with_for_update=True, populate_existing=True)
    if message is None:
        raise Refused("message-gone")
    if message.called_at is not None:
        if message.called_by_id == act.actor.person_id:
            return False
        names = await directory.names(act.session, [message.called_by_id])
        at = act.town.words(act.actor.language).time(message.called_at, act.town.zone)
        raise Stale("called-already", who=names.get(message.called_by_id or 0, ""), at=at)
    overdue = message.state in WAITING and message.priority <= GRAVE
    if not (message.call or message.state in TROUBLED or overdue):
        raise Refused("called-not-needed")
    message.called_at, message.called_by_id = act.now, act.actor.person_id
    if message.state is MessageState.QUEUED:
        message.state, message.failure = MessageState.EXPIRED, CALLED
    await act.session.flush()
    subject = journal.of_case(message.case_id) if message.case_id is not None else f"message:{message_id}"
    await journal.record(act, subject, "called", details={"message": message_id})
    return True


def in_sql(member: MessageState) -> sa.ColumnElement[MessageState]:
    """Return a state as an SQL expression, for a choice made by the database."""
    return sa.literal(member, Message.state.type)


async def _found(act: Moment, condition: sa.ColumnElement[bool], *, limit: int, offset: int = 0) -> list[Undelivered]:
    town, session = act.town, act.session
    order = (Message.priority, Message.id.desc())
    page = sa.select(Message.id).where(condition).order_by(*order).limit(limit).offset(offset)
    found = await session.execute(
        sa.select(
            Message, Person.name, Person.phone, Group.title, Case.number, Case.drill, held_until(act.now).label("held")
        )
        .outerjoin(Person, Person.id == Message.person_id)
        .outerjoin(Group, Group.id == Message.group_id)
        .outerjoin(Case, Case.id == Message.case_id)
        .where(Message.id.in_(page))  # only these are asked whether they are held: for thousands the process would stop
        .order_by(*order)
    )
    rows = found.all()
    places = await _places(session, {row.Message.person_id for row in rows if row.Message.person_id is not None})
    listed = []
    for message, name, phone, title, number, drill, until in rows:
        who = shown_name(town, name) if name else title or str(message.chat_id or _meant(message))
        where, desk = places.get(message.person_id, (None, None))
        shown = shown_phone(town, phone) if phone else None
        callee = Callee(name, phone, message.person_id) if name and phone else None
        listed.append(
            Undelivered(message, who, where, desk, shown, number, bool(drill) or message.drill, callee, until)
        )
    return listed


def _meant(message: Message) -> str:
    """Return the recipient that a message to nobody was meant for, by its card."""
    return Markup(str(message.content.get("text", ""))).striptags()


async def _places(
    session: AsyncSession, person_ids: Collection[int]
) -> dict[int | None, tuple[str | None, str | None]]:
    """Return where each person has a first post: the unit (with its duty phone), village or squad by name."""
    if not person_ids:
        return {}
    place = sa.func.coalesce(Unit.name, Village.name, Squad.name)
    rows = await session.execute(
        sa.select(Post.person_id, place, Unit.phone)
        .outerjoin(Unit, Unit.id == Post.unit_id)
        .outerjoin(Village, Village.id == Post.village_id)
        .outerjoin(Squad, Squad.id == Post.squad_id)
        .where(Post.person_id.in_(person_ids), Post.active, place.is_not(None))
        .order_by(Post.id.desc())
    )
    return {person_id: (name, phone) for person_id, name, phone in rows}
