"""Giving a share to another unit (改派): choose the unit, say why; the clock goes on."""

from aiogram import F
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message

from handlers.cases.showing import fresh
from handlers.kit import prompts
from handlers.kit.buttons import Press
from handlers.kit.context import Context
from handlers.kit.prompts import Waits
from handlers.kit.routers import router_of
from models import Unit
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
async def start(query: CallbackQuery, callback_data: Press, context: Context) -> None:
    """Offer the units that do not hold the case, those of its line first."""
    case, share = await assignment_for(context.act.session, context.act.actor, callback_data.id, Action.REROUTE)
    holding = {one.unit_id for one in case.assignments if one.state in LIVE}
    of_line = [one.unit_id for one in await dispatch.suggested(context.act.session, context.act.town, case.line)]
    units = [
        (unit, load)
        for unit, load in await assignments_moves.units_by_load(context.act.session)
        if unit.id not in holding
    ]
    units.sort(key=lambda one: of_line.index(one[0].id) if one[0].id in of_line else len(of_line))
    words = context.words
    options = [
        button(words.plain("reroute-unit", unit=unit.name, load=load), TO, share.id, unit.id) for unit, load in units
    ]
    former = await context.act.session.get(Unit, share.unit_id)
    context.say.send(
        Card(
            text=words("reroute-ask", number=case.number, unit=former.name if former else ""),
            rows=(
                *(tuple(options[i : i + 2]) for i in range(0, len(options), 2)),
                prompts.stop(words, f"reroute.{share.id}"),
            ),
        )
    )


@router.callback_query(Press.of(TO))
async def unit_chosen(query: CallbackQuery, callback_data: Press, context: Context, state: FSMContext) -> None:
    """Ask why."""
    case, share = await assignment_for(context.act.session, context.act.actor, callback_data.id, Action.REROUTE)
    unit = await context.act.session.get(Unit, int(callback_data.extra))
    about = f"reroute.{share.id}"
    await prompts.begin(context, state, Rerouting.reason, about, assignment=share.id, unit=int(callback_data.extra))
    words = context.words
    rows = tuple(
        (button(words.plain(f"ask-reroute-{number}"), WHY, share.id, f"{callback_data.extra}.{number}"),)
        for number in range(1, QUICK + 1)
    )
    text = words("ask-reroute", number=case.number, unit=unit.name if unit else "")
    context.say.edit(Card(text=text, rows=(*rows, prompts.stop(words, about))))


@router.callback_query(Press.of(WHY))
async def quick(query: CallbackQuery, callback_data: Press, context: Context, state: FSMContext) -> None:
    """Take a quick reason."""
    unit, _, number = callback_data.extra.partition(".")
    await _reroute(context, state, callback_data.id, int(unit), context.words.plain(f"ask-reroute-{number}"))


@router.message(Waits(Rerouting.reason), F.text)
async def typed(message: Message, context: Context, state: FSMContext) -> None:
    """Take what was typed."""
    kept = await state.get_data()
    check = assignment_for(context.act.session, context.act.actor, int(kept["assignment"]), Action.REROUTE)
    if not await prompts.still(context, state, check):
        return
    await _reroute(context, state, int(kept["assignment"]), int(kept["unit"]), (message.text or "").strip())


async def _reroute(context: Context, state: FSMContext, assignment_id: int, unit_id: int, reason: str) -> None:
    case = await dispatch.reroute(context.act, assignment_id, unit_id=unit_id, reason=reason)
    if await state.get_state() == Rerouting.reason.state:
        await state.clear()
    unit = await context.act.session.get(Unit, unit_id)
    head = context.words("done-reroute", number=case.number, unit=unit.name if unit else "")
    context.say.edit(await fresh(context, case.id, head))
