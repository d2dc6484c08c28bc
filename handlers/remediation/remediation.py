"""What is to be mended after a reachability test (联络整改): the list, one task, and how it ended with one press."""

from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from handlers.kit.buttons import Press
from handlers.kit.context import Context
from handlers.kit.lists import pager
from handlers.kit.routers import router_of
from models.enums import Mended
from services.cards.card import Card
from services.core.errors import Stale
from services.core.labels import name
from services.remediation import cards, tasks
from services.remediation.cards import DONE, LIST, OPEN

router = router_of("mends")


@router.message(Command("mend"))
async def wanted(message: Message, context: Context) -> None:
    """Show what is to be mended."""
    context.say.send(await _list(context, 0))


@router.callback_query(Press.of(LIST))
async def listed(query: CallbackQuery, callback_data: Press, context: Context) -> None:
    """Show the list below the message that offered it, or turn its pages."""
    if callback_data.extra:
        context.say.edit(await _list(context, int(callback_data.extra)))
    else:
        context.say.send(await _list(context, 0))


@router.callback_query(Press.of(OPEN))
async def opened(query: CallbackQuery, callback_data: Press, context: Context) -> None:
    """Show one task and what may be said of it."""
    task = await tasks.opened(context.act.session, context.act.actor, callback_data.id)
    (entry,) = await tasks.entries(context.act.session, [task])
    context.say.edit(cards.task(context.act.town, context.words, entry))


@router.callback_query(Press.of(DONE))
async def done(query: CallbackQuery, callback_data: Press, context: Context) -> None:
    """End a task, and show what is left."""
    how = Mended(callback_data.extra)
    if how not in tasks.BY_HAND:
        raise Stale("mend-gone")
    await tasks.settle(context.act, callback_data.id, how)
    context.say.toast(context.words.plain("mend-noted", how=name(context.words, how)))
    context.say.edit(await _list(context, 0))


async def _list(context: Context, page: int) -> Card:
    listing = await tasks.listing(context.act.session, context.act.actor, page=page)
    _, overdue = await tasks.count(context.act)
    text, rows = cards.overview(context.act.town, context.words, listing, overdue)
    return Card(text=text, rows=(*rows, *pager(listing, lambda to: (LIST, "", str(to)))))
