"""Results of sends: the ledger's row, the account or group behind it, and the rows that wait for the same chat."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy.engine import CursorResult
from sqlalchemy.ext.asyncio import AsyncSession

from delivery.queue.claims import QUEUED, SENDING
from delivery.telegram.failures import Failure, FailureKind
from delivery.telegram.parcels import NO_TOPIC, URGENT, Delivered, Parcel
from models import Account, Group, Message, SentCard
from models.enums import GroupState, MessageState
from services.accounts import groups
from services.core.act import Moment
from services.core.database import OUTBOX, TROUBLE, wake
from services.core.town import Town
from services.messaging import standing
from services.messaging.ledger import CALLED, TROUBLED, in_sql

TRIES = 5
"""How often a message of life or an order is sent without an answer; after that the station is told."""
FIRST_PAUSE = timedelta(seconds=1)
"""Before the first repeat; each further one waits twice as long."""
ACCOUNT_LOST = frozenset({"blocked", "deactivated", "not_started", "not_found"})
GROUP_LOST = frozenset({"kicked", "not_found", "no_rights"})


Outcome = Delivered | Failure


_OUTBOX: sa.Table = Message.__table__  # type: ignore[assignment]
_ACCOUNTS: sa.Table = Account.__table__  # type: ignore[assignment]
_GROUPS: sa.Table = Group.__table__  # type: ignore[assignment]
_CARDS: sa.Table = SentCard.__table__  # type: ignore[assignment]
# Built once, and on tables: these run for every message.
_SENT = (
    sa.update(_OUTBOX)
    .where(_OUTBOX.c.id == sa.bindparam("row"), _OUTBOX.c.claimed_by == sa.bindparam("tag"), SENDING)
    .values(
        state=MessageState.SENT,
        message_id=sa.bindparam("message"),
        sent_at=sa.bindparam("at"),
        claimed_by=None,
        claimed_until=None,
        failure=None,
        error=None,
    )
)
_TOPIC_GONE = (
    sa.update(_CARDS)
    .where(_CARDS.c.card == sa.bindparam("place"), _CARDS.c.chat_id == sa.bindparam("chat"))
    .values(topic=NO_TOPIC)
)
_REACHABLE = (
    sa.update(_ACCOUNTS)
    .where(_ACCOUNTS.c.telegram_id.in_(sa.bindparam("chats", expanding=True)), sa.not_(_ACCOUNTS.c.reachable))
    .values(reachable=True)
)
_FOUND = (
    sa.update(_GROUPS)
    .where(_GROUPS.c.chat_id.in_(sa.bindparam("chats", expanding=True)), _GROUPS.c.state == GroupState.LOST)
    .values(state=GroupState.BOUND)
)


async def record_delivered(
    session: AsyncSession, tag: str, delivered: Sequence[tuple[Parcel, Delivered]], *, now: datetime
) -> None:
    """Record that these arrived; ``now`` is the township's time. Rows claimed under another lease stay as they are."""
    await session.execute(
        _SENT,
        [{"row": parcel.id, "tag": tag, "message": outcome.message_id, "at": now} for parcel, outcome in delivered],
    )
    chats = [parcel.chat_id for parcel, _ in delivered]
    if people := [chat for chat in chats if chat > 0]:
        await session.execute(_REACHABLE, {"chats": people})
    if rooms := [chat for chat in chats if chat < 0]:
        await session.execute(_FOUND, {"chats": rooms})
    for parcel, outcome in delivered:
        if (parcel.stands or outcome.in_full) and parcel.card_name is not None:
            card = parcel.card
            how = {"pictured": outcome.pictured, "pinned": card.pinned, "topic": outcome.topic, "ended": card.over}
            await standing.stands(session, parcel.card_name, parcel.chat_id, outcome.message_id, now=now, **how)
        elif parcel.shown_topic and outcome.topic == NO_TOPIC:
            await session.execute(_TOPIC_GONE, {"place": parcel.card_name, "chat": parcel.chat_id})


async def record_failure(
    session: AsyncSession, town: Town, tag: str, parcel: Parcel, outcome: Failure, *, now: datetime
) -> bool:
    """Record a failure and its consequences; return False when the row is claimed under another lease."""
    match outcome.kind:
        case FailureKind.GONE:
            ours = await _fail(session, tag, parcel.id, outcome)
            if ours:
                await _mark_unreachable(session, town, parcel.chat_id, outcome.key, now)
        case FailureKind.REFUSED:
            ours = await _fail(session, tag, parcel.id, outcome)
        case FailureKind.MIGRATED:
            await groups.follow(session, old_chat_id=parcel.chat_id, new_chat_id=cast(int, outcome.chat_id), now=now)
            ours = await _requeue(session, tag, parcel.id, outcome=outcome)
        case FailureKind.HELD:
            ours = await _requeue(session, tag, parcel.id, held_until=now + outcome.wait, outcome=outcome)
            await _hold_chat(session, parcel.chat_id, now + outcome.wait)
        case FailureKind.UNSENT | FailureKind.TOKEN:
            ours = await _requeue(session, tag, parcel.id, outcome=outcome)
        case FailureKind.UNKNOWN:
            ours = await record_unknown(session, tag, parcel.id, outcome.words, now=now, is_edit=parcel.is_edit)
    return ours


async def record_unknown(
    session: AsyncSession, tag: str, row_id: int, words: str, *, now: datetime, is_edit: bool = False
) -> bool:
    """Record that the outcome is unknown: life and orders go again, marked as a repeat; others stay visible.

    An edit may be made twice without harm, so it always goes again, unmarked.
    """
    row = await session.execute(
        sa.select(Message.priority, Message.attempts).where(Message.id == row_id, Message.claimed_by == tag, SENDING)
    )
    found = row.first()
    if found is None:
        return False
    if (found.priority <= URGENT or is_edit) and found.attempts < TRIES:
        values: dict[str, Any] = {
            "state": MessageState.QUEUED,
            "claimed_until": now + FIRST_PAUSE * 2 ** (found.attempts - 1),
            "error": words,
        }
        if not is_edit:
            values["repeat"] = True
        wake(session, OUTBOX)
        return await _finish(session, tag, row_id, **values)
    return await _finish(session, tag, row_id, state=MessageState.UNKNOWN, failure="no_answer", error=words)


async def _fail(session: AsyncSession, tag: str, row_id: int, failure: Failure) -> bool:
    return await _finish(session, tag, row_id, state=MessageState.FAILED, failure=failure.key, error=failure.words)


async def _requeue(
    session: AsyncSession, tag: str, row_id: int, *, outcome: Failure, held_until: datetime | None = None
) -> bool:
    """Queue the row again; the attempt does not count, because nothing can have arrived.

    It keeps the time since which it is due, so that it can become overdue, however long Telegram holds it.
    """
    return await _finish(
        session,
        tag,
        row_id,
        state=MessageState.QUEUED,
        attempts=Message.attempts - 1,
        error=outcome.words,
        claimed_until=held_until,
    )


async def _finish(session: AsyncSession, tag: str, row_id: int, **values: Any) -> bool:
    if values["state"] in TROUBLED:
        wake(session, TROUBLE)
    elif values["state"] is MessageState.QUEUED:  # unless the recipient was told by phone meanwhile
        called = Message.called_at.is_not(None)
        values["state"] = sa.case((called, in_sql(MessageState.EXPIRED)), else_=in_sql(MessageState.QUEUED))
        values["failure"] = sa.case((called, CALLED), else_=Message.failure)
    result = await session.execute(
        sa.update(Message)
        .where(Message.id == row_id, Message.claimed_by == tag, SENDING)
        .values({"claimed_by": None, "claimed_until": None, **values})
        .execution_options(synchronize_session=False)
    )
    return cast(CursorResult[Any], result).rowcount == 1


async def _hold_chat(session: AsyncSession, chat_id: int, until: datetime) -> None:
    """Let every row for this chat wait as long as Telegram said; other chats go on."""
    wake(session, TROUBLE)  # it may be for long
    await session.execute(
        sa.update(Message)
        .where(
            Message.chat_id == chat_id,
            QUEUED,
            sa.or_(Message.claimed_until.is_(None), Message.claimed_until < until),
        )
        .values(claimed_until=until)
        .execution_options(synchronize_session=False)
    )


async def _mark_unreachable(session: AsyncSession, town: Town, chat_id: int, key: str, now: datetime) -> None:
    if chat_id > 0 and key in ACCOUNT_LOST:
        await session.execute(sa.update(Account).where(Account.telegram_id == chat_id).values(reachable=False))
    elif chat_id < 0 and key in GROUP_LOST:
        await groups.lose(Moment(session, town, now), chat_id=chat_id)
