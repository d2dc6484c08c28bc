"""Giving an assignment to another unit (改派): choose the unit, say why; the clock goes on."""

from aiogram import F
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message

from handlers.cases.showing import fresh
from handlers.kit import Context, Press, Waits, in_rows, prompts, router_of
from models.enums import LIVE, Action
from services.assignments import moves as assignments_moves
from services.cards.card import Card, button
from services.cases.lifecycle import assignment_for
from services.triage import dispatch

TO = "reroute_to"
"""Choose a unit; subject is the assignment, extra the unit."""
WHY = "reroute_why"
"""A quick reason; extra is ``unit.number``."""
QUICK = 2

router = router_of("reroute")


class Rerouting(StatesGroup):
    """The next words say why."""

    reason = State()


@router.callback_query(Press.of(Action.REROUTE.value))
async def start(query: CallbackQuery, press: Press, context: Context) -> None:
    """Offer the units that do not hold the case, those of its line first."""
    case, assignment = await assignment_for(context.session, context.actor, press.id, Action.REROUTE)
    holding = {one.unit_id for one in case.assignments if one.state in LIVE}
    of_line = [one.unit_id for one in await dispatch.suggested(context.session, context.town, case.line)]
    units = [
        (unit, load) for unit, load in await assignments_moves.units_by_load(context.session) if unit.id not in holding
    ]
    units.sort(key=lambda one: of_line.index(one[0].id) if one[0].id in of_line else len(of_line))
    words, former = context.words, await assignments_moves.unit_name(context.session, assignment.unit_id)
    options = [
        button(words.plain("reroute-unit", unit=unit.name, load=load), TO, assignment.id, unit.id)
        for unit, load in units
    ]
    context.say.send(
        Card(
            text=words(
                "reroute-ask",
                number=case.number,
                unit=former,
            ),
            rows=(
                *in_rows(options, 2),
                prompts.stop(words, f"reroute.{assignment.id}"),
            ),
        )
    )


@router.callback_query(Press.of(TO))
async def unit_chosen(query: CallbackQuery, press: Press, context: Context) -> None:
    """Ask why."""
    case, assignment = await assignment_for(context.session, context.actor, press.id, Action.REROUTE)
    unit = await assignments_moves.unit_name(context.session, press.number)
    about = f"reroute.{assignment.id}"
    await prompts.begin(context, Rerouting.reason, about, assignment=assignment.id, unit=int(press.extra))
    words = context.words
    rows = tuple(
        (button(words.plain(f"ask-reroute-{number}"), WHY, assignment.id, f"{press.extra}.{number}"),)
        for number in range(1, QUICK + 1)
    )
    text = words("ask-reroute", number=case.number, unit=unit)
    context.say.edit(Card(text=text, rows=(*rows, prompts.stop(words, about))))


@router.callback_query(Press.of(WHY))
async def quick(query: CallbackQuery, press: Press, context: Context) -> None:
    """Take a quick reason."""
    unit, _, number = press.extra.partition(".")
    await _reroute(context, press.id, int(unit), context.words.plain(f"ask-reroute-{number}"))


@router.message(Waits(Rerouting.reason), F.text)
async def typed(message: Message, context: Context) -> None:
    """Take what was typed."""
    kept = await context.state.get_data()
    check = assignment_for(context.session, context.actor, int(kept["assignment"]), Action.REROUTE)
    if not await prompts.still(context, check):
        return
    await _reroute(context, int(kept["assignment"]), int(kept["unit"]), (message.text or "").strip())


async def _reroute(context: Context, assignment_id: int, unit_id: int, reason: str) -> None:
    case = await dispatch.reroute(context.act, assignment_id, unit_id=unit_id, reason=reason)
    if await context.state.get_state() == Rerouting.reason.state:
        await context.state.clear()
    unit = await assignments_moves.unit_name(context.session, unit_id)
    head = context.words("done-reroute", number=case.number, unit=unit)
    context.say.edit(await fresh(context, case.id, head))
