"""The things that wait for a person's answer: each area states its own kinds (``Awaits``), and nobody else knows them.

An answer in words presses the button that means the same, so that it does exactly what the button does.
"""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Message
from services.answers.meanings import Meaning
from services.cards.card import Button
from services.core.act import Act
from texts import Words

LATELY = timedelta(days=3)
"""Words that reply to nothing answer only what was asked within this time."""


@dataclass(frozen=True)
class Waiting:
    """One thing that waits for one person's answer."""

    name: str
    """Its name in a line."""
    since: datetime
    buttons: tuple[Button, ...]
    """The ready answers, to be brought back where words are not clear."""
    takes: Mapping[Meaning, Button]
    """The button that words of a meaning press."""
    subject: str
    """Of the journal that keeps the person's words."""
    cards: tuple[str, ...] = ()
    """Beginnings of the outbox's names of the messages that are about it."""
    owed: bool = True
    """Whether an answer is owed; otherwise there is one, and a further one may replace it."""
    told: tuple[int, ...] = ()
    """The persons who hear what was said besides the answer."""
    exact: bool = False
    """Whether a button's choice tells its messages apart as well, such as the version that was shown."""
    keep: Callable[[Act, str], Awaitable[None]] | None = None
    """Keeps the words in a place of their own; None: the journal keeps them, and ``told`` hear them."""

    def is_on(self, card: "SentMessage") -> bool:
        """Whether a message is about it: by its name in the outbox, or by action and object of its buttons."""
        mine = {one.data or "" for one in (*self.buttons, *self.takes.values())}
        if self.exact:
            return bool(mine & card.data)
        alike = {_mark(one) for one in mine} & {_mark(one) for one in card.data}
        return bool(alike) or any(name.startswith(begin) for name in card.names for begin in self.cards)


@dataclass(frozen=True)
class SentMessage:
    """A message of ours that somebody replies or reacts to."""

    message_id: int
    names: tuple[str, ...] = ()
    """Its name in the outbox, and that of the standing card it shows."""
    data: frozenset[str] = frozenset()
    """The data of its buttons, as it was sent and as it is shown now."""
    case_id: int | None = None
    event: str | None = None


@dataclass(frozen=True)
class Awaits:
    """A kind of answer that an area waits for; ``services.registry`` gathers them."""

    load: Callable[[Act, Words], Awaitable[Iterable[Waiting]]]
    """Returns what waits for the actor, in the actor's words."""
    timed: bool = True
    """Whether a deadline runs, so that the list of the day has it; otherwise it is listed there beside what is due."""


async def of(act: Act, words: Words, *, untimed: bool = False) -> list[Waiting]:
    """Return everything that waits for the actor, the newest first; ``untimed``: only what no deadline runs for."""
    kinds = [kind for kind in act.town.registry.of(Awaits) if not (untimed and kind.timed)]
    found = [one for kind in kinds for one in await kind.load(act, words)]
    return sorted(found, key=lambda one: one.since, reverse=True)


async def sent(session: AsyncSession, chat_id: int, message_id: int, shown: Iterable[str] = ()) -> SentMessage:
    """Return a message of ours in a chat; ``shown``: the data of its buttons as far as the chat tells them."""
    row = await session.scalar(
        sa.select(Message).where(Message.chat_id == chat_id, Message.message_id == message_id).limit(1)
    )
    data = {*shown}
    if row is None:
        return SentMessage(message_id, data=frozenset(data))
    data |= {one["data"] for line in row.content.get("rows", ()) for one in line if one.get("data")}
    names = (row.dedupe, *((row.card,) if row.card else ()))
    return SentMessage(message_id, names, frozenset(data), row.case_id, row.event)


def _mark(data: str) -> str:
    return ":".join(data.split(":")[:3])
