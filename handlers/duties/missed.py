"""The list of missed duties, month by month: who, what, and since when."""

from handlers.kit import Context, Press, card_of, pager, router_of
from handlers.kit.buttons import number_in
from services.calendar import months
from services.cards.card import Card, button, lines
from services.duties import cards, lists, missed

router = router_of("missed_duties")


@router.press(cards.MISSED)
async def of_month(context: Context, press: Press) -> Card:
    """Show a month's missed duties, as far as the actor sees them."""
    words, town, today = context.words, context.town, months.holding(context.today)
    month = months.read(number_in(press.subject, 0), today)
    found = await missed.of_month(context, month, page=press.number)
    head = words("duties-missed-head", year=str(month.year), month=month.month, count=found.total)
    turn = [("‹", months.before(month)), ("›", months.after(month))]
    return card_of(
        lines(head, *(cards.missed_line(town, words, one.duty, one.behind) for one in found.entries)),
        *(cards.entry_button(town, words, one.duty, one.behind) for one in found.entries),
        pager(found, lambda to: (cards.MISSED, f"{month:%Y%m}", to)),
        [button(sign, cards.MISSED, f"{to:%Y%m}") for sign, to in turn if to <= today],
        context.offer("duties-board", cards.BOARD) if lists.sees_all(context) else None,
        context.offer("duties-own", cards.LIST),
    )
