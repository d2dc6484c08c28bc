"""The station's queue: what waits at the desk, gravest first; filters with counts, one line only, pages."""

from handlers.cases import view as cases_view
from handlers.kit import Context, Press, card_of, in_rows, lists, pager, router_of
from handlers.kit.buttons import choice_in, number_in, parts_in
from services.cards import spans
from services.cards.card import Card, button
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


@router.press(LINES)
async def lines_wanted(context: Context, press: Press) -> Card:
    """Offer the lines to filter by."""
    words, kind = context.words, choice_in(press.extra, Filter)
    options = [
        button(lines.name(context.settings, code, words.language), QUEUE, "", f"{kind.value}.{code}.0")
        for code in context.settings.lines
    ]
    every = context.offer("queue-all-lines", QUEUE, "", f"{kind.value}.{ALL}.0")
    return card_of(words("queue-lines"), *in_rows(options, 3), every)


@router.command("queue")
@router.press(QUEUE)
async def queue(context: Context, press: Press) -> Card:
    """Show a page of the queue as this person may see it."""
    words = context.words
    code, chosen, number = parts_in(press.extra or f"{Filter.TODO.value}.{ALL}.0", 3)
    kind, line = choice_in(code, Filter), None if chosen == ALL else choice_in(chosen, context.settings.lines)
    listing = await lists.within(
        lambda page: cases_lists.station(context, kind, page=page, line=line), number_in(number)
    )
    counts = await cases_lists.counts(context, line=line)
    tabs = [
        lists.tab(words, _key(one), counts.get(one), one is kind, QUEUE, f"{one.value}.{chosen}.0") for one in Filter
    ]
    back = f"{QUEUE}.{kind.value}.{chosen}.{listing.page}"
    named = lines.name(context.settings, line, words.language) or words.plain("queue-all-lines")
    head = "queue-head" if listing.entries else "queue-empty"
    return card_of(
        words(head, filter=words.plain(_key(kind)), line=named, total=listing.total),
        *(button(_entry(context, entry), cases_view.OPEN, entry.case.id, back) for entry in listing.entries),
        pager(listing, lambda number: (QUEUE, "", f"{kind.value}.{chosen}.{number}")),
        *in_rows(tabs, 3),
        context.offer("queue-line", LINES, "", kind.value, line=named),
    )


def _key(kind: Filter) -> str:
    return f"queue-{kind.value.replace('_', '-')}"


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
