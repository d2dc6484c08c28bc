"""Messages that could not be handled: shown to the station one by one, each to be tried again."""

from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from handlers.kit import Context, Press, router_of
from services.cards.card import Card, button
from services.operations import dead_letters

PAGE = "parked"
"""A page of the list: one message a page; its subject is the number, counted from 0."""

router = router_of("parked")


@router.message(Command("parked"))
async def wanted(message: Message, context: Context) -> None:
    """Show the oldest."""
    context.say.send(await _page(context, 0))


@router.callback_query(Press.of(PAGE))
async def turned(query: CallbackQuery, press: Press, context: Context) -> None:
    """Show another one."""
    context.say.edit(await _page(context, press.id))


@router.callback_query(Press.of(dead_letters.RETRY))
async def retry(query: CallbackQuery, press: Press, context: Context) -> None:
    """Have one tried again; a second presser is told that it is being done."""
    again = await dead_letters.retry(context.session, context.actor, press.id)
    context.say.toast(context.words.plain("parked-again" if again else "parked-gone"), alert=not again)
    context.say.edit(await _page(context, 0))


async def _page(context: Context, number: int) -> Card:
    found = await dead_letters.waiting(context.session, context.actor, limit=2, offset=max(0, number))
    if not found:
        return Card(text=context.words("parked-empty"))
    card = dead_letters.card_of(found[0], context.town, context.words)
    turn = []
    if number > 0:
        turn.append(button("◀", PAGE, number - 1))
    if len(found) > 1:
        turn.append(button("▶", PAGE, number + 1))
    return card.model_copy(update={"rows": (*card.rows, *((tuple(turn),) if turn else ()))})
