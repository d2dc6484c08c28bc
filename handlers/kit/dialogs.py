"""aiogram-dialog's windows as answers: they go out after the commit, like everything else (I2).

The library wants a message's id before the message exists. A new window gets a negative stand-in, which a small
transaction after the sending replaces in the dialog's stack. The windows hold words and inline buttons, no files.
"""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from aiogram import Bot, Router
from aiogram.enums import ContentType
from aiogram.methods import DeleteMessage, EditMessageReplyMarkup, EditMessageText, SendMessage
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message, TelegramObject
from aiogram_dialog import BgManagerFactory, ShowMode, setup_dialogs
from aiogram_dialog.api.entities import MediaId, NewMessage, OldMessage
from aiogram_dialog.api.protocols import MediaIdStorageProtocol, MessageManagerProtocol, MessageNotModified
from aiogram_dialog.context.intent_middleware import IntentMiddlewareFactory
from sqlalchemy.ext.asyncio import AsyncSession

from handlers.kit.answers import Answers, OnSent, current
from handlers.kit.buttons import Press
from handlers.kit.middleware import Handles
from handlers.kit.routers import WINDOWS
from services.operations.conversations import Conversations, opened

MESSAGE_ID = "last_message_id"
"""Where aiogram-dialog's stack keeps the id of its window."""
STACK = "aiogd:stack:"
"""aiogram-dialog's name for the default stack of a private chat, and the beginning of the name of any other."""
Loads = Callable[[Handles, TelegramObject, dict[str, Any]], Awaitable[Any]]


def setup(router: Router) -> BgManagerFactory:
    """Set aiogram-dialog up on the router so that its windows are collected with the other answers."""
    factory = setup_dialogs(router, message_manager=CollectedMessages(), media_id_storage=NoMediaIds())
    for observer in (router.message, router.callback_query):
        for one in list(observer.outer_middleware):
            observer.outer_middleware.unregister(one)
            loads = isinstance(getattr(one, "__self__", None), IntentMiddlewareFactory)
            observer.outer_middleware.register(partial(_unless_needless, one) if loads else one)
    return factory


async def _unless_needless(load: Loads, handler: Handles, event: TelegramObject, data: dict[str, Any]) -> Any:
    """Load the dialog of a chat, unless it has none and no handler can be meant that opens one."""
    return await (handler(event, data) if _is_needless(event) else load(handler, event, data))


def _is_needless(event: TelegramObject) -> bool:
    conversations = opened.get()
    stacks = [page.data for key, page in conversations.pages.items() if STACK in key] if conversations else []
    if not stacks or any(stacks):
        return False  # nobody has looked, or there is one
    if isinstance(event, CallbackQuery):
        data = event.data or ""
        return data.startswith(f"{Press.__prefix__}{Press.__separator__}") and not data.startswith(tuple(WINDOWS))
    if not isinstance(event, Message) or event.reply_to_message is not None:
        return False
    return not (event.text or event.caption or "").startswith("/")


class NoMediaIds(MediaIdStorageProtocol):
    """Remembers no file ids: no window holds a file."""

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
        if show_mode is not ShowMode.NO_UPDATE:
            _leave(current.get(), _known(old_message), delete=show_mode is ShowMode.DELETE_AND_SEND)

    async def show_message(self, bot: Bot, new_message: NewMessage, old_message: OldMessage | None) -> OldMessage:
        """Collect the sending or the edit that shows the window; the id of a new message is a stand-in."""
        say, old, mode = current.get(), _known(old_message), new_message.show_mode
        if mode is ShowMode.NO_UPDATE:
            raise MessageNotModified("ShowMode is NO_UPDATE")
        if old is None or mode in (ShowMode.SEND, ShowMode.DELETE_AND_SEND):
            _leave(say, old, delete=mode is ShowMode.DELETE_AND_SEND)
            stand_in = -(say.update.update_id * 100 + len(say.collected) + 1)
            say.call(_sending(new_message), on_sent=_remember(stand_in))
            return _shown(new_message, stand_in)
        say.call(
            EditMessageText(chat_id=old.chat.id, message_id=old.message_id, **_content(new_message)),
            instead=_sending(new_message),
            on_sent=_remember(old.message_id),
        )
        return _shown(new_message, old.message_id)


def _known(old: OldMessage | None) -> OldMessage | None:
    """Return the old window if its place is known: a crash may come before a stand-in is replaced."""
    return old if old is not None and old.message_id > 0 else None


def _leave(say: Answers, old: OldMessage | None, *, delete: bool) -> None:
    """Take the buttons off the old window, or delete it as long as Telegram lets us."""
    if old is None:
        return
    strip = EditMessageReplyMarkup(chat_id=old.chat.id, message_id=old.message_id)
    if delete:
        say.call(DeleteMessage(chat_id=old.chat.id, message_id=old.message_id), instead=strip)
    else:
        say.call(strip)


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


def _content(new: NewMessage) -> dict[str, Any]:
    if new.media is not None:
        raise ValueError("a window holds no file")
    return {
        "text": new.text or "",
        "parse_mode": new.parse_mode,
        "link_preview_options": new.link_preview_options,
        "reply_markup": new.reply_markup if isinstance(new.reply_markup, InlineKeyboardMarkup) else None,
    }


def _sending(new: NewMessage) -> SendMessage:
    return SendMessage(chat_id=new.chat.id, message_thread_id=new.thread_id, **_content(new))


def _shown(new: NewMessage, message_id: int) -> OldMessage:
    return OldMessage(
        chat=new.chat,
        message_id=message_id,
        media_id=None,
        media_uniq_id=None,
        text=new.text,
        has_protected_content=None,
        has_reply_keyboard=False,
        business_connection_id=None,
        content_type=ContentType.TEXT,
    )
