"""Routers whose handlers are for people of the roster only, and get a ``context`` to act in."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware, Router
from aiogram.types import CallbackQuery, Message, TelegramObject

from handlers.kit.context import Context
from handlers.kit.gated_router import GatedRouter
from models import Case
from models.enums import Action
from services.cards.card import Button, Card
from services.cases import card as views
from services.cases import facts
from services.cases.lifecycle import load_case
from services.core.act import Act
from services.core.errors import Forbidden
from services.messaging import outbox
from services.people.access import may
from services.remediation import tasks as mends


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
            await mends.heard(data["session"], actor.person_id, now=data["now"])
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


async def fresh(
    context: Context, case_id: int, head: str | None = None, *, rows: tuple[tuple[Button, ...], ...] = ()
) -> Card:
    """Return a case's card as it is now, under a first line that says what was done; ``rows`` come first.

    Who may no longer see the case gets the first line alone.
    """
    case_now = await load_case(context.act.session, case_id, lock=False)
    known = await facts.gather(context.act.session, case_now)
    if not may(context.act.actor, Action.VIEW, known.subject):
        return Card(text=head or "", rows=rows)
    card = views.card(context.act.town, known, context.act.actor, context.act.now, head=head)
    return card.model_copy(update={"rows": (*rows, *card.rows)})


async def show_done(context: Context, done: Case, key: str, **arguments: Any) -> None:
    """Show the case as it is now in place of the pressed message, under what was done."""
    context.say.edit(await fresh(context, done.id, context.words(key, number=done.number, **arguments)))


def pressed_message(context: Context) -> tuple[int | None, bool]:
    """Return the id of the message whose button was pressed, and whether it carries a file."""
    pressed = context.say.pressed
    if not isinstance(pressed, Message):
        return None, False
    return pressed.message_id, bool(pressed.photo or pressed.video or pressed.document or pressed.audio)
