"""The cards that stand in a chat: the one that a newer card replaces goes, the one that matters is pinned.

A grave matter has a topic of its own in a group that has topics: opened with its card, closed with its end. Without the
right, without topics (any more) and on a server that does not know the methods the card stands in the group itself.
"""

from dataclasses import replace
from typing import Any

import structlog
from telegram.error import BadRequest, Forbidden, InvalidToken
from telegram.ext import ExtBot

from delivery.telegram.parcels import NO_TOPIC, Parcel
from delivery.telegram.send_windows import Slot

log = structlog.get_logger(__name__)

NAME_LIMIT = 128
"""Characters of a topic's name (Telegram)."""
_CLOSED = "topic_closed"
NO_SUCH_TOPIC = ("message thread not found", "topic_deleted", _CLOSED, "topic_id_invalid")
_NO_RIGHT = (BadRequest, Forbidden, InvalidToken)
"""Raised without the right to pin or without topics; the last one by a server that does not know the method."""


async def take_away(bot: ExtBot[Any], parcel: Parcel, slot: Slot | None = None) -> None:
    """Delete the card that stands in the chat; one that is too old for that loses its buttons and its pin.

    Raises ``TelegramError`` when Telegram could not be asked.
    """
    if parcel.shown_as is None:
        return
    at: dict[str, Any] = {"chat_id": parcel.chat_id, "message_id": parcel.shown_as, "rate_limit_args": slot}
    try:
        await bot.delete_message(**at)
    except BadRequest as error:
        if "not found" in error.message.lower():
            return
        await bare(bot, parcel, slot)  # first, for a pin may have to wait
        if parcel.shown_pinned:
            await unpin(bot, parcel, parcel.shown_as)


async def bare(bot: ExtBot[Any], parcel: Parcel, slot: Slot | None = None) -> None:
    """Take the buttons off the card that stands in the chat; its words stay. One without any is left as it is."""
    at: dict[str, Any] = {"chat_id": parcel.chat_id, "message_id": parcel.shown_as, "rate_limit_args": slot}
    try:
        await bot.edit_message_reply_markup(**at)
    except BadRequest as gone:
        log.info("delivery.already_gone", row=parcel.id, error=str(gone))


async def pin(bot: ExtBot[Any], parcel: Parcel, message_id: int) -> None:
    """Pin a card at the top of the chat, without a sound; a bot without the right to do so leaves it below."""
    try:
        await bot.pin_chat_message(parcel.chat_id, message_id, disable_notification=True)
    except _NO_RIGHT as error:
        log.info("delivery.not_pinned", row=parcel.id, error=str(error))


async def unpin(bot: ExtBot[Any], parcel: Parcel, message_id: int) -> None:
    """Take a card from the top of the chat: what it tells of has ended."""
    try:
        await bot.unpin_chat_message(parcel.chat_id, message_id)
    except _NO_RIGHT as error:
        log.info("delivery.not_unpinned", row=parcel.id, error=str(error))


class Topics:
    """Opens and closes topics; remembers those whose card has not arrived yet, so that a repeat opens no second one."""

    def __init__(self, bot: ExtBot[Any]) -> None:
        self._bot = bot
        self._opened: dict[tuple[int, str | None], int] = {}
        self._gone: set[tuple[int, int]] = set()

    async def placed(self, parcel: Parcel) -> Parcel:
        """Return a parcel for the topic that it goes to: the card of a matter that is grave now, to a new one."""
        topic, moved = parcel.shown_topic, False
        if parcel.opens_topic:
            topic = await self._open(parcel)
            moved = topic != NO_TOPIC
        elif (parcel.chat_id, topic) in self._gone:
            topic = NO_TOPIC
        return replace(parcel, shown_topic=topic, thread_id=topic or parcel.thread_id, moved=moved)

    async def _open(self, parcel: Parcel) -> int:
        key = (parcel.chat_id, parcel.card_name)
        if key not in self._opened:
            try:
                made = await self._bot.create_forum_topic(parcel.chat_id, (parcel.card.topic or "")[:NAME_LIMIT])
            except _NO_RIGHT as error:
                log.info("delivery.no_topic", row=parcel.id, error=str(error))
                return NO_TOPIC
            self._opened[key] = made.message_thread_id
        return self._opened[key]

    def lost(self, parcel: Parcel, error: BadRequest) -> None:
        """Note that the topic of a parcel is gone; a closed one may be opened again."""
        if parcel.thread_id is not None and _CLOSED not in error.message.lower():
            self._gone.add((parcel.chat_id, parcel.thread_id))

    def arrived(self, parcel: Parcel) -> int | None:
        """Return the topic of a card that has arrived, for the ledger, which knows it from now on."""
        self._opened.pop((parcel.chat_id, parcel.card_name), None)
        return NO_TOPIC if (parcel.chat_id, parcel.shown_topic) in self._gone else parcel.shown_topic

    async def turn(self, parcel: Parcel) -> None:
        """Close the topic of a matter that has ended, or open it again."""
        if not parcel.shown_topic:
            return
        turn = self._bot.close_forum_topic if parcel.card.over else self._bot.reopen_forum_topic
        try:
            await turn(parcel.chat_id, parcel.shown_topic)
        except _NO_RIGHT as error:
            if "topic_not_modified" not in error.message.lower():
                log.info("delivery.topic_not_turned", row=parcel.id, error=str(error))
