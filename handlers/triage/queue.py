"""The station's queue: what waits at the desk, gravest first; filters with counts, one line only, pages."""

from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from handlers.cases import view as cases_view
from handlers.kit import Context, Press, in_rows, router_of
from handlers.kit import lists as kit_lists
from services.cards import spans
from services.cards.card import Button, Card, button
from services.cases import card as cases_card
from services.cases import lists as cases_lists
from services.cases.lists import Filter, ListedCase
from services.settings import lines

QUEUE = "queue"
"""A page of the queue; the extra is ``filter.line.page``, the line ``-`` for all."""
LINES = "queue_lines"
"""Choose a line; the extra is the filter."""
ALL = "-"

router = router_of("station")


@router.message(Command("queue"))
async def wanted(message: Message, context: Context) -> None:
    """Show what is for the desk to do."""
    context.say.send(await queue_card(context, Filter.TODO, None, 0))


@router.callback_query(Press.of(QUEUE))
async def turned(query: CallbackQuery, press: Press, context: Context) -> None:
    """Show another filter, line or page."""
    kind, line, page = (press.extra or f"{Filter.TODO.value}.{ALL}.0").split(".")
    context.say.edit(await queue_card(context, Filter(kind), None if line == ALL else line, int(page)))


@router.callback_query(Press.of(LINES))
async def lines_wanted(query: CallbackQuery, press: Press, context: Context) -> None:
    """Offer the lines to filter by."""
    words, kind = context.words, press.extra
    options = [
        button(lines.name(context.settings, code, words.language) or code, QUEUE, "", f"{kind}.{code}.0")
        for code in context.settings.lines
    ]
    rows = in_rows(options, 3)
    rows.append((button(words.plain("queue-all-lines"), QUEUE, "", f"{kind}.{ALL}.0"),))
    context.say.edit(Card(text=words("queue-lines"), rows=tuple(rows)))


async def queue_card(context: Context, kind: Filter, line: str | None, page: int) -> Card:
    """Return a page of the queue as this person may see it."""
    listing = await cases_lists.station(context.act, kind, page=page, line=line)
    if not listing.entries and page > 0:  # the last entry of the last page was dealt with meanwhile
        page = listing.pages - 1
        listing = await cases_lists.station(context.act, kind, page=page, line=line)
    counts = await cases_lists.counts(context.act, line=line)
    words, at = context.words, f"{kind.value}.{line or ALL}.{listing.page}"
    entries = [
        (button(_entry(context, entry), cases_view.OPEN, entry.case.id, f"{QUEUE}.{at}"),) for entry in listing.entries
    ]
    tabs = [
        button(
            kit_lists.tab(words, f"queue-{one.value.replace('_', '-')}", counts.get(one), chosen=one is kind),
            QUEUE,
            "",
            f"{one.value}.{line or ALL}.0",
        )
        for one in Filter
    ]
    named = lines.name(context.settings, line, words.language) or words.plain("queue-all-lines")
    text = words(
        "queue-head" if listing.entries else "queue-empty",
        filter=words.plain(f"queue-{kind.value.replace('_', '-')}"),
        line=named,
        total=listing.total,
    )
    choose: Button = button(words.plain("queue-line", line=named), LINES, "", kind.value)
    return Card(
        text=text,
        rows=(
            *entries,
            *kit_lists.pager(listing, lambda number: (QUEUE, "", f"{kind.value}.{line or ALL}.{number}")),
            *in_rows(tabs, 3),
            (choose,),
        ),
    )


def _entry(context: Context, entry: ListedCase) -> str:
    case, words = entry.case, context.words
    return words.plain(
        "queue-entry",
        mark=cases_card.mark(words, case),
        number=case.number,
        state=words.plain(f"case-state-{case.state.value}"),
        village=cases_view.village(words, entry),
        age=spans.rough(words, context.now - case.submitted_at),
        late="yes" if entry.overdue else "no",
    )
