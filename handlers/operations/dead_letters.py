"""Messages that could not be handled: shown to the station one by one, each to be tried again or settled."""

from handlers.kit import Context, Press, router_of, turns, with_rows
from services.cards.card import Card
from services.operations import dead_letters

PAGE = "parked"
"""A page of the list: one message a page; its subject is the number, counted from 0."""

router = router_of("parked")


@router.press(dead_letters.RETRY)
async def retry(context: Context, press: Press) -> Card:
    """Try a message again; a second presser learns that this is being done."""
    again = await dead_letters.retry(context.session, context.actor, press.id)
    context.say.toast(context.words.plain("parked-again" if again else "parked-gone"), alert=not again)
    return await page(context, Press(action=PAGE))


@router.press(dead_letters.SETTLE)
async def settle(context: Context, press: Press) -> Card:
    """Take a message off the list: the station has seen to it."""
    settled = await dead_letters.settle(context, press.id)
    context.say.toast(context.words.plain("parked-settled" if settled else "parked-gone"), alert=not settled)
    return await page(context, Press(action=PAGE))


@router.command("parked")
@router.press(PAGE)
async def page(context: Context, press: Press) -> Card:
    """Show one message, the oldest first."""
    number = max(0, press.id)
    found = await dead_letters.waiting(context.session, context.actor, limit=2, offset=number)
    if not found:
        return Card(text=context.words("parked-empty"))
    card = dead_letters.card_of(found[0], context.town, context.words)
    return with_rows(card, turns(number, len(found) > 1, lambda to: (PAGE, to, "")))
