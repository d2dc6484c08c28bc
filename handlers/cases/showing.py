"""Show a case as it is now, after something was done to it."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from aiogram.types import Message

from handlers.kit import Context, Press, Row, card_of, rows_of
from handlers.kit.routers import GatedRouter
from models import Case
from models.enums import Action
from services.cards.card import Card
from services.cases import card as cases_card
from services.cases import facts
from services.cases.lifecycle import load_case
from services.core.act import Act
from services.people.access import may

Step = Callable[[Act, int], Awaitable[Case]]


def steps(router: GatedRouter, table: Mapping[str, tuple[Step, str]]) -> None:
    """Let a router take steps that need a button alone: by action, the step and the text key of what was done."""

    @router.press(*table)
    async def take(context: Context, press: Press) -> Card:
        step, key = table[press.action]
        return await done(context, await step(context, press.id), key)


async def fresh(context: Context, case_id: int, head: str | None = None, *rows: Row) -> Card:
    """Return a case's card as it is now, under a first line that says what was done; ``rows`` come first."""
    case_now = await load_case(context.session, case_id, lock=False)
    known = await facts.gather(context, case_now)
    if not rows and may(context.actor, Action.VIEW, known.subject):
        await context.release_card()
    return drawn(context, known, head, *rows)


def drawn(context: Context, known: facts.CaseFacts, head: str | None = None, *rows: Row) -> Card:
    """Return the same of what is known. A person who may no longer see the case gets the first line alone."""
    if not may(context.actor, Action.VIEW, known.subject):
        return card_of(head or "", *rows)
    card = cases_card.card(context.town, known, context.actor, context.now, head=head)
    return card.model_copy(update={"rows": (*rows_of(*rows), *card.rows)})


async def done(context: Context, case: Case, key: str, **arguments: Any) -> Card:
    """Return the case's card as it is now, under what was done."""
    return await fresh(context, case.id, context.words(key, number=case.number, **arguments))


def pressed_message(context: Context) -> dict[str, Any]:
    """Return the message whose button was pressed, as a question keeps it: ``card`` its id, ``pictured`` its kind."""
    pressed = context.say.pressed
    if not isinstance(pressed, Message):
        return {"card": None, "pictured": False}
    pictured = bool(pressed.photo or pressed.video or pressed.document or pressed.audio)
    return {"card": pressed.message_id, "pictured": pictured}
