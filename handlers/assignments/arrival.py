"""Ask a unit that has accepted how soon it will be there, and note the answer."""

from datetime import datetime, time, timedelta

from aiogram import F
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message
from markupsafe import Markup

from handlers.cases.showing import fresh, pressed_message
from handlers.kit import Context, Press, Waits, prompts, router_of, time_parser
from models import Case
from models.enums import Action
from services.assignments import handling
from services.cards.card import Button, Card, button
from services.cases.lifecycle import assignment_for

ETA = "eta"
"""How soon: subject is the assignment, extra the minutes, ``pm`` for this afternoon, ``ask`` to type a time."""
MINUTES = (15, 30)
HOURS = (1, 2)
AFTERNOON = time(17, 0)

router = router_of("arrival")


class Arriving(StatesGroup):
    """The next words say when the unit will be there."""

    at = State()


async def show_accepted(context: Context, case: Case, assignment_id: int, key: str) -> None:
    """Show the case under what was accepted, and ask how soon one will be there; an order has no site to go to."""
    head = context.words(key, number=case.number)
    if case.order_id is not None:
        context.say.edit(await fresh(context, case.id, head))
        return
    asking = Markup("{}\n{}").format(head, context.words("eta-question"))
    context.say.edit(await fresh(context, case.id, asking, rows=eta_rows(context, assignment_id)))


def eta_rows(context: Context, assignment_id: int) -> tuple[tuple[Button, ...], ...]:
    """Return the buttons that say how soon one will be there."""
    words = context.words
    soon = [button(words.plain("eta-minutes", minutes=minutes), ETA, assignment_id, minutes) for minutes in MINUTES]
    soon += [button(words.plain("eta-hours", hours=hours), ETA, assignment_id, hours * 60) for hours in HOURS]
    later = []
    if _afternoon(context) > context.now + timedelta(hours=HOURS[-1]):
        later.append(button(words.plain("eta-afternoon"), ETA, assignment_id, "pm"))
    later.append(button(words.plain("eta-ask"), ETA, assignment_id, "ask"))
    return tuple(soon), tuple(later)


@router.callback_query(Press.of(ETA))
async def eta_pressed(query: CallbackQuery, press: Press, context: Context) -> None:
    """Note when the unit will be there, or ask for a time."""
    if press.extra == "ask":
        message_id, pictured = pressed_message(context)
        await assignment_for(context.session, context.actor, press.id, Action.SET_ETA)
        about = f"eta.{press.id}"
        card: dict[str, object] = {"card": message_id, "pictured": pictured}
        await prompts.begin(context, Arriving.at, about, assignment=press.id, **card)
        context.say.send(Card(text=context.words("eta-type"), rows=(prompts.stop(context.words, about),)))
        return
    at = _afternoon(context) if press.extra == "pm" else context.now + timedelta(minutes=int(press.extra))
    await _arrive(context, press.id, at)


@router.message(Waits(Arriving.at), F.text)
async def eta_typed(message: Message, context: Context) -> None:
    """Take a time that was typed."""
    kept = await context.state.get_data()
    check = assignment_for(context.session, context.actor, int(kept["assignment"]), Action.SET_ETA)
    if not await prompts.still(context, check):
        return
    at = time_parser.read(message.text or "", context.now, context.zone)
    if at is None:
        context.say.send(context.words("ask-time-unclear"))
        return
    await context.state.clear()
    await _arrive(context, int(kept["assignment"]), at, kept)


async def _arrive(context: Context, assignment_id: int, at: datetime, kept: dict[str, object] | None = None) -> None:
    case = await handling.set_eta(context.act, assignment_id, eta_at=at)
    when = context.time(at)
    card = await fresh(context, case.id, context.words("done-eta", number=case.number, at=when))
    message_id = kept.get("card") if kept else None
    if isinstance(message_id, int):
        context.say.send(context.words("done-eta", number=case.number, at=when))
        context.say.edit(card, message_id=message_id, pictured=bool(kept and kept.get("pictured")))
    else:
        context.say.edit(card)


def _afternoon(context: Context) -> datetime:
    local = context.now.astimezone(context.zone)
    return datetime.combine(local.date(), AFTERNOON, context.zone)
