"""Claims: which messages go next, and the mark that keeps others from sending them too."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
import structlog
from pydantic import ValidationError
from sqlalchemy.ext.asyncio import AsyncSession

from delivery.telegram.parcels import URGENT, Parcel
from models import Group, Lease, Message, Person, SentCard, outbox
from models.base import PriorityType, UtcDateTime
from models.enums import Manner, MessageState, Priority
from services.cards.card import Card
from services.core.database import TROUBLE, wake
from services.operations.held_lease import HeldLease

log = structlog.get_logger(__name__)

CLAIM_FOR = timedelta(seconds=90)
"""A send that is not over by then was abandoned: the longest request takes less (see ``telegram.connection``)."""

QUEUED, SENDING = sa.text(outbox.QUEUED), sa.text(outbox.SENDING)


_OUTBOX: sa.Table = Message.__table__  # type: ignore[assignment]
_BOX = _OUTBOX.c
_NEWER = _OUTBOX.alias("newer").c
_SUPERSEDED = sa.exists().where(
    _NEWER.card == _BOX.card,
    sa.or_(
        sa.and_(_BOX.manner == Manner.EDIT, _NEWER.manner != Manner.REPLY),
        sa.and_(_BOX.manner == Manner.ANEW, _NEWER.manner == Manner.ANEW),
    ),
    _NEWER.chat_id == _BOX.chat_id,
    _NEWER.id > _BOX.id,
    _NEWER.state.in_((MessageState.QUEUED, MessageState.SENDING, MessageState.SENT, MessageState.UNKNOWN)),
)
_PERSONS, _GROUPS, _CARDS = Person.__table__, Group.__table__, SentCard.__table__
# Built once, and on tables: for one message the query's making would take longer than all the rest.
_CANDIDATES = (
    sa.select(
        _BOX.id,
        _BOX.chat_id,
        _BOX.priority,
        _BOX.content,
        _BOX.card,
        _BOX.manner,
        _BOX.attempts,
        _BOX.repeat,
        _BOX.event,
        _PERSONS.c.language,
        _GROUPS.c.thread_id,
        _CARDS.c.message_id.label("shown_as"),
        _CARDS.c.pictured.label("shown_pictured"),
        _CARDS.c.pinned.label("shown_pinned"),
        _CARDS.c.topic.label("shown_topic"),
        _CARDS.c.ended.label("shown_over"),
        _SUPERSEDED.label("superseded"),
    )
    .select_from(_OUTBOX)
    .outerjoin(_PERSONS, _PERSONS.c.id == _BOX.person_id)
    .outerjoin(_GROUPS, _GROUPS.c.id == _BOX.group_id)
    .outerjoin(_CARDS, sa.and_(_CARDS.c.card == _BOX.card, _CARDS.c.chat_id == _BOX.chat_id))
    .where(
        QUEUED,
        _BOX.not_before <= sa.bindparam("now", type_=UtcDateTime),
        sa.or_(_BOX.claimed_until.is_(None), _BOX.claimed_until <= sa.bindparam("now", type_=UtcDateTime)),
        sa.or_(_BOX.expires_at.is_(None), _BOX.expires_at > sa.bindparam("now", type_=UtcDateTime)),
        _BOX.priority <= sa.bindparam("least", type_=PriorityType),
        _BOX.chat_id.not_in(sa.bindparam("urgent", expanding=True)),
        sa.or_(
            _BOX.priority <= URGENT,
            _BOX.chat_id.not_in(sa.bindparam("ordinary", expanding=True)),
        ),
        sa.or_(
            _CARDS.c.message_id.is_(None),
            _BOX.manner != Manner.EDIT,
            _BOX.chat_id.not_in(sa.bindparam("edits", expanding=True)),
        ),
    )
    .order_by(_BOX.priority, _BOX.id)
    .limit(sa.bindparam("limit", type_=sa.Integer))
)


_LEASES = Lease.__table__.c
_CLAIM = (
    sa.update(_OUTBOX)
    .where(
        _BOX.id.in_(sa.bindparam("chosen", expanding=True)),
        QUEUED,
        sa.exists().where(
            _LEASES.name == sa.bindparam("lease"),
            _LEASES.holder == sa.bindparam("holder"),
            _LEASES.epoch == sa.bindparam("epoch"),
            _LEASES.until > sa.bindparam("at"),
        ),
    )
    .values(
        state=MessageState.SENDING,
        claimed_by=sa.bindparam("tag"),
        claimed_until=sa.bindparam("until"),
        attempts=_BOX.attempts + 1,
    )
    .returning(_BOX.id)
)


@dataclass(frozen=True)
class Closed:
    """The chats that nothing may be sent to now."""

    urgent: Collection[int]  # chats closed even to urgent messages
    ordinary: Collection[int]  # chats closed to the others
    edits: Collection[int]  # groups where a card was edited just now
    only_urgent: bool  # the budget has no room for the others


async def candidates(session: AsyncSession, closed: Closed, *, now: datetime, limit: int) -> list[Parcel]:
    """Return the most urgent rows that could go now, most urgent first, oldest first."""
    rows = await session.execute(
        _CANDIDATES,
        {
            "now": now,
            "least": URGENT if closed.only_urgent else Priority.DIGEST,
            "urgent": list(closed.urgent),
            "ordinary": list(closed.ordinary),
            "edits": list(closed.edits),
            "limit": limit,
        },
    )
    return [_parcel(row) for row in rows.all()]


async def claim(
    session: AsyncSession, lease: HeldLease, found: Sequence[Parcel], chosen: Collection[int], *, at: datetime
) -> set[int]:
    """Mark the chosen rows as being sent and return those that are ours now; none after the lease is lost.

    ``at`` is the machine's time, like the lease's. Cards that a newer state has replaced are marked so.
    """
    replaced = [parcel.id for parcel in found if parcel.superseded]
    if replaced:
        await session.execute(
            sa.update(Message)
            .where(Message.id.in_(replaced), QUEUED)
            .values(state=MessageState.REPLACED)
            .execution_options(synchronize_session=False)
        )
    if not chosen:
        return set()
    claimed = await session.execute(
        _CLAIM,
        {
            "chosen": list(chosen),
            "lease": lease.name,
            "holder": lease.holder,
            "epoch": lease.epoch,
            "at": at,
            "tag": lease.tag,
            "until": at + CLAIM_FOR,
        },
    )
    return set(claimed.scalars())


async def next_due(session: AsyncSession) -> datetime | None:
    """Return when the first of the queued messages may go, or is past its time; None: nothing is queued."""
    held = sa.func.coalesce(_BOX.claimed_until, _BOX.not_before)
    first = sa.select(
        sa.func.min(sa.case((held > _BOX.not_before, held), else_=_BOX.not_before), type_=UtcDateTime),
        sa.func.min(_BOX.expires_at),
    ).where(QUEUED)
    row = (await session.execute(first)).one()
    return min((at for at in row if at is not None), default=None)


async def any_expired(session: AsyncSession, *, now: datetime) -> bool:
    """Return whether a queued message is past its time."""
    return await session.scalar(sa.select(Message.id).where(QUEUED, Message.expires_at <= now).limit(1)) is not None


async def expire(session: AsyncSession, *, now: datetime) -> int:
    """Mark queued messages past their time as expired, which the station sees; return how many."""
    wake(session, TROUBLE)  # life and orders among them are handled
    result = await session.execute(
        sa.update(Message)
        .where(QUEUED, Message.expires_at <= now)
        .values(state=MessageState.EXPIRED, failure="expired")
        .execution_options(synchronize_session=False)
    )
    return int(result.rowcount)  # type: ignore[attr-defined]


async def abandoned(
    session: AsyncSession, lease: HeldLease, sending: Collection[int], *, at: datetime
) -> list[tuple[int, str]]:
    """Return id and tag of rows whose sender is gone: claimed under another lease, or by us and long over."""
    rows = await session.execute(
        sa.select(Message.id, Message.claimed_by).where(
            SENDING, sa.or_(Message.claimed_by != lease.tag, Message.claimed_until <= at)
        )
    )
    return sorted((row_id, tag or "") for row_id, tag in rows if row_id not in sending)


def _parcel(row: Any) -> Parcel:
    try:
        card = Card.model_validate(row.content)
    except ValidationError as error:  # of another version: its text must still arrive
        log.error("delivery.card_not_understood", row=row.id, error=str(error))
        card = Card(text=str(row.content.get("text") or row.event))
    return Parcel(
        id=row.id,
        chat_id=row.chat_id,
        priority=row.priority,
        card=card,
        card_name=row.card,
        attempts=row.attempts + 1,
        repeat=row.repeat,
        event=row.event,
        language=row.language,
        thread_id=row.thread_id,
        shown_as=row.shown_as,
        manner=row.manner,
        shown_pictured=bool(row.shown_pictured),
        shown_pinned=bool(row.shown_pinned),
        shown_topic=row.shown_topic,
        shown_over=bool(row.shown_over),
        superseded=bool(row.superseded),
    )
