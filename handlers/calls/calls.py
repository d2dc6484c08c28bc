"""The list of people to telephone: ring, note what came of it for one or several, call another person instead."""

from handlers.kit import Context, Press, router_of
from handlers.kit.buttons import number_in
from services.calls import calls, cards
from services.calls.calls import Wanted
from services.cards.card import Card
from services.core.errors import Forbidden, Stale, existing
from services.core.paging import Listing, cut
from services.messaging import ledger, undelivered

router = router_of("calls")


@router.command("calls")
@router.command("undelivered")
@router.press(undelivered.OPEN)
async def listed(context: Context, press: Press) -> Card:
    """Show a page of the list."""
    listing, matters = await _page(context, press.id)
    return cards.listed(context.town, context.words, listing, matters)


@router.press(cards.RING)
async def phone(context: Context, press: Press) -> None:
    """Show the number to ring."""
    await context.ring(await calls.number(context, press.subject), about=f"call:{press.subject}")


@router.press(cards.REACHED)
async def reached(context: Context, press: Press) -> Card:
    """Settle everything that waits for a person."""
    return await _noted(context, await calls.reached(context, [press.subject]), "calls-noted-reached")


@router.press(cards.MISSED)
async def missed(context: Context, press: Press) -> Card:
    """Note that a person was not reached."""
    return await _noted(context, await calls.missed(context, [press.subject]), "calls-noted-missed")


@router.press(cards.SHOW)
async def shown(context: Context, press: Press) -> Card:
    """Show all that waits for a person, and the people to call instead."""
    row = await calls.one(context, press.subject)
    return cards.page(context.town, context.words, row, await calls.stand_ins(context, row))


@router.press(cards.HAND)
async def handed(context: Context, press: Press) -> Card:
    """Call another person instead."""
    await calls.hand_on(context, press.subject, number_in(press.extra))
    context.say.toast(context.words.plain("calls-noted-handed"))
    return await listed(context, Press(action=undelivered.OPEN))


@router.press(cards.PICK)
async def picked(context: Context, press: Press) -> Card:
    """Choose several people of a page."""
    listing, matters = await _page(context, press.id)
    found = cards.read(listing, press.extra)
    if found is None:
        context.say.toast(context.words.plain("calls-changed"))
        return cards.listed(context.town, context.words, listing, matters)
    return cards.picking(context.words, listing, found[0])


@router.press(cards.ALL)
async def several(context: Context, press: Press) -> Card:
    """Note the outcome for the people chosen."""
    listing, _ = await _page(context, press.id)
    found = existing(cards.read(listing, press.extra), "calls-changed")
    mask, outcome = found
    people = [row.who for at, row in enumerate(listing.entries) if mask >> at & 1]
    if outcome == "y":
        return await _noted(context, await calls.reached(context, people), "calls-noted-reached")
    return await _noted(context, await calls.missed(context, people), "calls-noted-missed")


@router.press(undelivered.CALLED)
async def called(context: Context, press: Press) -> Card:
    """Settle one message by a button of an old list. A second presser is told who did, and sees the list."""
    try:
        await ledger.settle_call(context, press.id)
        context.say.toast(context.words.plain("undelivered-settled"))
    except Stale as late:
        context.say.toast(late.in_words(context.words).unescape(), alert=True)
    return await listed(context, Press(action=undelivered.OPEN))


async def _noted(context: Context, count: int, key: str) -> Card:
    """Show the list as it is now; nobody was on it any more when somebody else was faster."""
    if not count:
        context.say.toast(context.words.plain("calls-nothing"), alert=True)
    else:
        context.say.toast(context.words.plain(key, count=count))
    return await listed(context, Press(action=undelivered.OPEN))


async def _page(context: Context, page: int) -> tuple[Listing[Wanted], int]:
    if not calls.sees(context.actor):
        raise Forbidden("error-forbidden")
    rows = await calls.wanted(context)
    return cut(rows, page, cards.PAGE), sum(len(row.matters) for row in rows)
