"""The cards that stand in a chat: the one that a newer card replaces goes, the one that matters is pinned."""

from typing import Any

import structlog
from telegram.error import BadRequest, Forbidden, InvalidToken
from telegram.ext import ExtBot

from delivery.telegram.parcels import Parcel
from delivery.telegram.send_windows import Slot

log = structlog.get_logger(__name__)

_NO_RIGHT = (BadRequest, Forbidden, InvalidToken)
"""Raised without the right to pin; the last one by a server that does not know the method."""


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
        if parcel.shown_pinned:
            await unpin(bot, parcel, parcel.shown_as)
        await bare(bot, parcel, slot)


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
