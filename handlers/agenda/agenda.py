"""The agenda: everything the person must do by today, gravest first; each line opens the case with its buttons."""

from handlers.kit import Context, Press, card_of, lists, pager, router_of
from handlers.kit.buttons import choice_in, number_in
from services.cards.card import Card
from services.reminders import agenda
from services.reminders.agenda import When

TODAY = "today"
"""A page of the list; the extra is ``part.page``."""

router = router_of("today")


@router.press(agenda.OPEN)
async def asked(context: Context) -> None:
    """Show what is due today below the message that offered it."""
    context.say.send(await turned(context, Press(action=TODAY)))


@router.command("today")
@router.press(TODAY)
async def turned(context: Context, press: Press) -> Card:
    """Show a part and a page of what this person must do."""
    words, part = context.words, choice_in(press.verb, When) if press.verb else None
    found = await agenda.agenda(context, part, page=number_in(press.choice, 0))
    listing, part = found.listing, found.when
    back = f"{TODAY}.{part.value}.{listing.page}"
    tabs = [
        lists.tab(words, f"today-{one.value}", found.counts[one], one is part, TODAY, one.value)
        for one in When
        if found.counts[one] or one is part or one is not When.PRESS
    ]
    key = f"today-head-{part.value}" if listing.entries else f"today-empty-{part.value}"
    return card_of(
        words(key, total=listing.total, overdue=found.overdue) if listing.entries else words(key),
        *(due.thing.today(context.town, context.actor, due.row, context.now, back) for due in listing.entries),
        pager(listing, lambda number: (TODAY, "", f"{part.value}.{number}")),
        tabs,
    )
