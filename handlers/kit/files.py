"""Files in answers: made when they are sent, and several as an album."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from typing import Any

import structlog
from aiogram import Bot
from aiogram.methods import (
    SendAudio,
    SendDocument,
    SendMediaGroup,
    SendPhoto,
    SendVideo,
    SendVoice,
    TelegramMethod,
)
from aiogram.types import InputFile, InputMediaAudio, InputMediaDocument, InputMediaPhoto, InputMediaVideo

from models.enums import MediaKind
from services.cards.card import Picture

log = structlog.get_logger(__name__)

HTML = "HTML"
SEND = {
    MediaKind.PHOTO: (SendPhoto, "photo"),
    MediaKind.VIDEO: (SendVideo, "video"),
    MediaKind.VOICE: (SendVoice, "voice"),
    MediaKind.AUDIO: (SendAudio, "audio"),
    MediaKind.DOCUMENT: (SendDocument, "document"),
}
"""The method that sends a file of each kind, and the name of its file."""
INPUT = {
    MediaKind.PHOTO: InputMediaPhoto,
    MediaKind.VIDEO: InputMediaVideo,
    MediaKind.AUDIO: InputMediaAudio,
    MediaKind.DOCUMENT: InputMediaDocument,
}
"""The kinds of files that stand in an album, or take the place of another."""


class MadeFile(InputFile):
    """A file that is made when it is sent, in a thread, once, for the bot of a username."""

    def __init__(self, make: Callable[[str], bytes], filename: str) -> None:
        super().__init__(filename=filename)
        self._make = make
        self._made: bytes | None = None

    async def read(self, bot: Bot) -> AsyncGenerator[bytes, None]:
        """Yield the content."""
        if self._made is None:
            username = (await bot.me()).username or ""
            try:
                self._made = await asyncio.to_thread(self._make, username)
            except Exception:
                log.exception("file_not_made", name=self.filename)
                raise
        yield self._made


def sending(file: Picture, **at: Any) -> TelegramMethod[Any]:
    """Return the call that sends a file with its label."""
    send, name = SEND[MediaKind(file.kind)]
    method: TelegramMethod[Any] = send(**at, **{name: file.file_id}, caption=file.label or None, parse_mode=HTML)
    return method


def together(files: tuple[Picture, ...], **at: Any) -> SendMediaGroup:
    """Return the call that sends the files of an album, each with its label."""
    media = [INPUT[MediaKind(one.kind)](media=one.file_id, caption=one.label or None, parse_mode=HTML) for one in files]
    return SendMediaGroup(**at, media=media)
