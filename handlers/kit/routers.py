"""Routers whose handlers are for people of the roster only, and get a ``context`` to act in.

An update is shown to some forty routers; for each of them aiogram wraps middlewares and asks every handler's filters.
Most can be told at a glance: the buttons a router knows, whether it takes commands, which answers it waits for.
"""

from copy import copy
from dataclasses import dataclass, field
from typing import Any, TypeVar

from aiogram import Router
from aiogram.dispatcher.event.bases import UNHANDLED
from aiogram.dispatcher.event.handler import HandlerObject
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message, TelegramObject

from handlers.kit.buttons import Pressed
from handlers.kit.context import Context
from handlers.kit.middleware import Middleware
from handlers.kit.prompts import Waits
from services.core.act import Act
from services.core.errors import Forbidden

R = TypeVar("R", bound=Router)


class WithContext(Middleware):
    """Inner middleware: adds ``context``; a person without a post is refused, also on old buttons."""

    async def prepare(self, event: TelegramObject, data: dict[str, Any]) -> TelegramObject:
        """Add ``context``. Raises ``Forbidden`` for a stranger."""
        if data.get("actor") is None:
            raise Forbidden("error-forbidden")
        data["context"] = context_from(data)
        return event


@dataclass
class Gate:
    """What a router's handlers for one kind of update begin with; ``any`` when one of them cannot be told."""

    any: bool = False
    heads: tuple[str, ...] = ()
    commands: bool = False
    states: set[str | None] = field(default_factory=set)

    def add(self, handler: HandlerObject) -> None:
        """Take a handler in by its first filter."""
        first = handler.filters[0].callback if handler.filters else None
        if isinstance(first, Pressed):
            self.heads += first.heads
        elif isinstance(first, Command) and set(first.prefix) == {"/"}:
            self.commands = True
        elif isinstance(first, Waits):
            self.states |= first.names
        else:
            self.any = True

    def opens(self, event: TelegramObject, raw_state: str | None) -> bool:
        """Whether a handler may be meant."""
        if self.any:
            return True
        if isinstance(event, CallbackQuery):
            return event.data is not None and event.data.startswith(self.heads)
        if isinstance(event, Message):
            return raw_state in self.states or (self.commands and (event.text or event.caption or "").startswith("/"))
        return False


class GatedRouter(Router):
    """A router without routers of its own and without outer middlewares; handlers are registered before it is asked."""

    def __init__(self, *, name: str) -> None:
        super().__init__(name=name)
        self._gates: dict[str, Gate] = {}

    async def propagate_event(self, update_type: str, event: TelegramObject, **kwargs: Any) -> Any:
        """Show an update to the handlers, if one of them may be meant."""
        gate = self._gates.get(update_type)
        if gate is None:
            gate = self._gates[update_type] = self._gate(update_type)
        if not gate.opens(event, kwargs.get("raw_state")):
            return UNHANDLED
        return await super().propagate_event(update_type, event, **kwargs)

    def _gate(self, update_type: str) -> Gate:
        observer, gate = self.observers.get(update_type), Gate()
        if observer is None or self.sub_routers or len(observer.outer_middleware):
            return Gate(any=True)
        for handler in observer.handlers:
            gate.add(handler)
        return gate


def router_of(name: str) -> Router:
    """Return a router whose handlers may take ``context``."""
    router = GatedRouter(name=name)
    for observer in (router.message, router.edited_message, router.callback_query):
        observer.middleware(WithContext())
    return router


def context_from(data: dict[str, Any]) -> Context:
    """Return the context out of what an update carries, also out of a dialog's middleware data."""
    act = Act(data["session"], data["town"], data["now"], data["actor"])
    return Context(act, data["words"], data["say"], data.get("state"))


def hung(router: R) -> R:
    """Return a copy of a router to hang into a tree; aiogram hangs each router into one tree only.

    Handlers, filters and middlewares are shared, as nothing is registered any more; the place in the tree is not.
    """
    copied = copy(router)
    copied._parent_router, copied.sub_routers, copied.observers = None, [], {}
    for kind, observer in router.observers.items():
        copied.observers[kind] = own = copy(observer)
        own.router = copied
        setattr(copied, kind, own)
    copied.errors = copied.error
    return copied
