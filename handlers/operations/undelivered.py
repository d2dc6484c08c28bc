"""The messages that did not reach people: gravest first, each with "told by phone"."""

from handlers.kit import Context, Press, lists, router_of
from services.cards.card import Card
from services.core.errors import Stale
from services.messaging import ledger, undelivered

router = router_of("undelivered")


@router.press(undelivered.CALLED)
async def called(context: Context, press: Press) -> Card:
    """Settle one entry: somebody has called. A second presser is told who did, and sees the list as it is now."""
    try:
        await ledger.settle_call(context, press.id)
        context.say.toast(context.words.plain("undelivered-settled"))
    except Stale as late:
        context.say.toast(late.in_words(context.words).unescape(), alert=True)
    return await listed(context, Press(action=undelivered.OPEN))


@router.command("undelivered")
@router.press(undelivered.OPEN)
async def listed(context: Context, press: Press) -> Card:
    """Show a page of the list."""
    listing = await lists.within(lambda page: ledger.undelivered(context, page=page), press.id)
    return undelivered.card(context.town, context.words, listing)
