"""Routers whose handlers are for people of the roster only, and get a ``context`` to act in."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware, Router
from aiogram.types import CallbackQuery, TelegramObject

from handlers.kit.context import Context
from handlers.kit.gated_router import GatedRouter
from services.core.act import Act
from services.core.errors import Forbidden
from services.messaging import outbox
from services.remediation import tasks


class WithContext(BaseMiddleware):
    """Inner middleware: adds ``context``; whoever has no post any more is refused, also on old buttons."""

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        """Hand on with ``context``. Raises ``Forbidden`` for a stranger."""
        if data.get("actor") is None:
            raise Forbidden("error-forbidden")
        data["context"] = context_from(data)
        return await handler(event, data)


class Confirms(BaseMiddleware):
    """Outer middleware of presses: who presses a button of a message that was pushed has received it (I4).

    Whoever presses anything can be reached: what a reachability test left to be mended about them has ended.
    """

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        """Note it in the ledger, with the button's action, and hand on."""
        actor, message = data.get("actor"), event.message if isinstance(event, CallbackQuery) else None
        if actor is not None and message is not None and isinstance(event, CallbackQuery):
            await outbox.confirm(
                data["session"],
                person_id=actor.person_id,
                chat_id=message.chat.id,
                message_id=message.message_id,
                button=(event.data or "").removeprefix("p:").partition(":")[0][:64],
                now=data["now"],
            )
            await tasks.heard(data["session"], actor.person_id, now=data["now"])
        return await handler(event, data)


def router_of(name: str) -> Router:
    """Return a router whose handlers may take ``context``."""
    router = GatedRouter(name=name)
    router.message.middleware(WithContext())
    router.edited_message.middleware(WithContext())
    router.callback_query.middleware(WithContext())
    return router


def context_from(data: dict[str, Any]) -> Context:
    """Return the context out of what an update carries, also out of a dialog's middleware data."""
    act = Act(data["session"], data["town"], data["now"], data["actor"])
    return Context(act, data["words"], data["say"])
