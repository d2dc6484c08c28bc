"""The remediation tasks after a reachability test (联络整改): the list, one task, and its end with one press."""

from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from handlers.kit import Context, Press, router_of
from handlers.kit.lists import pager
from models.enums import RemediationOutcome
from services.cards.card import Card
from services.core.errors import Stale
from services.core.labels import name
from services.remediation import cards, tasks
from services.remediation.cards import DONE, LIST, OPEN

router = router_of("mends")


@router.message(Command("mend"))
async def wanted(message: Message, context: Context) -> None:
    """Show the list of remediation tasks."""
    context.say.send(await _list(context, 0))


@router.callback_query(Press.of(LIST))
async def listed(query: CallbackQuery, press: Press, context: Context) -> None:
    """Show the list below the message that offered it, or turn its pages."""
    if press.extra:
        context.say.edit(await _list(context, int(press.extra)))
    else:
        context.say.send(await _list(context, 0))


@router.callback_query(Press.of(OPEN))
async def opened(query: CallbackQuery, press: Press, context: Context) -> None:
    """Show one task and what may be said of it."""
    task = await tasks.opened(context.session, context.actor, press.id)
    (entry,) = await tasks.entries(context.session, [task])
    context.say.edit(cards.task(context.town, context.words, entry))


@router.callback_query(Press.of(DONE))
async def done(query: CallbackQuery, press: Press, context: Context) -> None:
    """End a task, and show what is left."""
    how = RemediationOutcome(press.extra)
    if how not in tasks.BY_HAND:
        raise Stale("mend-gone")
    await tasks.settle(context.act, press.id, how)
    context.say.toast(context.words.plain("mend-noted", how=name(context.words, how)))
    context.say.edit(await _list(context, 0))


async def _list(context: Context, page: int) -> Card:
    listing = await tasks.listing(context.session, context.actor, page=page)
    _, overdue = await tasks.count(context.act)
    text, rows = cards.overview(context.town, context.words, listing, overdue)
    return Card(text=text, rows=(*rows, *pager(listing, lambda to: (LIST, "", str(to)))))
