"""Pressed inline buttons that wait for the bot's answer."""

import asyncio
from dataclasses import dataclass

from sandbox.json import Json
from sandbox.world.chats import Message
from sandbox.world.people import Bot, Person

# A query older than this, by the clock of the world, can no longer be answered.
ANSWER_WITHIN = 60.0
KEEP_QUERIES = 20_000


@dataclass(slots=True, eq=False)
class CallbackQuery:
    """One tap on a button; `answer` is done when the bot has answered, and empty when the world ended first."""

    id: str
    bot: Bot
    person: Person
    message: Message
    data: str
    at: float
    answer: "asyncio.Future[Json]"

    def view(self) -> Json:
        """Return the Bot API's `CallbackQuery`."""
        message = self.message
        return {
            "id": self.id,
            "from": self.person.brief(),
            "message": message.render_lost() if message.deleted else message.render(),
            "chat_instance": str(hash((message.room.id, self.bot.id)) & 0x7FFFFFFFFFFFFFFF),
            "data": self.data,
        }
