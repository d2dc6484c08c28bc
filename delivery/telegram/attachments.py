"""Attachments of a message: files in an album, a number that can be dialled."""

from collections.abc import Iterator
from typing import Any

import structlog
from telegram import InputMediaAudio, InputMediaDocument, InputMediaPhoto, InputMediaVideo
from telegram.constants import ParseMode
from telegram.error import BadRequest, InvalidToken
from telegram.ext import ExtBot

from delivery.telegram.keyboards import keyboard_of
from delivery.telegram.parcels import Delivered, Parcel
from delivery.telegram.send_windows import Slot
from models.enums import MediaKind
from services.cards.card import Picture

log = structlog.get_logger(__name__)

Media = InputMediaAudio | InputMediaDocument | InputMediaPhoto | InputMediaVideo
_KINDS: dict[MediaKind, type[Media]] = {
    MediaKind.PHOTO: InputMediaPhoto,
    MediaKind.VIDEO: InputMediaVideo,
    MediaKind.DOCUMENT: InputMediaDocument,
    MediaKind.AUDIO: InputMediaAudio,
}


def media(files: tuple[Picture, ...]) -> list[Media]:
    """Return the files of an album (``services.cards.albums``), each with its label."""
    return [_KINDS[MediaKind(one.kind)](one.file_id, caption=one.label, parse_mode=ParseMode.HTML) for one in files]


async def send_contact(bot: ExtBot[Any], parcel: Parcel, slots: Iterator[Slot | None]) -> Delivered | None:
    """Send a number that can be dialled; return None where Telegram refuses it: the text has the number as well."""
    contact = parcel.card.contact
    assert contact is not None
    try:
        message = await bot.send_contact(
            parcel.chat_id,
            contact.phone,
            contact.name,
            reply_markup=keyboard_of(parcel, bot),
            disable_notification=parcel.card.silent or None,
            rate_limit_args=next(slots, None),
        )
    except (BadRequest, InvalidToken) as error:  # the latter: of a server that does not know the method
        log.warning("delivery.contact_refused", row=parcel.id, error=str(error))
        return None
    return Delivered(message.message_id)
