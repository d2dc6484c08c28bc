"""The edge: who acts, and in which words, for every update before a handler sees it.

Handlers take by name: ``session`` (the update's transaction), ``town``, ``now``, ``say``
(``handlers.kit.answers.Answers``), ``actor`` (``services.core.act.Actor`` or None), ``words``, and ``more_of_album``
(True while further parts of the same album wait: the card need not be shown yet).
"""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from aiogram import BaseMiddleware
from aiogram.enums import ChatType
from aiogram.types import TelegramObject, Update, User
from sqlalchemy.ext.asyncio import AsyncSession

from handlers.kit.answers import Answers
from models.enums import Language
from services.core.act import Actor
from services.core.town import Town
from services.people.access import actor_of

ActorOf = Callable[[AsyncSession, int], Awaitable[Actor | None]]


class Edge(BaseMiddleware):
    """Outer middleware of all updates; ``actor_of`` finds the person behind a Telegram id."""

    def __init__(self, find_actor: ActorOf = actor_of) -> None:
        self._actor_of = find_actor

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        """Add ``actor`` and ``words`` to what handlers may ask for."""
        if "session" not in data:
            raise RuntimeError("an event outside of an update's transaction: dialogs must not use bg() or NEW_STACK")
        session: AsyncSession = data["session"]
        town: Town = data["town"]
        say: Answers = data["say"]
        user: User | None = data.get("event_from_user")
        actor = None
        if user is not None and isinstance(event, Update) and _concerns_us(event):
            actor = await self._actor_of(session, user.id)
        data["actor"] = actor
        data["words"] = say.words = town.words(language_of(town, actor, user))
        say.person_id = actor.person_id if actor else None
        return await handler(event, data)


def language_of(town: Town, actor: Actor | None, user: User | None) -> str:
    """Return the language to answer in: the person's own, else Telegram's if we speak it, else the township's."""
    if actor is not None:
        return actor.language
    code = (user.language_code or "") if user is not None else ""
    if code.startswith("zh"):
        return Language.ZH_CN
    if code.startswith("en"):
        return Language.EN
    return town.settings.language


def context_of(data: dict[str, Any]) -> tuple[AsyncSession, Town, datetime]:
    """Return the session, town and now out of a dialog's middleware data."""
    return data["session"], data["town"], data["now"]


def _concerns_us(update: Update) -> bool:
    """Whether the person behind the update is worth a look-up: not for what people say to each other in a group."""
    message = update.message or update.edited_message
    if message is None or message.chat.type == ChatType.PRIVATE:
        return True
    return (message.text or "").startswith("/") or message.reply_to_message is not None
