"""The things that an area of the conversation plugs in: routers, keys of the main menu, commands, help.

Each area's ``__init__`` has ``ROUTERS`` and, where it needs them, ``MENU``, ``COMMANDS`` and ``HELP``;
``handlers.areas`` gathers them.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator
from copy import copy
from dataclasses import dataclass
from enum import IntEnum
from itertools import chain
from typing import Any, NamedTuple, TypeVar

from aiogram import Router
from aiogram.dispatcher.event.bases import UNHANDLED
from aiogram.dispatcher.event.handler import CallbackType, FilterObject
from aiogram.dispatcher.event.telegram import TelegramEventObserver
from aiogram.enums import ChatType
from aiogram.types import CallbackQuery, Message, TelegramObject

from handlers.kit.buttons import Press
from handlers.kit.routers import GatedRouter
from models.enums import Action
from services.core.act import Actor
from services.people.access import may

R = TypeVar("R", bound=Router)
MOST_KINDS = 2_000
"""Kinds of updates whose routers are remembered."""


class Stage(IntEnum):
    """When a router is asked; within a stage the order of the areas counts."""

    GATE = 1
    """Messages in groups and from strangers end here. It sees no private message and no button of the roster."""
    LINK = 2
    """A link to the bot opens its thing, before a plain /start is answered."""
    MENU = 3
    """The menu and /cancel work from anywhere."""
    QUESTION = 4
    """A question that was asked is answered before anything else is read into the words."""
    ANSWER = 5
    """Words that answer what waits for the person, and replies to its messages."""
    AREA = 6
    """Commands, buttons, answers to questions, and a case's number that is sent alone."""
    CARD = 7
    """A message that is sent while a card is open is for the card."""
    REPORT = 8
    """Everything else a person sends is the start of a report, or belongs to one."""
    REST = 9
    """Windows, and buttons that nobody knows."""


class Placed(NamedTuple):
    """A router with the stage it is asked in."""

    router: Router
    stage: Stage


def placed(*routers: Router, stage: Stage = Stage.AREA) -> tuple[Placed, ...]:
    """Return routers that are asked in one stage, in this order."""
    return tuple(Placed(router, stage) for router in routers)


@dataclass(frozen=True)
class MenuEntry:
    """One command: it may be a key of a post's keyboard (``MENU``), or is a command alone (``COMMANDS``).

    ``handlers.menu.order`` says which keys each post has; every other command stands behind "more".
    """

    key: str
    """The text key of its label; ``<key>-what`` says what it does."""
    command: str
    needed: Action | tuple[Action, ...] | None = None
    """The right it needs, or one of several; None: everybody has it."""
    place: int = 1000
    """Its place in lists of commands; the lowest comes first."""

    def open_to(self, actor: Actor) -> bool:
        """Whether the person has it."""
        rights = (self.needed,) if isinstance(self.needed, Action) else self.needed
        return rights is None or any(may(actor, right) for right in rights)


@dataclass(frozen=True)
class Help:
    """One paragraph of the help: ``help-<key>``."""

    key: str
    place: int
    """Its place in the order of the paragraphs; the lowest comes first."""
    shown: Callable[[Actor], bool]
    """Whether it is meant for a person."""


def allowed(action: Action) -> Callable[[Actor], bool]:
    """Return what tells whether a person has a right on anything at all."""
    return lambda actor: may(actor, action)


def _ask_at_once(filters: Iterable[FilterObject]) -> None:
    """Ask plain filters in the event loop. aiogram hands each one that is no coroutine to a thread: six a message."""

    def as_coroutine(ask: CallbackType) -> CallbackType:
        async def asked(*event: Any, **data: Any) -> Any:
            return ask(*event, **data)

        return asked

    for one in filters:
        if not one.awaitable:
            one.callback, one.awaitable = as_coroutine(one.callback), True


def hung(router: R) -> R:
    """Return a copy of a router to hang into a tree; aiogram hangs each router into one tree only.

    Handlers, filters and middlewares are shared, as nothing is registered any more; the place in the tree is not.
    Observers that do nothing have no place.
    """
    for handler in chain.from_iterable(observer.handlers for observer in router.observers.values()):
        _ask_at_once(handler.filters or ())
    copied = copy(router)
    copied._parent_router, copied.sub_routers, copied.observers = None, [], dict(router.observers)
    for kind, observer in router.observers.items():
        if not observer.handlers and not len(observer.outer_middleware):
            continue
        copied.observers[kind] = own = copy(observer)
        own.router = copied
        setattr(copied, kind, own)
    copied.errors = copied.error
    return copied


class Areas(Router):
    """The routers of all areas, in the order of asking; handlers that cannot be meant are passed over.

    Updates that look alike from outside may be meant for the same handlers, so each kind is told once.
    """

    def __init__(self, *placed: Placed, name: str) -> None:
        super().__init__(name=name)
        self._open: dict[Hashable, list[tuple[Router, TelegramEventObserver | None]]] = {}
        self._gates: set[Router] = set()
        for one in placed:
            router = self.include_router(hung(one.router))
            if one.stage is Stage.GATE:
                self._gates.add(router)

    async def propagate_event(self, update_type: str, event: TelegramObject, **kwargs: Any) -> Any:
        """Show an update to each handler that may be meant, until one has handled it."""
        draft, inside = kwargs.get("draft"), kwargs.get("actor") is not None and _is_private(event)
        alike = update_type, _outside(event), inside, kwargs.get("raw_state"), draft.kind if draft is not None else None
        if alike not in self._open:
            if len(self._open) >= MOST_KINDS:  # anybody may send any data
                self._open.clear()
            self._open[alike] = list(self._meant(update_type, event, kwargs, inside=inside))
        for router, observer in self._open[alike]:
            if observer is None:
                handled = await router.propagate_event(update_type=update_type, event=event, **kwargs)
            else:
                handled = await observer.trigger(event, **kwargs | {"event_router": router})
            if handled is not UNHANDLED:
                return handled
        return UNHANDLED

    def _meant(
        self, update_type: str, event: TelegramObject, known: dict[str, Any], *, inside: bool
    ) -> Iterator[tuple[Router, TelegramEventObserver | None]]:
        """Yield the routers that may be meant, with the handlers in question; None for a router that asks by itself.

        ``inside``: somebody of the roster acts in private, so that no gate is in the way.
        """
        for router in self.sub_routers:
            observer = router.observers.get(update_type)
            if observer is None or not observer.handlers or (inside and router in self._gates):
                continue
            if not isinstance(router, GatedRouter):
                yield router, None
            elif (part := router.meant(update_type, event, known)) is not None:
                yield router, part


def _is_private(event: TelegramObject) -> bool:
    """Whether a message was sent, or a button pressed, in a private chat."""
    message = event.message if isinstance(event, CallbackQuery) else event
    return isinstance(message, Message) and message.chat.type == ChatType.PRIVATE


def _outside(event: TelegramObject) -> Hashable:
    """Return everything about an update that gates look at: a button's action, a command, a reply."""
    if isinstance(event, CallbackQuery):
        prefix, *action = (event.data or "").split(Press.__separator__, 2)
        return prefix, *action[:1], len(action) > 1  # data without a subject is none of ours
    if isinstance(event, Message):
        return (event.text or event.caption or "").startswith("/"), event.reply_to_message is not None
    return None
