"""Ask a unit that has accepted how soon it will be there, and note the answer."""

from datetime import datetime, time, timedelta

from markupsafe import Markup

from handlers.cases.showing import fresh, pressed_message
from handlers.kit import Context, Kept, Press, Prompt, Row, prompts, router_of
from handlers.kit.buttons import number_in
from models import Case
from models.enums import Action
from services.assignments import handling
from services.cards.card import Card
from services.cases.lifecycle import assignment_for

ETA = "eta"
"""How soon: subject is the assignment, extra the minutes, ``pm`` for this afternoon, ``ask`` to type a time."""
MINUTES = (15, 30)
HOURS = (1, 2)
LONGEST_WAY = 24 * 60
"""Minutes; a button that says longer is none of ours."""
AFTERNOON = time(17, 0)
AT = Prompt(
    "arriving_at",
    lambda context, kept: assignment_for(context.session, context.actor, kept["assignment"], Action.SET_ETA),
)
"""The next words say when the unit will be there."""

router = router_of("arrival")


async def accepted(context: Context, case: Case, assignment_id: int, key: str) -> Card:
    """Return the case under what was accepted, and ask how soon one will be there; an order has no site to go to."""
    head = context.words(key, number=case.number)
    if case.order_id is not None:
        return await fresh(context, case.id, head)
    asking = Markup("{}\n{}").format(head, context.words("eta-question"))
    return await fresh(context, case.id, asking, *eta_rows(context, assignment_id))


def eta_rows(context: Context, assignment_id: int) -> tuple[Row, Row]:
    """Return the buttons that say how soon one will be there."""
    soon = [context.offer("eta-minutes", ETA, assignment_id, minutes, minutes=minutes) for minutes in MINUTES]
    soon += [context.offer("eta-hours", ETA, assignment_id, hours * 60, hours=hours) for hours in HOURS]
    far = _afternoon(context) > context.now + timedelta(hours=HOURS[-1])
    afternoon = context.offer("eta-afternoon", ETA, assignment_id, "pm") if far else None
    return soon, (afternoon, context.offer("eta-ask", ETA, assignment_id, "ask"))


@router.press(ETA)
async def eta_pressed(context: Context, press: Press) -> Card | None:
    """Note when the unit will be there, or ask for a time."""
    if press.extra == "ask":
        await assignment_for(context.session, context.actor, press.id, Action.SET_ETA)
        kept = pressed_message(context)
        await AT.ask(context, f"eta.{press.id}", context.words("eta-type"), assignment=press.id, **kept)
        return None
    at = (
        _afternoon(context)
        if press.extra == "pm"
        else context.now + timedelta(minutes=number_in(press.extra, most=LONGEST_WAY))
    )
    return (await _arrive(context, press.id, at))[1]


@router.answer(AT)
async def eta_typed(context: Context, kept: Kept, said: str) -> Card | str | None:
    """Take a time that was typed."""
    head, card = await _arrive(context, kept["assignment"], prompts.time_said(context, said))
    if kept["card"] is None:
        return card
    context.say.send(head)
    context.say.edit(card, message_id=kept["card"], pictured=kept["pictured"])
    return None


async def _arrive(context: Context, assignment_id: int, at: datetime) -> tuple[str, Card]:
    case = await handling.set_eta(context, assignment_id, eta_at=at)
    head = context.words("done-eta", number=case.number, at=context.time(at))
    return head, await fresh(context, case.id, head)


def _afternoon(context: Context) -> datetime:
    return datetime.combine(context.today, AFTERNOON, context.zone)
