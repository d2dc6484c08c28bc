"""Queueing what must arrive (I4). Rows only: ``delivery`` sends them after the commit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Account, Group, Message, SentCard
from models.enums import MessageState, Priority
from services.cards.card import Card
from services.core.database import OUTBOX, Upsert, wake

_TABLE: sa.Table = Message.__table__  # type: ignore[assignment]
_QUEUE = Upsert(lambda insert: insert(_TABLE).on_conflict_do_nothing(index_elements=["dedupe"]))
_QUEUE_ONE = Upsert(
    lambda insert: insert(_TABLE).on_conflict_do_nothing(index_elements=["dedupe"]).returning(_TABLE.c.id)
)
_CONFIRM = (
    sa.update(_TABLE)
    .where(
        _TABLE.c.chat_id == sa.bindparam("chat"),
        _TABLE.c.message_id == sa.bindparam("message"),
        _TABLE.c.person_id == sa.bindparam("person"),
        _TABLE.c.confirmed_at.is_(None),
    )
    .values(confirmed_at=sa.bindparam("now"), confirmed_by=sa.bindparam("button"))
)


@dataclass(frozen=True)
class To:
    """A recipient: a person (by account, resolved when queued), a bound group, or a bare chat."""

    person_id: int | None = None
    group_id: int | None = None
    chat_id: int | None = None


async def queue(
    session: AsyncSession,
    to: To,
    card: Card,
    *,
    event: str,
    dedupe: str,
    priority: Priority,
    now: datetime,
    case_id: int | None = None,
    lifetime: timedelta | None = None,
    place: str | None = None,
    call: bool = False,
    beside: bool = False,
    deadline_id: int | None = None,
    not_before: datetime | None = None,
    drill: bool = False,
) -> int | None:
    """Queue one message and return its row's id, or None when the same event was queued before.

    ``dedupe`` names the event and the recipient. ``place`` names a card that is refreshed: a state of it that
    still waits is replaced, one that was sent is edited. A person without an account gets a row that says so
    (failed, ``no_account``), so that the station sees whom to call. ``call``: somebody is to telephone in any case.
    ``beside``: the channels beside Telegram carry it in any case.
    """
    chat_id = to.chat_id if to.chat_id is not None else await _chat_of(session, to)
    row = _row(
        to, chat_id, card.content(), dedupe, event=event, priority=priority, now=now, case_id=case_id, lifetime=lifetime
    )
    row |= {"card": place, "call": call, "beside": beside, "deadline_id": deadline_id}
    row |= {"not_before": not_before or now, "drill": drill}
    row_id: int | None = await session.scalar(_QUEUE_ONE.on(session), row)
    if row_id is not None and place is not None:
        await session.execute(
            sa.update(Message)
            .where(
                Message.card == place,
                Message.chat_id == chat_id,
                Message.state == MessageState.QUEUED,
                Message.id < row_id,
            )
            .values(state=MessageState.REPLACED)
        )
    wake(session, OUTBOX)
    return row_id


@dataclass(frozen=True)
class Parcel:
    """One of many messages about the same event: to whom, what, and what makes it queued only once."""

    to: To
    card: Card
    dedupe: str


async def queue_many(
    session: AsyncSession,
    parcels: Sequence[Parcel],
    *,
    event: str,
    priority: Priority,
    now: datetime,
    case_id: int | None = None,
    lifetime: timedelta | None = None,
    not_before: datetime | None = None,
    drill: bool = False,
) -> None:
    """Queue many messages in one statement; those that were queued before are left as they are.

    Chats are not looked up here: a recipient without ``chat_id`` is one without an account.
    """
    contents = {id(parcel.card): parcel.card.content() for parcel in parcels}
    rows = [
        _row(
            parcel.to,
            parcel.to.chat_id,
            contents[id(parcel.card)],
            parcel.dedupe,
            event=event,
            priority=priority,
            now=now,
            case_id=case_id,
            lifetime=lifetime,
        )
        | {"not_before": not_before or now, "drill": drill}
        for parcel in parcels
    ]
    if not rows:
        return
    await session.execute(_QUEUE.on(session), rows)
    wake(session, OUTBOX)


def _row(
    to: To,
    chat_id: int | None,
    content: dict[str, Any],
    dedupe: str,
    *,
    event: str,
    priority: Priority,
    now: datetime,
    case_id: int | None,
    lifetime: timedelta | None,
) -> dict[str, Any]:
    return {
        "dedupe": dedupe,
        "priority": priority,
        "event": event,
        "person_id": to.person_id,
        "group_id": to.group_id,
        "case_id": case_id,
        "chat_id": chat_id,
        "content": content,
        "created_at": now,
        "not_before": now,
        "expires_at": now + lifetime if lifetime else None,
        "state": MessageState.QUEUED if chat_id is not None else MessageState.FAILED,
        "failure": None if chat_id is not None else "no_account",
        "attempts": 0,
        "repeat": False,
        "call": False,
        "beside": False,
        "drill": False,
    }


async def _chat_of(session: AsyncSession, to: To) -> int | None:
    if to.person_id is not None:
        query = sa.select(Account.telegram_id).where(Account.person_id == to.person_id)
    else:
        query = sa.select(Group.chat_id).where(Group.id == to.group_id)
    found: int | None = await session.scalar(query)
    return found


async def confirm(
    session: AsyncSession, *, person_id: int, chat_id: int, message_id: int, button: str, now: datetime
) -> bool:
    """Mark that the recipient answered a message by one of its buttons; False when it was confirmed before.

    Personal, never for others: a press in a group confirms nobody's message.
    """
    pressed = {"chat": chat_id, "message": message_id, "person": person_id, "now": now, "button": button}
    result = await session.execute(_CONFIRM, pressed)
    return bool(result.rowcount)  # type: ignore[attr-defined]


async def follow_chat(session: AsyncSession, old: int, new: int) -> int:
    """Let what waits for a group follow its upgrade to a supergroup; returns how many rows.

    Telegram keeps no message ids over the change, so refreshed cards start anew in the new chat. The binding itself
    follows by ``groups.follow``, which calls this.
    """
    await session.execute(sa.delete(SentCard).where(SentCard.chat_id == old))
    moved = await session.execute(
        sa.update(Message)
        .where(Message.chat_id == old, Message.state.in_((MessageState.QUEUED, MessageState.SENDING)))
        .values(chat_id=new)
    )
    wake(session, OUTBOX)
    return int(moved.rowcount)  # type: ignore[attr-defined]
