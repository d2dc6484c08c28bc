"""The courier sends one parcel to Telegram: which requests, in which order, with which second choices.

The text with its buttons goes first, because it matters most. A file that did not fit and a pin follow; if they fail,
or the process dies between, the text has arrived.
"""

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any, TypeVar

import structlog
from telegram import (
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    Message,
    ReplyParameters,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest, TelegramError
from telegram.ext import ExtBot

from delivery.telegram import standing
from delivery.telegram.attachments import media, send_contact
from delivery.telegram.failures import NOT_EDITABLE, HalfSent, says
from delivery.telegram.keyboards import keyboard_of
from delivery.telegram.parcels import Delivered, Parcel
from delivery.telegram.send_windows import Slot
from delivery.telegram.throttle import IS_URGENT
from models.enums import Manner, MediaKind
from services.cards import pages, whole
from services.cards.albums import albums
from services.cards.card import CAPTION_LIMIT, TEXT_LIMIT, Picture
from texts import Texts

log = structlog.get_logger(__name__)

Sent = TypeVar("Sent")
FIRE = "5104841245755180586"
"""Telegram's number of the effect 🔥 (Bot API, ``message_effect_id``)."""
NOT_MODIFIED = ("message is not modified",)
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
NOT_THERE = ("message to be replied not found", "replied message not found", "message to reply not found")
TOO_NEW = (
    "inline keyboard button",
    "button_type_invalid",
    "button_copy_text_invalid",
    "button_style_invalid",
    "effect",
    'unsupported start tag "blockquote"',
)
"""Said by a server that does not know the colours, the copied words, the effect or the quotes of a message."""
BAD_MARKUP = ("can't parse entities", "entity_bounds_invalid", "entities_too_long")


class Courier:
    """Sends parcels for one bot, each in the recipient's words."""

    def __init__(self, bot: ExtBot[Any], texts: Texts, *, paid_broadcast: bool = False) -> None:
        self._bot = bot
        self._texts = texts
        self._topics = standing.Topics(bot)
        self._paid = paid_broadcast or None

    async def send(self, parcel: Parcel, slot: Slot | None) -> Delivered:
        """Send the parcel, or edit the message it refreshes; return the message with the buttons.

        The first request uses ``slot``, further ones wait for their own. Raises ``TelegramError``, or ``HalfSent`` when
        a part had arrived.
        """
        there = await self._topics.placed(parcel)
        try:
            delivered = await self._send(there, slot)
        except BadRequest as error:
            if parcel.plain or not says(error, TOO_NEW):
                raise
            log.warning("delivery.sent_plain", row=parcel.id, error=str(error))
            delivered = await self._send(replace(there, plain=True), None)
        return replace(delivered, topic=self._topics.arrived(there))

    async def _send(self, parcel: Parcel, slot: Slot | None) -> Delivered:
        slots = iter((slot,))
        if parcel.card.gone:
            await standing.take_away(self._bot, parcel, next(slots, None))
            return Delivered(parcel.shown_as or 0)
        if parcel.card.bare:
            await standing.bare(self._bot, parcel, next(slots, None))
            return Delivered(parcel.shown_as or 0)
        if parcel.card.contact is not None and (shown := await send_contact(self._bot, parcel, slots)) is not None:
            return shown
        if parcel.card.in_full is not None:
            return await self._answer(parcel, slots)
        if parcel.is_edit and parcel.shown_as is not None and await self._edit(parcel, parcel.shown_as, slots):
            return Delivered(parcel.shown_as, pictured=parcel.shown_pictured)
        if parcel.card.picture is not None and self._fits_caption(parcel):
            sent = await self._send_captioned(parcel, parcel.card.picture, slots)
            if sent is not None:
                return Delivered(sent, pictured=True)
        return Delivered(await self._send_text(parcel, slots))

    async def send_additions(self, parcel: Parcel, delivered: Delivered) -> None:
        """Do what follows a message, in its topic: files and the place as answers to it, its pin at the top.

        The card that it replaces goes. A failure is only logged, because the message itself counts as delivered. After
        an ordinary message the places that are kept for urgent ones stay free.
        """
        IS_URGENT.set(parcel.urgent)  # of this task, which does nothing else
        message_id = delivered.message_id
        parcel = replace(parcel, thread_id=delivered.topic or parcel.thread_id)
        extras: list[Callable[[], Awaitable[object]]] = []
        edited = parcel.edited(message_id)
        if parcel.stands and not edited:
            extras.append(partial(standing.take_away, self._bot, parcel))
        if parcel.turns_topic:
            extras.append(partial(self._topics.turn, parcel))
        if not edited:
            extras += self._what_follows(parcel, message_id)
        if parcel.card.pinned and not (edited and parcel.shown_pinned):
            extras.append(partial(standing.pin, self._bot, parcel, message_id))
        elif edited and parcel.shown_pinned and not parcel.card.pinned:
            extras.append(partial(standing.unpin, self._bot, parcel, message_id))
        for extra in extras:
            try:
                await extra()
            except TelegramError as error:
                log.warning("delivery.addition_failed", row=parcel.id, error=str(error))

    def _what_follows(self, parcel: Parcel, message_id: int) -> list[Callable[[], Awaitable[object]]]:
        """Return the sends of files and the place that answer a new message."""
        extras: list[Callable[[], Awaitable[object]]] = []
        answer = ReplyParameters(message_id, allow_sending_without_reply=True)
        if parcel.card.picture is not None and not self._fits_caption(parcel):
            extras.append(partial(self._send_file, parcel, parcel.card.picture, reply_parameters=answer))
        extras += [partial(self._send_album, parcel, album, answer) for album in albums(parcel.card.beside)]
        if parcel.card.place is not None:
            pin = partial(self._bot.send_location, parcel.chat_id, *parcel.card.place, reply_parameters=answer)
            extras.append(partial(self._in_thread, parcel, pin))
        return extras

    async def _answer(self, parcel: Parcel, slots: Iterator[Slot | None]) -> Delivered:
        """Send a line that answers the card in the chat; where the chat does not show that card, send it in full."""
        if parcel.shown_as is not None:
            try:
                return Delivered(await self._send_text(parcel, slots))
            except BadRequest as error:
                if not says(error, NOT_THERE):
                    raise
        return Delivered(await self._send_text(parcel.in_full, slots), in_full=True)

    async def _edit(self, parcel: Parcel, message_id: int, slots: Iterator[Slot | None]) -> bool:
        """Edit the card that stands in the chat; return False when it can no longer be edited."""
        common: dict[str, Any] = {
            "chat_id": parcel.chat_id,
            "message_id": message_id,
            "parse_mode": ParseMode.HTML,
            "reply_markup": keyboard_of(parcel, self._bot),
            "rate_limit_args": next(slots, None),
        }
        try:
            await (self._edit_caption if parcel.shown_pictured else self._edit_text)(parcel, common)
        except BadRequest as error:
            if says(error, NOT_MODIFIED):
                return True
            if says(error, NOT_EDITABLE):
                return False
            raise
        return True

    async def _edit_text(self, parcel: Parcel, common: dict[str, Any]) -> None:
        """Edit the text of a card."""
        await self._bot.edit_message_text(self._text(parcel), link_preview_options=NO_PREVIEW, **common)

    async def _edit_caption(self, parcel: Parcel, common: dict[str, Any]) -> None:
        """Edit the words below the picture of a card."""
        await self._bot.edit_message_caption(caption=self._caption(parcel), **common)

    async def _send_captioned(self, parcel: Parcel, picture: Picture, slots: Iterator[Slot | None]) -> int | None:
        """Send the file with the text as its caption; return None when Telegram refuses it.

        The file may be gone, or the chat may forbid files of its kind and still allow text: the text tells.
        """
        try:
            message = await self._send_file(
                parcel,
                picture,
                caption=self._caption(parcel),
                parse_mode=ParseMode.HTML,
                reply_markup=keyboard_of(parcel, self._bot),
                rate_limit_args=next(slots, None),
            )
        except BadRequest as error:
            if says(error, TOO_NEW) and not parcel.plain:
                raise
            log.warning("delivery.file_refused", row=parcel.id, error=str(error))
            return None
        return message.message_id

    async def _send_file(self, parcel: Parcel, picture: Picture, **options: Any) -> Message:
        methods: dict[MediaKind, Callable[..., Awaitable[Message]]] = {
            MediaKind.PHOTO: self._bot.send_photo,
            MediaKind.VIDEO: self._bot.send_video,
            MediaKind.VOICE: self._bot.send_voice,
            MediaKind.AUDIO: self._bot.send_audio,
            MediaKind.DOCUMENT: self._bot.send_document,
        }
        send = methods[MediaKind(picture.kind)]
        how = self._how(parcel) | options
        return await self._in_thread(parcel, partial(send, parcel.chat_id, picture.file_id, **how))

    async def _send_album(self, parcel: Parcel, files: tuple[Picture, ...], answer: ReplyParameters) -> None:
        """Send files with their labels in one album; one by one where Telegram refuses that."""
        if len(files) > 1:
            how = self._how(parcel) | {"reply_parameters": answer}
            try:
                await self._in_thread(parcel, partial(self._bot.send_media_group, parcel.chat_id, media(files), **how))
            except BadRequest as error:
                log.warning("delivery.album_refused", row=parcel.id, error=str(error))
            else:
                return
        for one in files:
            label: dict[str, Any] = {"caption": one.label, "parse_mode": ParseMode.HTML}
            await self._send_file(parcel, one, reply_parameters=answer, **label)

    async def _send_text(self, parcel: Parcel, slots: Iterator[Slot | None]) -> int:
        """Send the text, in as many pages as it needs; the last one has the buttons."""
        texts = pages.split(self._text(parcel), TEXT_LIMIT)
        sent: Message | None = None
        for number, text in enumerate(texts, 1):
            last = number == len(texts)
            try:
                sent = await self._send_page(
                    parcel, text, keyboard_of(parcel, self._bot) if last else None, next(slots, None)
                )
            except TelegramError as error:
                if sent is not None:
                    raise HalfSent from error
                raise
        if sent is None:
            raise BadRequest("message text is empty")
        return sent.message_id

    async def _send_page(
        self, parcel: Parcel, text: str, keyboard: InlineKeyboardMarkup | None, slot: Slot | None
    ) -> Message:
        send = partial(
            self._bot.send_message,
            parcel.chat_id,
            reply_markup=keyboard,
            link_preview_options=NO_PREVIEW,
            allow_paid_broadcast=self._paid,
            **self._how(parcel),
        )
        try:
            marked = partial(send, text=text, parse_mode=ParseMode.HTML, rate_limit_args=slot)
            return await self._in_thread(parcel, marked)
        except BadRequest as error:
            if not says(error, BAD_MARKUP) or (says(error, TOO_NEW) and not parcel.plain):
                raise
            # A defect of ours in the markup must not keep the text from arriving.
            log.error("delivery.markup_refused", row=parcel.id, event_key=parcel.event, error=str(error))
            return await self._in_thread(parcel, partial(send, text=pages.plain(text)))

    def _how(self, parcel: Parcel) -> dict[str, Any]:
        """Return how a message of the parcel is sent: with a sound or not, as an answer to the card that stands."""
        how: dict[str, Any] = {"disable_notification": parcel.card.silent or None}
        if parcel.is_alarm:
            how["message_effect_id"] = FIRE
        if parcel.manner is Manner.REPLY and parcel.shown_as is not None:  # some lines are worth nothing without it
            lone = parcel.card.in_full is None
            how["reply_parameters"] = ReplyParameters(parcel.shown_as, allow_sending_without_reply=lone)
        return how

    async def _in_thread(self, parcel: Parcel, send: Callable[..., Awaitable[Sent]]) -> Sent:
        """Send into the topic in which the group was bound, or into the group itself when the topic is gone."""
        if parcel.thread_id is None:
            return await send()
        try:
            return await send(message_thread_id=parcel.thread_id)
        except BadRequest as error:
            if not says(error, standing.NO_SUCH_TOPIC):
                raise
            self._topics.lost(parcel, error)
            return await send(rate_limit_args=None)

    def _text(self, parcel: Parcel) -> str:
        again = f"{self._texts[parcel.language]('repeat-mark')}\n" if parcel.repeat and not parcel.is_edit else ""
        text = again + (whole.unquoted(parcel.card.text) if parcel.plain else parcel.card.text)
        return pages.cut(text, TEXT_LIMIT) if parcel.stands else text  # a card that is edited must stay one message

    def _caption(self, parcel: Parcel) -> str:
        return pages.cut(self._text(parcel), CAPTION_LIMIT) if parcel.stands else self._text(parcel)

    def _fits_caption(self, parcel: Parcel) -> bool:
        """Whether the text goes below the picture; one that is only refreshed was sent so, and is cut to fit."""
        refreshed = parcel.stands and parcel.manner is Manner.EDIT
        return refreshed or pages.length(self._text(parcel)) <= CAPTION_LIMIT
