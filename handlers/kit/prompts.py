"""Waiting for words: what the next message is taken for, about which object, and for how long.

A question that was left alone is forgotten: words sent an hour later are about something else. One whose object has
moved on ends at the first answer, so that nobody is caught in it.
"""

from collections.abc import Awaitable
from datetime import datetime, timedelta
from typing import Any

from aiogram import F, Router
from aiogram.filters import Filter
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State
from aiogram.types import Message, TelegramObject

from handlers.kit import time_parser
from handlers.kit.context import Context
from services.cards.card import Button, Card, button
from services.core.errors import Refused
from texts import Words

WITHIN = timedelta(minutes=30)
"""How long the next words are an answer."""
STOP = "stop_asking"
"""A button under a question that leaves it without an answer; its extra is what the question is about."""
_SINCE, _ABOUT = "since", "about"


async def begin(context: Context, what: State, about: str, **kept: Any) -> None:
    """Take the next words for an answer to this; ``about`` names action and object, as the question's stop does."""
    await context.state.set_state(what)
    await context.state.set_data(kept | {_SINCE: context.now.isoformat(), _ABOUT: about})


async def ask(context: Context, what: State, about: str, text: str, *rows: tuple[Button, ...], **kept: Any) -> None:
    """Ask in a message of its own, with rows of ready answers and the way out; the next words are the answer."""
    await begin(context, what, about, **kept)
    context.say.send(Card(text=text, rows=(*rows, stop(context.words, about))))


def stop(words: Words, about: str) -> tuple[Button, ...]:
    """Return the last row of a question: one press gets a person out who pressed the wrong button."""
    return (button(words.plain("ask-stop"), STOP, "", about),)


async def stopped(context: Context, about: str) -> None:
    """Wait no longer for this answer; another question that was asked since goes on."""
    if (await context.state.get_data()).get(_ABOUT) == about:
        await context.state.clear()


async def left(context: Context, *states: State) -> None:
    """End a question that was answered by a button, if it is the one that is open."""
    if await context.state.get_state() in {state.state for state in states}:
        await context.state.clear()


class Waits(Filter):
    """Whether one of these answers is waited for, and not for too long; a question left alone is forgotten."""

    def __init__(self, *states: State) -> None:
        self.names = {state.state for state in states}

    async def __call__(
        self, event: TelegramObject, state: FSMContext, now: datetime, raw_state: str | None = None
    ) -> bool:
        """Look at what is waited for."""
        if raw_state not in self.names:
            return False
        since = (await state.get_data()).get(_SINCE)
        if since is not None and now - datetime.fromisoformat(since) <= WITHIN:
            return True
        await state.clear()
        return False


async def still(context: Context, check: Awaitable[object]) -> bool:
    """Whether the answer can still be used; otherwise the question ends and the person is told why."""
    try:
        await check
    except Refused as refusal:
        await context.state.clear()
        context.say.send(refusal.in_words(context.words))
        return False
    return True


def said(message: Message) -> str:
    """Return the words of a message, without blanks around them."""
    return (message.text or "").strip()


def time_said(context: Context, message: Message) -> datetime | None:
    """Return the instant a person typed; without one the person is told that it is unclear."""
    at = time_parser.read(message.text or "", context.now, context.zone)
    if at is None:
        context.say.send(context.words("ask-time-unclear"))
    return at


def words_only(router: Router, *states: State) -> None:
    """Let a router answer everything but words, where words are waited for: a photo would go nowhere."""

    @router.message(Waits(*states), ~F.text)
    async def not_words(message: Message, context: Context) -> None:
        context.say.send(context.words("ask-words-wanted"))
