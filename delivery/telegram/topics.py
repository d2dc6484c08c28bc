"""A topic for each grave matter in a group that has topics: opened with its card, closed with its end.

A bot without the right, a group without topics (any more) and a server that does not know the methods: the card stands
in the group itself.
"""

import structlog
from telegram.error import BadRequest, Forbidden, InvalidToken
from telegram.ext import ExtBot

from delivery.telegram.parcels import Parcel

log = structlog.get_logger(__name__)

NAME_LIMIT = 128
"""Characters of a topic's name (Telegram)."""
NO_SUCH_TOPIC = ("message thread not found", "topic_deleted", "topic_closed", "topic_id_invalid")
_REFUSED = (BadRequest, Forbidden, InvalidToken)
"""Raised without the right or without topics; the last one by a server that does not know the method."""


class Topics:
    """Opens and closes topics; remembers those whose card has not arrived yet, so that a repeat opens no second one."""

    def __init__(self, bot: ExtBot[object]) -> None:
        self._bot = bot
        self._opened: dict[tuple[int, str | None], int] = {}

    async def of(self, parcel: Parcel) -> int | None:
        """Return the topic that a message goes to; a new one for the first card of a grave matter."""
        if parcel.shown_topic is not None or not parcel.opens_topic:
            return parcel.shown_topic
        key = (parcel.chat_id, parcel.card_name)
        if key not in self._opened:
            try:
                made = await self._bot.create_forum_topic(parcel.chat_id, (parcel.card.topic or "")[:NAME_LIMIT])
            except _REFUSED as error:
                log.info("delivery.no_topic", row=parcel.id, error=str(error))
                return None
            self._opened[key] = made.message_thread_id
        return self._opened[key]

    def arrived(self, parcel: Parcel) -> None:
        """Forget a topic whose card has arrived: the ledger knows it from now on."""
        self._opened.pop((parcel.chat_id, parcel.card_name), None)

    async def turn(self, parcel: Parcel) -> None:
        """Close the topic of a matter that has ended, or open it again."""
        if parcel.shown_topic is None:
            return
        turn = self._bot.close_forum_topic if parcel.card.over else self._bot.reopen_forum_topic
        try:
            await turn(parcel.chat_id, parcel.shown_topic)
        except _REFUSED as error:
            if "topic_not_modified" not in error.message.lower():
                log.info("delivery.topic_not_turned", row=parcel.id, error=str(error))
