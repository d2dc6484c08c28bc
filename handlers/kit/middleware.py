"""The middlewares of every update: the person who acts, the words to answer in, and the receipt that a button proves.

Handlers take by name: ``session`` (the update's transaction), ``town``, ``now``, ``said_at`` (when it was sent, if that
was long ago), ``moment`` (session, town and now as one), ``say``
(``handlers.kit.answers.Answers``), ``actor`` (``services.core.act.Actor`` or None), ``words``, and ``more_of_album``
(True while further parts of the same album wait: the card need not be shown yet).
"""

from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any, NamedTuple

from aiogram import BaseMiddleware
from aiogram.enums import ChatType
from aiogram.methods import EditMessageMedia
from aiogram.types import CallbackQuery, Chat, TelegramObject, Update, User
from sqlalchemy.ext.asyncio import AsyncSession

from models.enums import Language
from services.core.act import Actor, Moment
from services.core.clock import KEPT, sent
from services.core.town import Town
from services.messaging import outbox, standing
from services.people.access import actor_of
from services.remediation import tasks
from texts import Words

_HELD = "held_until"
"""How long the pressed card was held before its button was pressed."""
Handles = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]
"""The next middleware, or the handler."""
ActorOf = Callable[[AsyncSession, int], Awaitable[Actor | None]]


class Middleware(BaseMiddleware, ABC):
    """A middleware that prepares an update, adds to what handlers may take, or refuses it, and hands it on."""

    async def __call__(self, handler: Handles, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Prepare the update and hand it on."""
        return await handler(await self.prepare(event, data), data)

    @abstractmethod
    async def prepare(self, event: TelegramObject, data: dict[str, Any]) -> TelegramObject:
        """Return the update to hand on; ``data`` is what handlers may take."""


class Edge(Middleware):
    """Outer middleware of all updates; ``find_actor`` finds the person behind a Telegram id."""

    def __init__(self, find_actor: ActorOf = actor_of) -> None:
        self._actor_of = find_actor

    async def prepare(self, event: TelegramObject, data: dict[str, Any]) -> TelegramObject:
        """Add ``actor``, ``moment`` and ``words``."""
        if "session" not in data:
            raise RuntimeError("an event outside of an update's transaction: dialogs must not use bg() or NEW_STACK")
        user: User | None = data.get("event_from_user")
        actor = None
        if user is not None and isinstance(event, Update) and _concerns_us(event):
            actor = await self._actor_of(data["session"], user.id)
        data["actor"] = actor
        data["moment"] = Moment(data["session"], data["town"], data["now"])
        data["words"] = data["say"].words = _words(data["town"], actor, user, data.get("event_chat"))
        received_at, now = data.get("received_at") or data["now"], data["now"]
        data["said_at"] = sent(said_at(event), received_at=received_at, now=now) if isinstance(event, Update) else None
        data["say"].person_id = actor.person_id if actor else None
        return event


def _words(town: Town, actor: Actor | None, user: User | None, chat: Chat | None) -> Words:
    """Return the words to answer in: a group and a stranger never read the whole name of anybody."""
    language = language_of(town, actor, user)
    alone = actor is not None and (chat is None or chat.type == ChatType.PRIVATE)
    return town.words(language) if alone else town.texts[language or town.settings.language]


class PressedCard(NamedTuple):
    """A card whose button was pressed, as it was found before."""

    unconfirmed: bool
    """Whether it was pushed, and is not answered yet."""
    stands: bool
    """Whether it is a standing card."""
    sought: bool
    """Whether somebody has the task to reach the person."""


ANY_CARD = PressedCard(unconfirmed=True, stands=True, sought=True)
"""A card that nobody has looked up."""


class Confirms(Middleware):
    """Outer middleware of presses: pressing a button of a message that was pushed proves its receipt (I4).

    A card that stands is not edited under the thumb while the button shows a page in its place. A button that opens a
    form below leaves the card as it was, and it goes on to change.

    A person who presses anything can be reached, so the remediation tasks about that person end.
    """

    async def __call__(self, handler: Handles, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Note the receipt, hand the update on, and let go of a card that it has not touched."""
        done = await super().__call__(handler, event, data)
        pressed = event.message if isinstance(event, CallbackQuery) else None
        if pressed is not None and _HELD in data:
            changed = data["say"].edits_of(pressed.message_id)
            if not changed:
                await standing.release(data["session"], pressed.chat.id, pressed.message_id, until=data[_HELD])
            elif any(isinstance(one, EditMessageMedia) for one in changed):
                await standing.got_picture(data["session"], pressed.chat.id, pressed.message_id)
        return done

    async def prepare(self, event: TelegramObject, data: dict[str, Any]) -> TelegramObject:
        """Note the receipt in the ledger, with the button's action."""
        actor, message = data.get("actor"), event.message if isinstance(event, CallbackQuery) else None
        if actor is not None and message is not None and isinstance(event, CallbackQuery):
            at = {"chat_id": message.chat.id, "message_id": message.message_id, "now": data["now"]}
            button = (event.data or "").removeprefix("p:").partition(":")[0][:64]
            known: PressedCard = data.get("pressed_card") or ANY_CARD
            if known.unconfirmed:
                await outbox.confirm(data["session"], person_id=actor.person_id, button=button, **at)
            data[_HELD] = await standing.hold(data["session"], **at) if known.stands else None
            if known.sought:
                await tasks.heard(data["session"], actor.person_id, now=data["now"])
        return event


def said_at(update: Update) -> datetime | None:
    """Return the date on an update: of the edit, of what was forwarded, else of the message; a button has none."""
    message = update.message or update.edited_message
    if message is None:
        return None
    if update.edited_message is not None and message.edit_date is not None:
        return datetime.fromtimestamp(message.edit_date, UTC)
    origin = message.forward_origin.date if message.forward_origin is not None else message.date
    return origin if message.date - origin <= KEPT else message.date


def language_of(town: Town, actor: Actor | None, user: User | None) -> str:
    """Return the language to answer in: the person's own, else Telegram's if we speak it, else the township's."""
    if actor is not None:
        return actor.language
    code = (user.language_code or "") if user is not None else ""
    if code.startswith("zh"):
        return Language.ZH_CN
    if code.startswith("en"):
        return Language.EN
    return town.settings.language


def _concerns_us(update: Update) -> bool:
    """Whether the person behind the update is worth a look-up: not for what people say to each other in a group."""
    message = update.message or update.edited_message
    if message is None or message.chat.type == ChatType.PRIVATE:
        return True
    said = message.text or message.caption or ""
    return said.lstrip().startswith(("/", "／")) or message.reply_to_message is not None
