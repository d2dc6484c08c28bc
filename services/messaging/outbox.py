"""The queue of messages that must arrive (I4). Rows only: ``delivery`` sends them after the commit."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache, partial
from typing import Any, TypedDict, Unpack

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Account, Group, Message, SentCard
from models.enums import Manner, MessageState, Priority
from services.cards.card import Card
from services.core.database import OUTBOX, TROUBLE, Upsert, wake
from services.core.engines.prepared import Prepared
from services.people.remembered import remembered_each

_TABLE: sa.Table = Message.__table__  # type: ignore[assignment]
FEW = 16
"""Messages for whose number a statement is prepared: for more, SQLAlchemy writes one in portions."""


def _queueing(insert: Any, *rows: Mapping[str, Any]) -> Any:
    into = insert(_TABLE).values(rows) if rows else insert(_TABLE)
    return into.on_conflict_do_nothing(index_elements=["dedupe"]).returning(_TABLE.c.id, _TABLE.c.chat_id)


@cache
def _few(count: int, alike: tuple[str, ...], own: tuple[str, ...]) -> Prepared:
    """Return the statement that queues so many messages, of which some columns are alike.

    The values of the first are ``dedupe_0`` and so on.
    """
    shared = {name: sa.bindparam(name, type_=_TABLE.c[name].type) for name in alike}
    of_row = [{name: sa.bindparam(f"{name}_{n}", type_=_TABLE.c[name].type) for name in own} for n in range(count)]
    return Prepared(lambda insert: _queueing(insert, *(shared | row for row in of_row)))


_QUEUE = Upsert(_queueing)

UNCONFIRMED = (
    _TABLE.c.chat_id == sa.bindparam("chat"),
    _TABLE.c.message_id == sa.bindparam("message"),
    _TABLE.c.confirmed_at.is_(None),
)
"""The conditions on what was pushed as the bound ``message`` of the bound ``chat``, and is not answered."""
_CONFIRM = Prepared(
    sa.update(_TABLE)
    .where(*UNCONFIRMED, _TABLE.c.person_id == sa.bindparam("person"))
    .values(confirmed_at=sa.bindparam("now"), confirmed_by=sa.bindparam("button"))
)

_NEW = "new_card"
"""With its name, the key of a session's ``info`` for the chats that got a card of something made in the transaction."""
_AGAIN = "sent_again"
"""The cards and chats of a session's transaction to which a card is sent again."""
WAITING = (MessageState.QUEUED, MessageState.SENDING)
NO_ACCOUNT = "no_account"
"""Why a message reached nobody: its person has not logged in."""
VACANT = "vacant"
"""Why a message has no recipient: nobody holds the post."""


REPLACEABLE = {Manner.EDIT: (Manner.EDIT,), Manner.ANEW: (Manner.EDIT, Manner.ANEW)}
"""The states of a card that need not be sent any more when a newer one comes: what wants to be heard is sent first."""


@dataclass(frozen=True)
class To:
    """A recipient: a person (by account, resolved when queued), a bound group, or a bare chat."""

    person_id: int | None = None
    group_id: int | None = None
    chat_id: int | None = None

    @property
    def name(self) -> int | str:
        """The recipient's part of a message's name."""
        if self.person_id is not None:
            return self.person_id
        return f"g{self.group_id}" if self.group_id is not None else f"c{self.chat_id}"


NOBODY = To()
"""No recipient at all: the station's list says that nobody could be told, and the card names the posts."""


@dataclass(frozen=True)
class Outgoing:
    """One of many messages about the same event: its recipient, its card, and the name that queues it only once."""

    to: To
    card: Card
    dedupe: str
    place: str | None = None
    """The standing card that it goes with, where each has another."""


class Terms(TypedDict, total=False):
    """How messages are sent, beyond their kind."""

    case_id: int | None
    deadline_id: int | None
    place: str | None
    """Names the standing card of a thing; ``manner`` says how the message goes with it."""
    call: bool
    """Somebody telephones as well."""
    beside: bool
    """The channels beside Telegram carry it too."""
    drill: bool
    """It is only an exercise, of no case that says so itself."""
    erase_at: datetime | None
    """When it is taken out of the chat again."""


async def queue_all(
    session: AsyncSession,
    messages: Sequence[Outgoing],
    *,
    event: str,
    priority: Priority,
    now: datetime,
    lifetime: timedelta | None = None,
    not_before: datetime | None = None,
    manner: Manner | None = Manner.EDIT,
    **terms: Unpack[Terms],
) -> list[int]:
    """Queue messages in one statement and return their rows' ids; those that were queued before are left as they are.

    ``manner`` says how they go with the standing card that ``place`` names.

    A person without an account gets a row that says so (failed, ``no_account``), so that the station can call.
    """
    if not messages:
        return []
    chats = await _chats(session, [one.to for one in messages])
    contents = {id(one.card): one.card.content() for one in messages}
    place = terms.pop("place", None)
    alike: dict[str, Any] = {
        "priority": priority,
        "event": event,
        "created_at": now,
        "not_before": not_before or now,
        "expires_at": now + lifetime if lifetime else None,
        "attempts": 0,
        "repeat": False,
        "case_id": None,
        "deadline_id": None,
        "call": False,
        "beside": False,
        "drill": False,
        "erase_at": None,
        **terms,
    }
    rows: list[dict[str, Any]] = [
        {
            "card": one.place or place,
            "manner": manner if one.place or place else None,
            "dedupe": one.dedupe,
            "person_id": one.to.person_id,
            "group_id": one.to.group_id,
            "chat_id": chats.get(one.to),
            "content": contents[id(one.card)],
            "state": MessageState.QUEUED if one.to in chats else MessageState.FAILED,
            "failure": None if one.to in chats else VACANT if one.to == NOBODY else NO_ACCOUNT,
        }
        for one in messages
    ]
    if len(rows) <= FEW:
        given = {f"{name}_{number}": value for number, row in enumerate(rows) for name, value in row.items()}
        statement = _few(len(rows), tuple(sorted(alike)), tuple(rows[0]))
        written: Iterable[Any] = await statement.rows(session, alike | given)
    else:
        written = await session.execute(_QUEUE.on(session), [alike | row for row in rows])
    queued = [(row[0], row[1]) for row in written]
    chats_now, new = {chat_id for _, chat_id in queued}, session.info.get((_NEW, place))
    if place is not None and manner in REPLACEABLE and queued and (new is None or new & chats_now):
        await session.execute(
            sa.update(Message)
            .where(
                Message.card == place,
                Message.manner.in_(REPLACEABLE[manner]),
                Message.chat_id.in_(chats_now),
                Message.state == MessageState.QUEUED,
                Message.id < min(row_id for row_id, _ in queued),
            )
            .values(state=MessageState.REPLACED)
        )
    if new is not None:
        new |= chats_now
    if place is not None and manner is Manner.ANEW:
        session.info.setdefault(_AGAIN, set()).update((place, chat_id) for _, chat_id in queued)
    wake(session, OUTBOX)
    if alike["beside"] or any(row["state"] is MessageState.FAILED for row in rows):
        wake(session, TROUBLE)
    return [row_id for row_id, _ in queued]


def begins(session: AsyncSession, place: str) -> None:
    """Note that a card is of something made in this transaction: only what this one queued can be replaced."""
    session.info[_NEW, place] = set()


def sent_again(session: AsyncSession, place: str) -> set[int]:
    """Return the chats to which a card goes again by this transaction."""
    return {chat_id for card, chat_id in session.info.get(_AGAIN, ()) if card == place and chat_id is not None}


async def _chats(session: AsyncSession, recipients: Sequence[To]) -> dict[To, int]:
    """Return the chat of each recipient that has one; those whose chat is not known yet are looked up."""
    unknown = {to for to in recipients if to.chat_id is None}
    found = {to: to.chat_id for to in recipients if to.chat_id is not None}
    if persons := {to.person_id: to for to in unknown if to.person_id is not None}:
        chats = await remembered_each(session, _chats, list(persons), partial(_accounts, session))
        found |= {persons[person_id]: chat for person_id, chat in chats.items() if chat is not None}
    if groups := {to.group_id: to for to in unknown if to.person_id is None}:
        rows = await session.execute(sa.select(Group.id, Group.chat_id).where(Group.id.in_(list(groups))))
        found |= {groups[row.id]: row.chat_id for row in rows}
    return found


async def _accounts(session: AsyncSession, persons: Collection[int]) -> dict[int, int | None]:
    """Return the chat of each person; None without an account."""
    accounts = sa.select(Account.person_id, Account.telegram_id).where(Account.person_id.in_(list(persons)))
    return dict.fromkeys(persons) | {row.person_id: row.telegram_id for row in await session.execute(accounts)}


async def confirm(
    session: AsyncSession, *, person_id: int, chat_id: int, message_id: int, button: str, now: datetime
) -> bool:
    """Mark that the recipient answered a message by one of its buttons; False when it was confirmed before.

    Personal, never for others: a button in a group confirms nobody's message.
    """
    pressed = {"chat": chat_id, "message": message_id, "person": person_id, "now": now, "button": button}
    return await _CONFIRM.run(session, pressed) > 0


async def follow_person(session: AsyncSession, person_id: int, chat_id: int) -> int:
    """Let the messages that wait for a person follow to another account of theirs; returns how many rows."""
    moved = await session.execute(
        sa.update(Message)
        .where(Message.person_id == person_id, Message.chat_id != chat_id, Message.state.in_(WAITING))
        .values(chat_id=chat_id, claimed_until=sa.case((Message.state == MessageState.SENDING, Message.claimed_until)))
    )
    wake(session, OUTBOX)
    return int(moved.rowcount)  # type: ignore[attr-defined]


async def leave_account(session: AsyncSession, person_id: int) -> None:
    """Note that what waits for a person reaches nobody: the account is not theirs any more. The station's list has it.

    A message that is just being sent stays as it is.
    """
    wake(session, TROUBLE)
    await session.execute(
        sa.update(Message)
        .where(Message.person_id == person_id, Message.state == MessageState.QUEUED)
        .values(chat_id=None, state=MessageState.FAILED, failure=NO_ACCOUNT)
    )


async def follow_chat(session: AsyncSession, old: int, new: int) -> int:
    """Let the messages that wait for a group follow its upgrade to a supergroup; returns how many rows.

    Telegram keeps no message ids and no topics over the change, so the next state of a standing card is a new message
    there. The binding itself follows by ``groups.follow``, which calls this.
    """
    there = sa.select(SentCard.card).where(SentCard.chat_id == new)
    await session.execute(sa.delete(SentCard).where(SentCard.chat_id == old, SentCard.card.in_(there)))
    begun_again = {"chat_id": new, "message_id": None, "pictured": False, "pinned": False, "held_until": None}
    begun_again |= {"topic": None, "ended": False}
    await session.execute(sa.update(SentCard).where(SentCard.chat_id == old).values(begun_again))
    moved = await session.execute(
        sa.update(Message).where(Message.chat_id == old, Message.state.in_(WAITING)).values(chat_id=new)
    )
    wake(session, OUTBOX)
    return int(moved.rowcount)  # type: ignore[attr-defined]
