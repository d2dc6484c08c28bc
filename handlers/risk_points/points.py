"""The list of the register, the card of a point with its history, and the file of the whole register."""

from handlers.kit import Context, Press, card_of, in_rows, pager, router_of
from models.enums import Action
from services.cards.card import Card, button, lines
from services.people.access import may
from services.risk_points import cards, reach, register
from services.risk_points.workbook import writing

router = router_of("risk_points")

CLOSED = "closed"
WORDS, PICKED = ("monitor", "households", "measures", "place"), ("person",)
"""Fields that the people of a unit or village may change: typed ones, and chosen ones."""
GRADED = ("level", "unit")


@router.command("points")
@router.press(cards.LIST)
async def listed(context: Context, press: Press) -> Card:
    """Show the points of the register, or those that were closed."""
    words, closed = context.words, press.subject == CLOSED
    found = await register.listed(context, closed=closed, page=press.number)
    told = [
        words("risk-points-line", mark=cards.mark(words, point), name=point.name, code=point.code, village=village)
        for point, village in found.entries
    ]
    adds = may(context.actor, Action.GRADE_RISK_POINT)
    return card_of(
        lines(words("risk-points-head", count=found.total, closed="yes" if closed else "no"), *told),
        *(button(f"{cards.mark(words, point)} {point.name}", cards.OPEN, point.id) for point, _ in found.entries),
        pager(found, lambda to: (cards.LIST, press.subject, to)),
        (
            context.offer("risk-points-add", cards.ADD) if adds and not closed else None,
            context.offer("risk-points-export", cards.EXPORT) if found.total and not closed else None,
            context.offer("risk-points-open" if closed else "risk-points-closed", cards.LIST, "" if closed else CLOSED),
        ),
    )


@router.press(cards.EXPORT)
async def exported(context: Context) -> None:
    """Send the register as an Excel file."""
    context.say.document(*await writing.workbook(context), busy=True)


@router.press(cards.OPEN)
async def opened(context: Context, press: Press) -> Card:
    """Show a point; the extra is a page of its history."""
    return await card(context, press.id, page=press.number)


async def card(context: Context, point_id: int, *, page: int = 0) -> Card:
    """Return the card of a point with what the actor may change."""
    found = await register.shown(context, point_id, page=page)
    point, subject = found.point, reach.subject_of(found.point)
    keeps = point.active and may(context.actor, Action.KEEP_RISK_POINT, subject)
    grades = may(context.actor, Action.GRADE_RISK_POINT, subject)
    fields = (*(GRADED if grades and point.active else ()), *((*PICKED, *WORDS) if keeps else ()))
    changes = [context.offer(f"risk-edit-{one}", cards.EDIT, point.id, one) for one in fields]
    ends = ("risk-point-close", cards.CLOSE) if point.active else ("risk-point-reopen", cards.REOPEN)
    return card_of(
        cards.text(context.town, context.words, found),
        *in_rows(changes, 3),
        (context.offer("risk-work-card", cards.WORK, point.id), context.offer("risk-work-print", cards.PRINT, point.id))
        if keeps
        else None,
        context.offer(*ends, point.id) if grades else None,
        pager(found.past, lambda to: (cards.OPEN, point.id, to)),
        context.offer("risk-points-back", cards.LIST),
    )
