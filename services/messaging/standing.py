"""Standing cards of a thing that many read: each reader's card is replaced when it shows something else."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Account, Group, Message, SentCard
from models.enums import Manner, MessageState, Priority
from services.cards import whole
from services.cards.card import Card
from services.core.act import Actor, Moment
from services.core.database import Upsert, at_the_end
from services.core.engines.prepared import Prepared
from services.messaging import messages
from services.messaging.kinds import SETTLED, MessageKind, Thing
from services.messaging.outbox import To
from services.people import directory

HELD = timedelta(minutes=2)
"""How long other events leave a card alone after one of its buttons was pressed."""
WAITING = (MessageState.QUEUED, MessageState.SENDING)
HOURLY = timedelta(hours=1)
"""A leader hears of one thing once in this time, unless its danger grows."""
_LOOKS = {"pictured": False, "pinned": False, "topic": None, "ended": False}
"""How a card stands in a chat (``SentCard``), and how when nothing is said of it."""
_CARDS = cast(sa.Table, SentCard.__table__)


def _stands(insert: Any) -> Any:
    statement = insert(_CARDS)
    new = statement.excluded
    # An edit is reported after it is shown: a button may have been pressed in between, and its page is being read.
    held = sa.case((_CARDS.c.message_id == new.message_id, _CARDS.c.held_until))
    return statement.on_conflict_do_update(
        index_elements=[_CARDS.c.card, _CARDS.c.chat_id],
        set_={name: new[name] for name in ("message_id", "shown_at", *_LOOKS)} | {"held_until": held},
    )


_ALL_STAND = Upsert(_stands)
_STANDS = Prepared(_stands, "card", "chat_id", "message_id", "shown_at", *_LOOKS)
AT = _CARDS.c.chat_id == sa.bindparam("chat"), _CARDS.c.message_id == sa.bindparam("message")
"""The conditions on the standing card that is the bound ``message`` of the bound ``chat``."""
_HELD_UNTIL = Prepared(sa.select(_CARDS.c.held_until).where(*AT))
_HOLD = Prepared(sa.update(_CARDS).where(*AT).values(held_until=sa.bindparam("until")))
_GOT_PICTURE = Prepared(sa.update(_CARDS).where(*AT).values(pictured=True))
_BECOMES = "becomes"
"""With chat and message, the key of a session's ``info`` for how a card looks that the update's answer shows."""


@dataclass(frozen=True)
class Reader:
    """Somebody in whose chat a card stands, or is on its way."""

    who: Actor | Group
    held_until: datetime | None
    """How long it is not edited, because its buttons are being pressed."""
    pinned: bool = False
    """Whether it is at the top of the chat."""


async def readers(act: Moment, place: str) -> list[Reader]:
    """Return in whose chats a card stands; people without a post any more are left out."""
    shown = sa.select(SentCard.chat_id, SentCard.held_until, SentCard.pinned).where(SentCard.card == place)
    on_top = sa.func.coalesce(Message.content["pinned"].as_boolean(), False)
    sent = sa.select(Message.chat_id, sa.null(), on_top).where(Message.card == place, Message.state.in_(WAITING))
    standing: dict[int, tuple[datetime | None, bool]] = {}
    for chat_id, until, pinned in await act.session.execute(shown.union_all(sent)):
        former = standing.get(chat_id, (None, False))
        standing[chat_id] = until or former[0], pinned or former[1]
    people = [chat_id for chat_id in standing if chat_id > 0]
    rooms = [chat_id for chat_id in standing if chat_id < 0]
    found: list[Reader] = []
    if people:
        accounts = await act.session.execute(
            sa.select(Account.person_id, Account.telegram_id).where(Account.telegram_id.in_(people))
        )
        chats = {row.person_id: row.telegram_id for row in accounts}
        those = await directory.by_ids(act.session, sorted(chats))
        found += [Reader(one, *standing[chats[one.person_id]]) for one in those]
    if rooms:
        groups = await act.session.scalars(sa.select(Group).where(Group.chat_id.in_(rooms)))
        found += [Reader(one, *standing[one.chat_id]) for one in groups]
    return found


async def heard(act: Moment, place: str, *conditions: sa.ColumnElement[bool], since: datetime) -> frozenset[int]:
    """Return the people who got a message about a card with a sound since an instant, or get it now."""
    found = await act.session.scalars(
        sa.select(Message.person_id).where(
            Message.card == place,
            Message.created_at > since,
            Message.manner != Manner.EDIT,
            Message.state.in_((*WAITING, MessageState.SENT)),
            sa.func.coalesce(Message.content["silent"].as_boolean(), False).is_(False),
            *conditions,
        )
    )
    return frozenset(one for one in found if one is not None)


async def shown_as(session: AsyncSession, place: str, chat_id: int) -> SentCard | None:
    """Return the message of a chat that is a standing card now."""
    return await session.get(SentCard, (place, chat_id))


async def hold(session: AsyncSession, chat_id: int, message_id: int, *, now: datetime) -> datetime | None:
    """Leave a card alone for a while: its buttons are being pressed, and may lead to pages of it.

    Returns how long it was held before.
    """
    at = {"chat": chat_id, "message": message_id}
    before = await _HELD_UNTIL.first(session, at)
    if before is None:
        return None
    until: datetime | None = before[0]
    await _HOLD.run(session, at | {"until": now + HELD})
    return until


async def release(session: AsyncSession, chat_id: int, message_id: int, until: datetime | None = None) -> None:
    """Let other events edit a card at once, or after the instant until which it was held before."""
    await _HOLD.run(session, {"chat": chat_id, "message": message_id, "until": until})


async def got_picture(session: AsyncSession, chat_id: int, message_id: int) -> None:
    """Remember that an answer puts a picture into a card: its later states are edits of the words below it."""
    if (looks := session.info.get((_BECOMES, chat_id, message_id))) is not None:
        looks["pictured"] = True
        return
    await _GOT_PICTURE.run(session, {"chat": chat_id, "message": message_id})


async def stands(
    session: AsyncSession, place: str, chat_id: int, message_id: int, *, now: datetime, **looks: Any
) -> None:
    """Remember which message of a chat is a standing card from now on, and how it ``looks`` (``SentCard``)."""
    row = {"card": place, "chat_id": chat_id, "message_id": message_id, "shown_at": now}
    await _STANDS.run(session, row | _LOOKS | looks)


async def becomes(session: AsyncSession, place: str, chat_id: int, message_id: int, *, now: datetime) -> None:
    """Do the same for a message that the update's own answer changes: written with the commit, as it looks by then."""
    looks = session.info[_BECOMES, chat_id, message_id] = {"pictured": False}

    async def write() -> None:
        await stands(session, place, chat_id, message_id, now=now, **looks)

    at_the_end(session, (_BECOMES, chat_id, message_id), write)


async def settle(act: Moment, place: str, *those: sa.ColumnElement[bool]) -> None:
    """Take the buttons off the lines below people's cards that asked again, without a sound; their words stay.

    ``those``: conditions on the lines (``Message``). There may be thousands: two statements do it.
    """
    rows = await act.session.execute(
        sa.select(Message.id, Message.person_id, Message.chat_id, Message.message_id, Message.case_id, Message.drill)
        .outerjoin(SentCard, sa.and_(SentCard.card == place, SentCard.chat_id == Message.chat_id))
        .where(
            Message.card == place,
            Message.manner == Manner.REPLY,
            Message.state == MessageState.SENT,
            Message.chat_id.is_not(None),
            Message.message_id.is_not(None),
            Message.message_id.is_distinct_from(SentCard.message_id),  # a line may have become the card itself
            *those,
        )
    )
    if not (lines := rows.all()):
        return
    alike = {"shown_at": act.now, **_LOOKS}
    shown = [
        alike | {"card": SETTLED.key(line.id), "chat_id": line.chat_id, "message_id": line.message_id} for line in lines
    ]
    await act.session.execute(_ALL_STAND.on(act.session), shown)
    asked = [(line.id, To(person_id=line.person_id, chat_id=line.chat_id)) for line in lines]
    await messages.take_buttons(act, asked, case_id=lines[0].case_id, drill=lines[0].drill)


async def show(
    act: Moment, readers: Sequence[tuple[Actor | Group, Card]], kind: MessageKind, about: Thing, *, place: str
) -> bool:
    """Queue the cards that have changed; returns whether everybody's card is up to date then.

    A card that still waits is left: replacing it would put a group's first message behind everybody's own. A group that
    has the card hears no sound of its figures.
    """
    rows = await act.session.execute(
        sa.select(Message.chat_id, Message.id, Message.state, Message.content)
        .where(Message.card == place)
        .order_by(Message.id)
    )
    newest: dict[int | None, tuple[int, MessageState | None, Any]] = {row[0]: (row[1], row[2], row[3]) for row in rows}
    done, quiet = True, {"silent": True}
    for reader, card in readers:
        last, state, content = newest.get(reader.chat_id, (0, None, None))
        shown = whole.settled(card, act.town.words(messages.language_of(reader)))[0].content()
        if content is not None and content | quiet == shown | quiet:
            continue
        if state in WAITING:
            done = False
            continue
        again = isinstance(reader, Group) and last > 0
        await messages.tell(
            act,
            [reader],
            card.model_copy(update=quiet) if again else card,
            kind,
            about=(about, last),
            # A group that has heard the call reads its figures after everybody who has still to be called.
            priority=Priority.RECEIPT if again else None,
            place=place,
        )
    return done
