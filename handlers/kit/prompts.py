"""Waiting for words: what the next message is taken for, about which object, and for how long.

A question that was left alone is forgotten: words sent an hour later are about something else. One whose object has
moved on ends at the first answer, so that nobody is caught in it.
"""

from collections.abc import Awaitable
from datetime import datetime, timedelta
from typing import Any

from aiogram.filters import Filter
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State
from aiogram.types import TelegramObject

from handlers.kit.context import Context
from services.cards.card import Button, button
from services.core.errors import Refused
from texts import Words

WITHIN = timedelta(minutes=30)
"""How long the next words are an answer."""
STOP = "stop_asking"
"""A button under a question: nothing is to be done after all; its extra is what the question is about."""
_SINCE, _ABOUT = "since", "about"


async def begin(context: Context, state: FSMContext, what: State, about: str, **kept: Any) -> None:
    """Take the next words for an answer to this; ``about`` names action and object, as the question's stop does."""
    await state.set_state(what)
    await state.set_data(kept | {_SINCE: context.act.now.isoformat(), _ABOUT: about})


def stop(words: Words, about: str) -> tuple[Button, ...]:
    """Return the last row of a question: who pressed the wrong button gets out with another press."""
    return (button(words.plain("ask-stop"), STOP, "", about),)


async def stopped(state: FSMContext, about: str) -> None:
    """Wait no longer for this answer; another question that was asked since goes on."""
    if (await state.get_data()).get(_ABOUT) == about:
        await state.clear()


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


async def still(context: Context, state: FSMContext, check: Awaitable[object]) -> bool:
    """Whether the answer can still be used; otherwise the question ends and the person is told why."""
    try:
        await check
    except Refused as refusal:
        await state.clear()
        context.say.send(refusal.in_words(context.words))
        return False
    return True
