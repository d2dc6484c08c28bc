"""The answers to the person who acted: collected while the update is handled, sent after its commit (I2).

Handlers never call the Bot API inside the transaction. An attempt that is rolled back takes its answers with it.
"""

import html
from collections.abc import Awaitable, Callable, Iterable
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

import structlog
from aiogram.enums import ContentType
from aiogram.methods import (
    AnswerCallbackQuery,
    DeleteMessage,
    EditMessageCaption,
    EditMessageMedia,
    EditMessageText,
    SendChatAction,
    SendDocument,
    SendLocation,
    SendMessage,
    SetMessageReaction,
    TelegramMethod,
)
from aiogram.types import (
    BufferedInputFile,
    EphemeralMessageParameters,
    LinkPreviewOptions,
    Message,
    ReactionTypeEmoji,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    Update,
    User,
)
from sqlalchemy.ext.asyncio import AsyncSession

from handlers.kit.buttons import keyboard
from handlers.kit.files import HTML, INPUT, SEND, MadeFile, sending, together
from models.enums import MediaKind
from services.cards import pages, whole
from services.cards.albums import albums
from services.cards.card import TEXT_LIMIT, Card, Picture
from services.core.errors import Refused
from texts import Words

log = structlog.get_logger(__name__)

TOAST_LIMIT = 200
"""Telegram's limit for the text of a callback answer, in characters."""
COUNTED = ReactionTypeEmoji(emoji="👌")
"""The sign on words that count as an answer; Telegram knows no ✅ among its reactions."""
Keyboard = ReplyKeyboardMarkup | ReplyKeyboardRemove
OnSent = Callable[[AsyncSession, Message], Awaitable[None]]

current: ContextVar["Answers"] = ContextVar("answers")
"""The answers of the update that is being handled here; for aiogram-dialog, which hands its own code only the bot."""

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_CAPTIONED = {ContentType.PHOTO, ContentType.VIDEO, ContentType.AUDIO, ContentType.DOCUMENT, ContentType.ANIMATION}


@dataclass(slots=True)
class Answer:
    """One call to the Bot API that goes out after the commit."""

    method: TelegramMethod[Any]
    card: Card | None = None
    """Queued in the outbox when the call cannot be made now, so that it still arrives."""
    instead: "list[Answer] | Callable[[], list[Answer]] | None" = None
    """Sent when the message can no longer be edited: it is seldom needed, so it may be made then."""
    instead_always: bool = False
    """``instead`` is sent for whatever reason Telegram refuses the call."""
    on_sent: OnSent | None = None
    """Runs after the call in a small transaction of its own, with the message that Telegram returned."""

    @property
    def stand_ins(self) -> "list[Answer]":
        """The answers that are sent instead."""
        return (self.instead() if callable(self.instead) else self.instead) or []


@dataclass
class Answers:
    """Collects the answers of one update. ``words`` and ``person_id`` are filled in once it is known who acts."""

    update: Update
    words: Words | None = None
    person_id: int | None = None
    collected: list[Answer] = field(default_factory=list)
    refusal: Refused | None = None
    """The reason why the message was refused; its content is kept then (``handlers.filing.refused``)."""
    whole: set[str] = field(default_factory=set)
    """The whole texts of cards that are cut; kept with the update's effects."""
    _toast: AnswerCallbackQuery | None = None

    def __post_init__(self) -> None:
        query = self.update.callback_query
        event = self.update.event
        self.query_id = query.id if query else None
        self.pressed = query.message if query else None
        chat = self.pressed.chat if self.pressed else getattr(event, "chat", None)
        user = getattr(event, "from_user", None)
        self.chat_id: int | None = chat.id if chat else (user.id if user else None)
        message = self.pressed if query else event
        in_topic = isinstance(message, Message) and message.is_topic_message
        self.thread_id: int | None = message.message_thread_id if isinstance(message, Message) and in_topic else None

    def send(self, card: Card | str, *, reply_keyboard: Keyboard | None = None, on_sent: OnSent | None = None) -> None:
        """Send a new message to the chat the update came from; ``on_sent`` gets the (last) message."""
        self.collected += self._sending(self._settled(card), reply_keyboard, on_sent)

    def only_to(self, user: User) -> None:
        """Let one person alone read what was sent to the group so far; without such messages, all of them read it."""
        reader = EphemeralMessageParameters(receiver_user_id=user.id, callback_query_id=self.query_id)
        for number, sent in enumerate(self.collected):
            if isinstance(sent.method, SendMessage):
                method = sent.method.model_copy(update={"ephemeral_message_parameters": reader})
                self.collected[number] = replace(sent, method=method, instead=[sent], instead_always=True)

    def begin_again(self, refusal: Refused) -> None:
        """Forget every answer: the message was refused, and is handled once more so that what it says is kept."""
        self.collected.clear()
        self.whole.clear()
        self.refusal = refusal

    def edit(
        self,
        card: Card | str,
        *,
        message_id: int | None = None,
        pictured: bool = False,
        on_sent: OnSent | None = None,
    ) -> None:
        """Show the card in place of the pressed message, or of ``message_id`` (``pictured``: it carries a file).

        Where that cannot be edited (nothing was pressed, too old, gone), the card is sent as a new message, which
        ``on_sent`` gets.
        """
        card = self._settled(card, TEXT_LIMIT)
        if message_id is None and isinstance(self.pressed, Message):
            message_id, pictured = self.pressed.message_id, self.pressed.content_type in _CAPTIONED
        method = self._editing(card, message_id, pictured) if message_id is not None else None
        sending = partial(self._sending, card, None, on_sent)
        self.collected += sending() if method is None else [Answer(method, card, instead=sending)]

    def toast(self, text: str, alert: bool = False) -> None:
        """Answer the pressed button with a line at the top (``alert``: with a box); the last one counts.

        Plain text, not HTML. Where nothing was pressed, or beyond 200 characters, it is sent as a message.
        """
        text = whole.shown(text)
        if self.query_id is None or len(text) > TOAST_LIMIT:
            self.send(html.escape(text, quote=False))
            return
        self._toast = AnswerCallbackQuery(callback_query_id=self.query_id, text=text, show_alert=alert)

    def noted(self, text: str) -> None:
        """Say that an answer counts: to a button by a line at the top, to words by a sign, else by the text."""
        if (said := self.update.message) is None:
            self.toast(text)
            return
        self.sign(said, self._sending(self._settled(html.escape(whole.shown(text), quote=False)), None, None))

    def sign(self, said: Message, instead: "list[Answer] | None" = None) -> None:
        """Set the sign on somebody's words that they count; ``instead`` where none can be set. Twice is once."""
        at: dict[str, Any] = {"chat_id": said.chat.id, "message_id": said.message_id}
        sign = Answer(SetMessageReaction(**at, reaction=[COUNTED]), instead=instead, instead_always=True)
        self.collected += [sign] if all(one.method != sign.method for one in self.collected) else []

    def action(self, action: str) -> None:
        """Show what the bot is doing ("typing", "upload_document"), for five seconds at most (Telegram)."""
        if self.chat_id is not None:
            self.call(SendChatAction(chat_id=self.chat_id, action=action, message_thread_id=self.thread_id))

    def document(self, name: str, content: bytes, *, busy: bool = False) -> None:
        """Send a file that was made here; ``busy``: show first that the bot is sending it."""
        if busy:
            self.action("upload_document")
        if self.chat_id is not None:
            self.call(SendDocument(chat_id=self.chat_id, document=BufferedInputFile(content, filename=name)))

    def document_later(
        self, name: str, make: Callable[[str], bytes], *, caption: str | None, failed: str, photo: bool = False
    ) -> None:
        """Send a file that is made in a thread, after the commit; if that fails, ``failed`` arrives instead."""
        self.action("upload_photo" if photo else "upload_document")
        if self.chat_id is not None:
            method, kind = SEND[MediaKind.PHOTO if photo else MediaKind.DOCUMENT]
            made: dict[str, Any] = {kind: MadeFile(make, name), "caption": caption, "parse_mode": HTML}
            self.collected.append(Answer(method(chat_id=self.chat_id, **made), Card(text=failed)))

    def files(self, files: Iterable[Picture]) -> None:
        """Send files, each with its label, in as few albums as Telegram allows; one by one where it refuses that."""
        if self.chat_id is None:
            return
        at: dict[str, Any] = {"chat_id": self.chat_id, "message_thread_id": self.thread_id}
        for album in albums(files):
            alone = [Answer(sending(one, **at), Card(text=one.label, picture=one)) for one in album]
            self.collected += (
                alone if len(alone) == 1 else [Answer(together(album, **at), instead=alone, instead_always=True)]
            )

    def show(self, card: Card | str, *, in_place: bool) -> None:
        """Show the card in place of the pressed message, or below everything else."""
        if in_place:
            self.edit(card)
        else:
            self.send(card)

    def edits_of(self, message_id: int) -> list[TelegramMethod[Any]]:
        """Return the answers that change a message of this chat, or delete it."""
        return [one.method for one in self.collected if getattr(one.method, "message_id", None) == message_id]

    def delete(self, message_id: int) -> None:
        """Delete a message of this chat; the bot's own for 48 hours (Telegram)."""
        if self.chat_id is not None:
            self.call(DeleteMessage(chat_id=self.chat_id, message_id=message_id))

    def call(
        self, method: TelegramMethod[Any], *, on_sent: OnSent | None = None, instead: TelegramMethod[Any] | None = None
    ) -> None:
        """Make any other call after the commit; ``instead`` where the message can no longer be edited."""
        other = [Answer(instead, on_sent=on_sent)] if instead is not None else None
        self.collected.append(Answer(method, instead=other, on_sent=on_sent))

    @property
    def callback_answer(self) -> AnswerCallbackQuery | None:
        """The answer that every pressed button gets; None when nothing was pressed."""
        if self.query_id is None:
            return None
        return self._toast or AnswerCallbackQuery(callback_query_id=self.query_id)

    @property
    def has_told(self) -> bool:
        """Whether the answer to the pressed button says in words what came of it."""
        return self._toast is not None

    def _settled(self, card: Card | str, limit: int | None = None) -> Card:
        """Return a card as it is sent; the text of one that is cut is kept for its button."""
        drawn = Card(text=card) if isinstance(card, str) else card
        if self.words is None:
            return drawn
        settled_card, text = whole.settled(drawn, self.words, limit)
        if text is not None:
            self.whole.add(text)
        return settled_card

    def _sending(self, card: Card, reply_keyboard: Keyboard | None, on_sent: OnSent | None) -> list[Answer]:
        if self.chat_id is None:
            return []
        if card.rows and reply_keyboard is not None:
            raise ValueError("a message has buttons or a reply keyboard, not both (Telegram)")
        at: dict[str, Any] = {"chat_id": self.chat_id, "message_thread_id": self.thread_id}
        markup = keyboard(card) or reply_keyboard
        parts: list[Answer] = []
        if card.place is not None:
            latitude, longitude = card.place
            parts.append(Answer(SendLocation(**at, latitude=latitude, longitude=longitude)))
        parts += [Answer(sending(beside, **at)) for beside in card.beside]
        if card.picture is not None:
            method, name = SEND[MediaKind(card.picture.kind)]
            if pages.fits_caption(card.text):
                file = {name: card.picture.file_id}
                shown = method(**at, **file, caption=card.text, parse_mode=HTML, reply_markup=markup)
                parts.append(Answer(shown, card, on_sent=on_sent))
                return parts
            parts.append(Answer(method(**at, **{name: card.picture.file_id})))
        plain: dict[str, Any] = {"parse_mode": HTML, "link_preview_options": _NO_PREVIEW}
        *first, last = pages.split(card.text, TEXT_LIMIT) if len(card.text) > TEXT_LIMIT // 2 else [card.text]
        parts += [Answer(SendMessage(**at, text=page, **plain), Card(text=page)) for page in first]
        text = SendMessage(**at, text=last, reply_markup=markup, **plain)
        alone = card.model_copy(update={"text": last, "picture": None, "place": None, "beside": ()})
        parts.append(Answer(text, alone, on_sent=on_sent))
        return parts

    def _editing(self, card: Card, message_id: int, pictured: bool) -> TelegramMethod[Any] | None:
        at: dict[str, Any] = {"chat_id": self.chat_id, "message_id": message_id, "reply_markup": keyboard(card)}
        if card.picture is not None:
            kind = INPUT.get(MediaKind(card.picture.kind))
            if kind is None or not pages.fits_caption(card.text):
                return None
            media = kind(media=card.picture.file_id, caption=card.text, parse_mode=HTML)
            return EditMessageMedia(**at, media=media)
        if pictured:
            return (
                EditMessageCaption(**at, caption=card.text, parse_mode=HTML) if pages.fits_caption(card.text) else None
            )
        return EditMessageText(**at, text=card.text, parse_mode=HTML, link_preview_options=_NO_PREVIEW)
