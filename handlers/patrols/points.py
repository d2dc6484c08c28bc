"""The risk points a person has to do with, and the card of one: what is due there, and what was found before."""

from aiogram import F
from aiogram.types import Message

from handlers.drafts import content
from handlers.kit import Context, Press, Prompt, card_of, pager, router_of
from models.enums import Action
from services.cards.card import Card, button, lines
from services.core import geo
from services.documents.documents import offer
from services.patrols import cards, patrols, points
from services.patrols.documents.ledger import LEDGER
from services.patrols.points import Pin
from services.people.access import may
from services.risk_points import cards as risk_cards
from services.risk_points import reach

router = router_of("points")

STANDING = Prompt("patrol_pin")
"""The next pin says where the person stands: the list is sorted by it."""
AROUND = "points_near"


@router.command("patrol")
@router.press(cards.LIST)
async def listed(context: Context, press: Press) -> Card:
    """Show the points: the nearest first after a pin, else by what is due."""
    return await _list(context, Pin.read(press.subject, context.now), press.number)


async def _list(context: Context, pin: Pin | None, page: int = 0) -> Card:
    found = await points.listed(context, pin=pin, page=page)
    words, town, at = context.words, context.town, pin.packed() if pin else ""
    order = "place" if pin else "due"
    head = words("patrol-list-head", count=found.total, order=order) if found.total else words("patrol-list-none")
    begun = await patrols.begun(context)
    return card_of(
        lines(head, *(cards.line_of_list(town, words, one) for one in found.entries)),
        *(
            context.offer(
                "patrol-begun",
                cards.FORM,
                draft.id,
                "show",
                name=point.name,
                done=len(fields.items) - len(fields.unanswered),
                of=len(fields.items),
            )
            for draft, fields, point in begun
        ),
        *(
            button(f"{cards.mark_of(words, one.point)} {one.point.name}", cards.OPEN, one.point.id, at)
            for one in found.entries
        ),
        pager(found, lambda to: (cards.LIST, at, to)),
        (context.offer("patrol-list-by-place", AROUND) if found.total else None)
        if pin is None
        else context.offer("patrol-list-by-due", cards.LIST),
        (
            context.offer("patrol-month", cards.MONTH, f"{context.today:%Y%m}") if found.total else None,
            offer(words, LEDGER) if found.total else None,
        ),
    )


@router.press(AROUND)
async def around(context: Context) -> None:
    """Ask where the person stands."""
    await STANDING.ask(context, AROUND, context.words("patrol-list-ask"))


@router.answer(STANDING, F.location | F.venue)
async def standing(message: Message, context: Context) -> Card | None:
    """Sort the list by the pin that came."""
    place = content.place_of(message)
    if place is None:
        return None
    return await _list(context, Pin(*place, context.at))


@router.press(cards.OPEN)
async def opened(context: Context, press: Press) -> Card:
    """Show a point; a fresh pin of the list goes on to the patrol."""
    pin = Pin.read(press.extra, context.now)
    return await point_card(context, press.id, pin=pin)


async def point_card(context: Context, point_id: int, *, pin: Pin | None = None, page: int = 0) -> Card:
    """Return the card of a point."""
    found = await points.shown(context, point_id, page=page)
    point, at = found.point, pin.packed() if pin else ""
    here = geo.pin_of(point)
    away = geo.distance_m(pin.place, here) if pin is not None and here is not None else None
    patrolled = may(context.actor, Action.PATROL, reach.subject_of(point))
    going = any(point.id == one.id for _, _, one in await patrols.begun(context)) if patrolled else False
    return card_of(
        cards.point_text(context.town, context.words, found, away),
        context.offer("patrol-all-normal", cards.ALL_NORMAL, point.id, at) if patrolled and not going else None,
        context.offer("patrol-go-on" if going else "patrol-begin", cards.BEGIN, point.id, at) if patrolled else None,
        *(
            context.offer("patrol-record-open", cards.RECORD, patrol.id, at=context.time(patrol.at))
            for patrol, _ in found.past.entries
        ),
        pager(found.past, lambda to: (cards.PAST, point.id, to)),
        (
            context.offer("patrol-where", cards.WHERE, point.id) if here is not None else None,
            context.offer("risk-points-register", risk_cards.OPEN, point.id),
            context.offer("patrol-back", cards.LIST, at),
        ),
    )


@router.press(cards.PAST)
async def past(context: Context, press: Press) -> Card:
    """Show a further page of a point's patrols."""
    return await point_card(context, press.id, page=press.number)


@router.press(cards.WHERE)
async def where(context: Context, press: Press) -> None:
    """Send the place of a point as a pin."""
    point = await points.load(context, press.id, Action.SEE_RISK_POINTS)
    here = geo.pin_of(point)
    if here is not None:
        context.say.send(Card(text=context.words("patrol-where-is", name=point.name), place=here))
