"""Questions: what the next message answers, about which object, and for how long.

A question that was left alone is forgotten: words sent an hour later are about something else. One whose object has
moved on ends at the first answer, so that nobody is caught in it.
"""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

from aiogram.enums import ChatType
from aiogram.filters import Filter
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State
from aiogram.types import Message, TelegramObject

from handlers.kit import time_parser
from handlers.kit.buttons import unreadable
from handlers.kit.context import Context
from handlers.kit.lists import Row, card_of
from services.cards.card import Button
from services.core.act import Actor
from services.core.errors import Refused

WITHIN = timedelta(minutes=30)
"""How long the next words are an answer."""
STOP = "stop_asking"
"""A button under a question that leaves it without an answer; its extra says what the question is about."""
_SINCE, _ABOUT = "since", "about"

Kept = dict[str, Any]
"""The data that a question keeps until it is answered."""


class Prompt(State):
    """A question that is answered by the next message; ``check`` raises ``Refused`` when the answer comes too late.

    An answer that was taken ends it; one that ``stays`` takes further answers until its handler ends it.
    """

    def __init__(
        self, name: str, check: Callable[[Context, Kept], Awaitable[object]] | None = None, *, stays: bool = False
    ) -> None:
        super().__init__(name, "prompt")
        self.check, self.stays = check, stays

    async def begin(self, context: Context, about: str, **kept: Any) -> None:
        """Take the next words for an answer; ``about`` names action and object, as the question's stop does."""
        await context.state.set_state(self)
        await context.state.set_data(kept | {_SINCE: context.now.isoformat(), _ABOUT: about})

    async def ask(self, context: Context, about: str, text: str, *rows: Row, **kept: Any) -> None:
        """Ask in a message of its own, with rows of ready answers and the way out."""
        await self.begin(context, about, **kept)
        context.say.send(card_of(text, *rows, stop(context, about)))

    async def leave(self, context: Context) -> None:
        """End the question, if it is the one that is open."""
        if await context.state.get_state() == self.state:
            await context.state.clear()

    async def kept(self, context: Context) -> Kept:
        """Return what the question keeps. Raises ``Stale`` when it has ended."""
        if await context.state.get_state() != self.state:
            raise unreadable()
        return await context.state.get_data()

    async def still(self, context: Context, kept: Kept) -> bool:
        """Whether the answer can still be used; otherwise the question ends and the person is told why."""
        try:
            if self.check is not None:
                await self.check(context, kept)
        except Refused as refusal:
            await context.state.clear()
            context.say.send(refusal.in_words(context.words))
            context.say.refusal = refusal
            return False
        return True


def stop(context: Context, about: str) -> Button:
    """Return the last button of a question: the way out for a person who pressed the wrong button."""
    return context.offer("ask-stop", STOP, "", about)


async def stopped(context: Context, about: str) -> None:
    """Wait no longer for this answer; another question that was asked since goes on."""
    if (await context.state.get_data()).get(_ABOUT) == about:
        await context.state.clear()


class Reply(Filter):
    """Whether a message of somebody on the roster answers another one in their private chat."""

    async def __call__(self, event: TelegramObject, actor: Actor | None = None) -> bool:
        """Whether it does."""
        if not isinstance(event, Message) or event.chat.type != ChatType.PRIVATE:
            return False
        return actor is not None and event.reply_to_message is not None


class OfCard(Filter):
    """A filter of messages for an open card of these kinds, so that a router can be told at a glance."""

    kinds: frozenset[str] = frozenset()


class Waits(Filter):
    """Whether one of these answers is waited for, and not for too long; a question left alone is forgotten."""

    def __init__(self, *states: State) -> None:
        self.names = {state.state for state in states}

    async def __call__(
        self,
        event: TelegramObject,
        state: FSMContext,
        now: datetime,
        raw_state: str | None = None,
        said_at: datetime | None = None,
    ) -> bool:
        """Compare the question that is open."""
        return raw_state in self.names and await self.lasts(event, state, said_at or now)

    async def lasts(self, event: TelegramObject, state: FSMContext, at: datetime) -> bool:
        """Whether the open question is young enough; otherwise it ends."""
        since = (await state.get_data()).get(_SINCE)
        if since is not None and at - datetime.fromisoformat(since) <= WITHIN:
            return True
        await state.clear()
        return False


def past_said(context: Context, text: str) -> datetime:
    """Return the instant of the past that a person typed. Raises ``Refused`` for one that is unclear."""
    at = time_parser.read_past(text, context.now, context.zone)
    if at is None:
        raise Refused("ask-time-unclear")
    return at


def time_said(context: Context, text: str) -> datetime:
    """Return the instant a person typed. Raises ``Refused`` for one that is unclear or too far off."""
    at = time_parser.read(text, context.at, context.zone)
    if at is None:
        raise Refused("ask-time-unclear")
    if at > (latest := context.now + time_parser.LATEST):
        raise Refused("ask-time-far", latest=f"{latest.astimezone(context.zone):%Y-%m-%d}")
    return at


def start_said(context: Context, text: str) -> datetime:
    """Return the start that a person typed, as ``time_said`` does. Raises ``Refused`` for a day without its hour."""
    at = time_said(context, text)
    if not time_parser.names_hour(text):
        raise Refused("ask-hour-needed")
    return at
