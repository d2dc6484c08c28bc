"""Choosing what goes next, and marking it so that nobody else sends it: reads first, then one conditional update."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
import structlog
from pydantic import ValidationError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from delivery.parcels import URGENT, Parcel
from delivery.tenure import Tenure
from models import Group, Lease, Message, Person, SentCard
from models.enums import MessageState
from services.cards import Card
from services.database import OUTBOX, wake

log = structlog.get_logger(__name__)

CLAIM_FOR = timedelta(seconds=90)
"""A send that is not over by then has been forgotten: the longest request takes less (see ``telegram_bot``)."""

# A literal, or neither database would use its partial index for a prepared statement.
QUEUED = sa.text("outbox.state = 'queued'")
SENDING = sa.text("outbox.state = 'sending'")


@dataclass(frozen=True)
class Closed:
    """What may not be sent to now."""

    urgent: Collection[int]  # chats closed even to urgent messages
    ordinary: Collection[int]  # chats closed to the others
    edits: Collection[int]  # groups where a card was edited just now
    only_urgent: bool  # the budget has no room for the others


async def candidates(session: AsyncSession, closed: Closed, *, now: datetime, limit: int) -> list[Parcel]:
    """Return the most urgent rows that could go now, most urgent first, oldest first."""
    newer = aliased(Message)
    superseded = sa.exists().where(
        newer.card == Message.card,
        newer.chat_id == Message.chat_id,
        newer.id > Message.id,
        newer.state.in_((MessageState.QUEUED, MessageState.SENDING, MessageState.SENT, MessageState.UNKNOWN)),
    )
    conditions: list[sa.ColumnElement[bool]] = [
        Message.not_before <= now,
        sa.or_(Message.expires_at.is_(None), Message.expires_at > now),
    ]
    if closed.only_urgent:
        conditions.append(Message.priority <= URGENT)
    if closed.urgent:
        conditions.append(Message.chat_id.not_in(closed.urgent))
    if closed.ordinary:
        conditions.append(sa.or_(Message.priority <= URGENT, Message.chat_id.not_in(closed.ordinary)))
    if closed.edits:
        conditions.append(sa.or_(SentCard.message_id.is_(None), Message.chat_id.not_in(closed.edits)))
    rows = await session.execute(
        sa.select(
            Message.id,
            Message.chat_id,
            Message.priority,
            Message.content,
            Message.card,
            Message.attempts,
            Message.repeat,
            Message.event,
            Person.language,
            Group.thread_id,
            SentCard.message_id.label("shown_as"),
            superseded.label("superseded"),
        )
        .outerjoin(Person, Person.id == Message.person_id)
        .outerjoin(Group, Group.id == Message.group_id)
        .outerjoin(SentCard, sa.and_(SentCard.card == Message.card, SentCard.chat_id == Message.chat_id))
        .where(QUEUED, *conditions)
        .order_by(Message.priority, Message.id)
        .limit(limit)
    )
    return [_parcel(row) for row in rows]


async def claim(
    session: AsyncSession, tenure: Tenure, found: Sequence[Parcel], chosen: Collection[int], *, at: datetime
) -> set[int]:
    """Mark the chosen rows as being sent and return those that are ours now; none once the lease is lost.

    ``at`` is the machine's time, like the lease's. Found cards that a newer state has overtaken are put away.
    """
    late = [parcel.id for parcel in found if parcel.superseded]
    if late:
        await session.execute(
            sa.update(Message)
            .where(Message.id.in_(late), QUEUED)
            .values(state=MessageState.REPLACED)
            .execution_options(synchronize_session=False)
        )
    ours = sa.exists().where(
        Lease.name == tenure.lease, Lease.holder == tenure.holder, Lease.epoch == tenure.epoch, Lease.until > at
    )
    claimed = await session.execute(
        sa.update(Message)
        .where(Message.id.in_(chosen), QUEUED, ours)
        .values(
            state=MessageState.SENDING,
            claimed_by=tenure.tag,
            claimed_until=at + CLAIM_FOR,
            attempts=Message.attempts + 1,
        )
        .returning(Message.id)
        .execution_options(synchronize_session=False)
    )
    return set(claimed.scalars())


async def any_expired(session: AsyncSession, *, now: datetime) -> bool:
    """Whether something that is queued is past its time."""
    return await session.scalar(sa.select(Message.id).where(QUEUED, Message.expires_at <= now).limit(1)) is not None


async def expire(session: AsyncSession, *, now: datetime) -> int:
    """Put away what is still queued past its time; shown to the station. Returns how many."""
    wake(session, OUTBOX)  # so that life and orders among them are tended to (``troubles``)
    result = await session.execute(
        sa.update(Message)
        .where(QUEUED, Message.expires_at <= now)
        .values(state=MessageState.EXPIRED, failure="expired")
        .execution_options(synchronize_session=False)
    )
    return int(result.rowcount)  # type: ignore[attr-defined]


async def forgotten(
    session: AsyncSession, tenure: Tenure, sending: Collection[int], *, at: datetime
) -> list[tuple[int, str]]:
    """Return id and tag of the rows whose sender is gone: claimed under another tenure, or by us and long over."""
    rows = await session.execute(
        sa.select(Message.id, Message.claimed_by)
        .where(SENDING, sa.or_(Message.claimed_by != tenure.tag, Message.claimed_until <= at))
        .order_by(Message.id)
    )
    return [(row_id, tag or "") for row_id, tag in rows if row_id not in sending]


def _parcel(row: sa.Row[Any]) -> Parcel:
    try:
        card = Card.model_validate(row.content)
    except ValidationError as error:  # of another version: its words must arrive all the same
        log.error("delivery.card_not_understood", row=row.id, error=str(error))
        card = Card(text=str(row.content.get("text") or row.event))
    return Parcel(
        id=row.id,
        chat_id=row.chat_id,
        priority=row.priority,
        card=card,
        place=row.card,
        attempts=row.attempts + 1,
        repeat=row.repeat,
        event=row.event,
        language=row.language,
        thread_id=row.thread_id,
        shown_as=row.shown_as,
        superseded=bool(row.superseded),
    )
