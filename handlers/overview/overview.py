"""The overview on one card that is edited in place, with buttons to each list."""

from handlers.kit import Context, Press, Row, card_of, in_rows, pager, router_of
from handlers.kit.buttons import number_in
from handlers.triage.queue import ALL, QUEUE
from models.enums import Action
from services.assessment import cards as assessment_cards
from services.broadcasts import cards as broadcasts_cards
from services.cards.card import Card, button
from services.duties import cards as duties_cards
from services.duties import lists as duties_lists
from services.mobilisation import cards as mobilisation_cards
from services.overview import cards, overview
from services.people.access import may
from services.people.numbers import Callee
from services.problems import cards as problems_cards
from services.triage.queue import Filter

SHOW, LATE, CALL = "overview", "overview_late", "overview_call"

router = router_of("overview")


@router.command("overview")
@router.press(SHOW)
async def shown(context: Context) -> Card:
    """Show what is on, overdue and owed."""
    words, found = context.words, await overview.overview(context)
    return card_of(
        cards.text(context, words, found),
        *_on(context, found),
        *in_rows(
            [
                context.offer("overview-call", CALL, one.who.id, one.who.kind, name=cards.called(words, context, one))
                for one in found.late_with[: cards.SHOWN]
                if one.call
            ],
            2,
        ),
        (
            context.offer("overview-late-list", LATE, "", 0, count=found.overdue) if found.overdue else None,
            context.offer("menu-duties", duties_cards.BOARD if duties_lists.sees_all(context) else duties_cards.LIST),
        ),
        (context.offer("menu-assessment", assessment_cards.LIST), context.offer("menu-problems", problems_cards.LISTS)),
        context.offer("overview-refresh", SHOW, at=context.time(context.now)),
    )


def _on(context: Context, found: overview.Overview) -> list[Row]:
    """Return the ways to what is on; a warning is opened by who may send one."""
    incidents = f"{Filter.INCIDENTS.value}.{ALL}.0"
    rows: list[Row] = [
        context.offer("overview-incidents", QUEUE, "", incidents, count=found.incidents) if found.incidents else None
    ]
    rows += [
        context.offer("mobilise-line", mobilisation_cards.OPEN, one.id, number=one.number or "", task=one.task[:20])
        for one in found.mobilised[:2]
    ]
    if may(context.actor, Action.BROADCAST):
        rows += [
            button(broadcasts_cards.title(context.town, context.words, one), broadcasts_cards.SEE, one.id)
            for one in found.warnings[:2]
        ]
    return rows


@router.press(LATE)
async def late(context: Context, press: Press) -> Card:
    """Show a page of what is overdue, the longest overdue first; each opens its thing."""
    found = await overview.listing(context, page=press.number)
    back = f"{LATE}.{found.page}"
    return card_of(
        context.words("overview-late-head" if found.total else "overview-late-none", count=found.total),
        *(one.thing.today(context.town, context.actor, one.row, context.now, back) for one in found.entries),
        pager(found, lambda to: (LATE, "", to)),
        context.offer("button-back", SHOW),
    )


@router.press(CALL)
async def call(context: Context, press: Press) -> None:
    """Show the number to telephone."""
    one = await overview.call(context, press.extra, number_in(press.subject, 0))
    await context.ring(Callee.of(one.call), about=None)
