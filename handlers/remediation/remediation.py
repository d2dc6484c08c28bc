"""The remediation tasks after a reachability test (联络整改): the list, one task, and the buttons that end it."""

from handlers.kit import Context, Press, pager, router_of, with_rows
from handlers.kit.buttons import choice_in
from models.enums import RemediationOutcome
from services.cards.card import Card
from services.core.errors import Stale
from services.core.labels import name
from services.remediation import cards, tasks
from services.remediation.cards import DONE, LIST, OPEN

router = router_of("mends")


@router.command("mend")
@router.press(LIST)
async def listed(context: Context, press: Press) -> None:
    """Show the list of remediation tasks below the message that offered it, or turn its pages."""
    context.say.show(await _list(context, press.number), in_place=bool(press.extra))


@router.press(OPEN)
async def opened(context: Context, press: Press) -> Card:
    """Show one task and what may be said of it."""
    task = await tasks.opened(context.session, context.actor, press.id)
    (entry,) = await tasks.entries(context.session, [task])
    return cards.task(context.town, context.words, entry)


@router.press(DONE)
async def done(context: Context, press: Press) -> Card:
    """End a task, and show what is left."""
    how = choice_in(press.extra, RemediationOutcome)
    if how not in tasks.BY_HAND:
        raise Stale("mend-gone")
    await tasks.settle(context, press.id, how)
    context.say.toast(context.words.plain("mend-noted", how=name(context.words, how)))
    return await _list(context, 0)


async def _list(context: Context, page: int) -> Card:
    listing = await tasks.listing(context.session, context.actor, page=page)
    _, overdue = await tasks.count(context)
    text, rows = cards.overview(context.town, context.words, listing, overdue)
    return with_rows(Card(text=text, rows=tuple(rows)), pager(listing, lambda to: (LIST, "", to)))
