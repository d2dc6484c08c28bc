"""The card a person is filling in, looked up once for each message that may belong to it."""

from typing import Any

from aiogram.enums import ChatType
from aiogram.types import Message, TelegramObject

from handlers.drafts.commands import is_command
from handlers.kit.middleware import Middleware
from services.drafts import drafts


class OpenDraft(Middleware):
    """Outer middleware of messages: handlers and filters may take ``draft``, the person's open one or None.

    Commands and what is said in groups belong to no card, so nothing is looked up for them.
    """

    async def prepare(self, event: TelegramObject, data: dict[str, Any]) -> TelegramObject:
        """Add ``draft``."""
        actor = data.get("actor")
        looked_for = isinstance(event, Message) and event.chat.type == ChatType.PRIVATE and not is_command(event)
        data["draft"] = await drafts.current(data["session"], actor.person_id) if actor and looked_for else None
        return event
