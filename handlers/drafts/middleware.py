"""The card a person is filling in, looked up once for each message that may belong to it."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware
from aiogram.enums import ChatType
from aiogram.types import Message, TelegramObject

from services.drafts import drafts


class OpenDraft(BaseMiddleware):
    """Outer middleware of messages: handlers and filters may take ``draft``, the person's open one or None.

    Commands and what is said in groups belong to no card, so nothing is looked up for them.
    """

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        """Add ``draft`` to what handlers may ask for."""
        actor = data.get("actor")
        looked_for = isinstance(event, Message) and event.chat.type == ChatType.PRIVATE and not is_command(event)
        data["draft"] = await drafts.current(data["session"], actor.person_id) if actor and looked_for else None
        return await handler(event, data)


def is_command(message: Message) -> bool:
    """Whether the message is a command, known or not."""
    return (message.text or "").startswith("/")
