"""The routers that an update may be meant for, told at a glance: their buttons, their commands, the answers they await."""

from collections.abc import Hashable
from dataclasses import dataclass, field

from aiogram.dispatcher.event.handler import HandlerObject
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message, TelegramObject

from handlers.kit.buttons import Press, Pressed
from handlers.kit.prompts import OfCard, Reply, Waits


@dataclass
class Gate:
    """The first filters of a router's handlers for one kind of update; ``any`` when one of them cannot be told."""

    any: bool = False
    heads: tuple[str, ...] = ()
    commands: bool = False
    states: set[str | None] = field(default_factory=set)
    cards: set[str] = field(default_factory=set)
    replies: bool = False

    def add(self, handler: HandlerObject) -> None:
        """Take a handler in by its first filter."""
        first = handler.filters[0].callback if handler.filters else None
        if isinstance(first, Pressed):
            self.heads += first.heads
        elif isinstance(first, Command) and set(first.prefix) == {"/"}:
            self.commands = True
        elif isinstance(first, Waits):
            self.states |= first.names
        elif isinstance(first, OfCard):
            self.cards |= first.kinds
        elif isinstance(first, Reply):
            self.replies = True
        else:
            self.any = True

    def opens(self, event: TelegramObject, raw_state: str | None, card: str | None = None) -> bool:
        """Whether a handler may be meant; ``card`` is the kind of the card that is open."""
        if self.any:
            return True
        if isinstance(event, CallbackQuery):
            return event.data is not None and event.data.startswith(self.heads)
        if not isinstance(event, Message):
            return False
        command = self.commands and (event.text or event.caption or "").startswith("/")
        reply = self.replies and event.reply_to_message is not None
        return command or reply or raw_state in self.states or card in self.cards


def outside(event: TelegramObject) -> Hashable:
    """Return everything about an update that gates look at: a button's action, a command, a reply."""
    if isinstance(event, CallbackQuery):
        prefix, *action = (event.data or "").split(Press.__separator__, 2)
        return prefix, *action[:1], len(action) > 1  # data without a subject is none of ours
    if isinstance(event, Message):
        return (event.text or event.caption or "").startswith("/"), event.reply_to_message is not None
    return None
