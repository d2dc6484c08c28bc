"""Show a case as it is now, after something was done to it."""

from typing import Any

from aiogram.types import Message

from handlers.kit import Context
from models import Case
from models.enums import Action
from services.cards.card import Button, Card
from services.cases import card as cases_card
from services.cases import facts
from services.cases.lifecycle import load_case
from services.people.access import may


async def fresh(
    context: Context, case_id: int, head: str | None = None, *, rows: tuple[tuple[Button, ...], ...] = ()
) -> Card:
    """Return a case's card as it is now, under a first line that says what was done; ``rows`` come first.

    Who may no longer see the case gets the first line alone.
    """
    case_now = await load_case(context.session, case_id, lock=False)
    known = await facts.gather(context.act, case_now)
    if not may(context.actor, Action.VIEW, known.subject):
        return Card(text=head or "", rows=rows)
    card = cases_card.card(context.town, known, context.actor, context.now, head=head)
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
