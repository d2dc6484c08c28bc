"""Giving an assignment to another unit (改派): choose the unit, say why; the clock goes on."""

from handlers.cases.showing import done
from handlers.kit import Context, Kept, Press, Prompt, card_of, in_rows, prompts, router_of
from handlers.kit.buttons import number_in
from handlers.triage.plan_card import free_units
from models.enums import Action
from services.assignments import moves as assignments_moves
from services.cards.card import Card
from services.cases.lifecycle import assignment_for
from services.triage import dispatch

TO = "reroute_to"
"""Choose a unit; subject is the assignment, extra the unit."""
WHY = "reroute_why"
"""A quick reason; extra is ``unit.number``."""
QUICK = 2
REASON = Prompt(
    "reroute_reason",
    lambda context, kept: assignment_for(context.session, context.actor, kept["assignment"], Action.REROUTE),
)

router = router_of("reroute")


@router.press(Action.REROUTE.value)
async def start(context: Context, press: Press) -> None:
    """Offer the units that do not hold the case, those of its line first."""
    case, assignment = await assignment_for(context.session, context.actor, press.id, Action.REROUTE)
    options = [
        context.offer("reroute-unit", TO, assignment.id, unit.id, unit=unit.name, load=load)
        for unit, load in await free_units(context, case, case.line)
    ]
    former = await assignments_moves.unit_name(context.session, assignment.unit_id)
    text = context.words("reroute-ask", number=case.number, unit=former)
    context.say.send(card_of(text, *in_rows(options, 2), prompts.stop(context, f"reroute.{assignment.id}")))


@router.press(TO)
async def unit_chosen(context: Context, press: Press) -> Card:
    """Ask for the reason."""
    case, assignment = await assignment_for(context.session, context.actor, press.id, Action.REROUTE)
    unit = await assignments_moves.unit_name(context.session, press.number)
    about = f"reroute.{assignment.id}"
    await REASON.begin(context, about, assignment=assignment.id, unit=press.number)
    return card_of(
        context.words("ask-reroute", number=case.number, unit=unit),
        *(
            context.offer(f"ask-reroute-{number}", WHY, assignment.id, f"{press.number}.{number}")
            for number in range(1, QUICK + 1)
        ),
        prompts.stop(context, about),
    )


@router.press(WHY)
async def quick(context: Context, press: Press) -> Card:
    """Take a quick reason."""
    reason = number_in(press.choice, least=1, most=QUICK)
    return await _reroute(context, press.id, number_in(press.verb), context.words.plain(f"ask-reroute-{reason}"))


@router.answer(REASON)
async def typed(context: Context, kept: Kept, said: str) -> Card:
    """Take the reason that was typed."""
    return await _reroute(context, kept["assignment"], kept["unit"], said)


async def _reroute(context: Context, assignment_id: int, unit_id: int, reason: str) -> Card:
    case = await dispatch.reroute(context, assignment_id, unit_id=unit_id, reason=reason)
    await REASON.leave(context)
    return await done(context, case, "done-reroute", unit=await assignments_moves.unit_name(context.session, unit_id))
