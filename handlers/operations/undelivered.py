"""What did not reach people: gravest first, each with "told by phone"."""

from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from handlers.kit import Context, Press, router_of
from services.cards.card import Card
from services.core.errors import Stale
from services.messaging import ledger, undelivered

router = router_of("undelivered")


@router.message(Command("undelivered"))
async def wanted(message: Message, context: Context) -> None:
    """Show the list."""
    context.say.send(await _page(context, 0))


@router.callback_query(Press.of(undelivered.OPEN))
async def turned(query: CallbackQuery, press: Press, context: Context) -> None:
    """Show a page of the list."""
    context.say.edit(await _page(context, press.id))


@router.callback_query(Press.of(undelivered.CALLED))
async def called(query: CallbackQuery, press: Press, context: Context) -> None:
    """Settle one entry: somebody has called. A second presser is told who did, and sees the list as it is now."""
    try:
        await ledger.settle_call(context.act, press.id)
        context.say.toast(context.words.plain("undelivered-settled"))
    except Stale as late:
        context.say.toast(late.in_words(context.words).unescape(), alert=True)
    context.say.edit(await _page(context, 0))


async def _page(context: Context, page: int) -> Card:
    listing = await ledger.undelivered(context.act, page=page)
    if not listing.entries and page > 0:
        listing = await ledger.undelivered(context.act, page=listing.pages - 1)
    return undelivered.card(context.town, context.words, listing)
