"""Standing cards of a thing that many read: each reader's card is replaced when it shows something else."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from models import Group, Message
from models.enums import MessageState, Priority
from services.cards import whole
from services.cards.card import Card
from services.core.act import Actor, Moment
from services.messaging import messages
from services.messaging.kinds import MessageKind, Thing

WAITING = (MessageState.QUEUED, MessageState.SENDING)


async def show(
    act: Moment, readers: Sequence[tuple[Actor | Group, Card]], kind: MessageKind, about: Thing, *, place: str
) -> bool:
    """Queue the cards that have changed; returns whether everybody's card is up to date then.

    A card that still waits is left: replacing it would put a group's first message behind everybody's own.
    """
    rows = await act.session.execute(
        sa.select(Message.chat_id, Message.id, Message.state, Message.content)
        .where(Message.card == place)
        .order_by(Message.id)
    )
    newest: dict[int | None, tuple[int, MessageState | None, Any]] = {row[0]: (row[1], row[2], row[3]) for row in rows}
    done = True
    for reader, card in readers:
        last, state, content = newest.get(reader.chat_id, (0, None, None))
        if content == whole.settled(card, act.town.words(messages.language_of(reader)))[0].content():
            continue
        if state in WAITING:
            done = False
            continue
        await messages.tell(
            act,
            [reader],
            card,
            kind,
            about=(about, last),
            # A group that has heard the call reads its figures after everybody who has still to be called.
            priority=Priority.RECEIPT if isinstance(reader, Group) and last else None,
            place=place,
        )
    return done
