"""What is due: everything the person must do by today, gravest first; each line opens the case with its buttons."""

from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from handlers.kit import Context, Press, lists, router_of
from services.cards.card import Card, button
from services.reminders import agenda
from services.reminders.agenda import When

TODAY = "today"
"""A page of the list; the extra is ``part.page``."""

router = router_of("today")


@router.message(Command("today"))
async def wanted(message: Message, context: Context) -> None:
    """Show what is due today."""
    context.say.send(await today_card(context, When.NOW, 0))


@router.callback_query(Press.of(TODAY))
async def turned(query: CallbackQuery, press: Press, context: Context) -> None:
    """Show another part or page."""
    part, _, page = press.extra.partition(".")
    context.say.edit(await today_card(context, When(part or When.NOW), int(page or 0)))


@router.callback_query(Press.of(agenda.OPEN))
async def asked(query: CallbackQuery, context: Context) -> None:
    """Show what is due today below the message that offered it."""
    context.say.send(await today_card(context, When.NOW, 0))


async def today_card(context: Context, part: When, page: int) -> Card:
    """Return a page of what this person must do."""
    words = context.words
    found = await agenda.agenda(context.act, part, page=page)
    listing = found.listing
    back = f"{TODAY}.{part.value}.{listing.page}"
    act = context.act
    entries = [(due.thing.today(act.town, act.actor, due.row, act.now, back),) for due in listing.entries]
    tabs = tuple(
        button(lists.tab(words, f"today-{one.value}", found.counts[one], chosen=one is part), TODAY, "", one.value)
        for one in When
    )
    key = f"today-head-{part.value}" if listing.entries else f"today-empty-{part.value}"
    return Card(
        text=words(key, total=listing.total, overdue=found.overdue) if listing.entries else words(key),
        rows=(*entries, *lists.pager(listing, lambda number: (TODAY, "", f"{part.value}.{number}")), tabs),
    )
