"""aiogram-dialog's windows as answers: they go out after the commit, like everything else (I2).

The library wants a message's id before the message exists. A new window gets a negative stand-in, which a small
transaction after the sending replaces in the dialog's stack.
"""

from typing import Any

from aiogram import Bot, Router
from aiogram.enums import ContentType
from aiogram.methods import (
    DeleteMessage,
    EditMessageCaption,
    EditMessageMedia,
    EditMessageReplyMarkup,
    EditMessageText,
    SendAnimation,
    SendAudio,
    SendDocument,
    SendMessage,
    SendPhoto,
    SendVideo,
    SendVoice,
    TelegramMethod,
)
from aiogram.types import (
    CallbackQuery,
    FSInputFile,
    InlineKeyboardMarkup,
    InputFile,
    Message,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    URLInputFile,
)
from aiogram_dialog import BgManagerFactory, ShowMode, setup_dialogs
from aiogram_dialog.api.entities import MediaAttachment, MediaId, NewMessage, OldMessage
from aiogram_dialog.api.protocols import MediaIdStorageProtocol, MessageManagerProtocol, MessageNotModified
from aiogram_dialog.manager.message_manager import INPUT_MEDIA_TYPES
from sqlalchemy.ext.asyncio import AsyncSession

from handlers.kit.answers import Answers, OnSent, current
from services.operations.conversations import Conversations, opened

MESSAGE_ID = "last_message_id"
"""Where aiogram-dialog's stack keeps the id of its window."""

_SEND: dict[ContentType, tuple[type[TelegramMethod[Message]], str]] = {
    ContentType.ANIMATION: (SendAnimation, "animation"),
    ContentType.AUDIO: (SendAudio, "audio"),
    ContentType.DOCUMENT: (SendDocument, "document"),
    ContentType.PHOTO: (SendPhoto, "photo"),
    ContentType.VIDEO: (SendVideo, "video"),
    ContentType.VOICE: (SendVoice, "voice"),
}


def setup(router: Router) -> BgManagerFactory:
    """Set aiogram-dialog up on the router so that its windows are collected with the other answers."""
    return setup_dialogs(router, message_manager=CollectedMessages(), media_id_storage=NoMediaIds())


class NoMediaIds(MediaIdStorageProtocol):
    """Remembers no file ids: they are known only after the sending, and ours are sent by file id anyway."""

    async def get_media_id(self, path: Any, url: Any, type: ContentType) -> MediaId | None:  # noqa: A002
        """Return None."""
        return None

    async def save_media_id(self, path: Any, url: Any, type: ContentType, media_id: MediaId) -> None:  # noqa: A002
        """Do nothing."""


class CollectedMessages(MessageManagerProtocol):
    """Turns what a dialog shows into answers of the current update."""

    async def answer_callback(self, bot: Bot, callback_query: CallbackQuery) -> None:
        """Nothing to do: every press is answered when the answers go out."""

    async def remove_kbd(self, bot: Bot, show_mode: ShowMode, old_message: OldMessage | None) -> None:
        """Take the buttons off a window that is closed, or delete it."""
        old = _known(old_message)
        if show_mode is ShowMode.NO_UPDATE or old is None:
            return
        if show_mode is ShowMode.DELETE_AND_SEND:
            _delete(current.get(), old)
        else:
            _strip(current.get(), old)

    async def show_message(self, bot: Bot, new_message: NewMessage, old_message: OldMessage | None) -> OldMessage:
        """Collect the sending or the edit that shows the window; the id of a new message is a stand-in."""
        say, old, mode = current.get(), _known(old_message), new_message.show_mode
        if mode is ShowMode.NO_UPDATE:
            raise MessageNotModified("ShowMode is NO_UPDATE")
        if old is None:
            return _send(say, bot, new_message)
        if mode is ShowMode.DELETE_AND_SEND or (mode is not ShowMode.SEND and not _editable(new_message, old)):
            _delete(say, old)
            return _send(say, bot, new_message)
        if mode is ShowMode.SEND:
            _strip(say, old, new_message)
            return _send(say, bot, new_message)
        say.call(
            _edit(bot, new_message, old),
            instead=_sending(bot, new_message),
            on_sent=_remember(old.message_id),
        )
        return _shown(new_message, old.message_id)


def _known(old: OldMessage | None) -> OldMessage | None:
    """Whether we know where the old window is: a stand-in was never replaced when a crash came between."""
    return old if old is not None and old.message_id > 0 else None


def _editable(new: NewMessage, old: OldMessage) -> bool:
    if old.media_id is not None and not new.media:
        return False
    if old.content_type == ContentType.VOICE or (new.media is not None and new.media.type == ContentType.VOICE):
        return False
    return not (old.has_reply_keyboard or isinstance(new.reply_markup, ReplyKeyboardMarkup))


def _send(say: Answers, bot: Bot, new: NewMessage) -> OldMessage:
    stand_in = -(say.update.update_id * 100 + len(say.collected) + 1)
    say.call(_sending(bot, new), on_sent=_remember(stand_in))
    return _shown(new, stand_in)


def _remember(known_as: int) -> OnSent | None:
    """Return what puts the message's real id into the stack that was saved with ``known_as``."""
    conversations = opened.get()

    async def replace(session: AsyncSession, message: Message) -> None:
        if conversations is None or message.message_id == known_as:
            return
        again = Conversations(session)
        for key in list(conversations.pages):
            if (await conversations.data(key)).get(MESSAGE_ID) != known_as:
                continue
            data = await again.data(key)
            if data.get(MESSAGE_ID) == known_as:
                await again.keep(key, data | {MESSAGE_ID: message.message_id})
        await again.flush(message.date)

    return replace


def _strip(say: Answers, old: OldMessage, new: NewMessage | None = None) -> None:
    """Take the keyboard of the old window away, as far as the new one does not replace it anyway."""
    if not old.has_reply_keyboard:
        say.call(EditMessageReplyMarkup(chat_id=old.chat.id, message_id=old.message_id))
    elif new is None or not isinstance(new.reply_markup, ReplyKeyboardMarkup):
        say.call(SendMessage(chat_id=old.chat.id, text="…", reply_markup=ReplyKeyboardRemove()))


def _delete(say: Answers, old: OldMessage) -> None:
    strip = EditMessageReplyMarkup(chat_id=old.chat.id, message_id=old.message_id)
    say.call(DeleteMessage(chat_id=old.chat.id, message_id=old.message_id), instead=strip)


def _sending(bot: Bot, new: NewMessage) -> TelegramMethod[Message]:
    about: dict[str, Any] = {
        "chat_id": new.chat.id,
        "message_thread_id": new.thread_id,
        "business_connection_id": new.business_connection_id,
        "reply_markup": new.reply_markup,
        "parse_mode": new.parse_mode,
        "protect_content": new.protect_content,
    }
    if new.media is None:
        return SendMessage(**about, text=new.text or "", link_preview_options=new.link_preview_options)
    method, name = _SEND[new.media.type]
    return method(**about, **{name: _source(new.media, bot)}, caption=new.text, **new.media.kwargs)


def _edit(bot: Bot, new: NewMessage, old: OldMessage) -> TelegramMethod[Any]:
    markup = new.reply_markup if isinstance(new.reply_markup, InlineKeyboardMarkup) else None
    at: dict[str, Any] = {"chat_id": old.chat.id, "message_id": old.message_id, "reply_markup": markup}
    if new.media is None:
        return EditMessageText(
            **at,
            text=new.text or "",
            parse_mode=new.parse_mode,
            link_preview_options=new.link_preview_options,
        )
    if old.media_id is not None and new.media.file_id == MediaId(old.media_id, old.media_uniq_id):
        return EditMessageCaption(**at, caption=new.text, parse_mode=new.parse_mode)
    media = INPUT_MEDIA_TYPES[new.media.type](
        media=_source(new.media, bot), caption=new.text, parse_mode=new.parse_mode, **new.media.kwargs
    )
    return EditMessageMedia(**at, media=media)


def _source(media: MediaAttachment, bot: Bot) -> InputFile | str:
    if media.file_id:
        return media.file_id.file_id
    if media.url:
        return URLInputFile(media.url, bot=bot) if media.use_pipe else media.url
    return FSInputFile(str(media.path))


def _shown(new: NewMessage, message_id: int) -> OldMessage:
    media = new.media.file_id if new.media else None
    return OldMessage(
        chat=new.chat,
        message_id=message_id,
        media_id=media.file_id if media else None,
        media_uniq_id=media.file_unique_id if media else None,
        text=new.text,
        has_protected_content=new.protect_content,
        has_reply_keyboard=isinstance(new.reply_markup, ReplyKeyboardMarkup),
        business_connection_id=new.business_connection_id,
        content_type=new.media.type if new.media else ContentType.TEXT,
    )
