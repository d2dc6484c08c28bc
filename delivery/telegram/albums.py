"""Files as python-telegram-bot takes them for an album."""

from telegram import InputMediaAudio, InputMediaDocument, InputMediaPhoto, InputMediaVideo
from telegram.constants import ParseMode

from models.enums import MediaKind
from services.cards.card import Picture

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
