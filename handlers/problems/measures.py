"""A unit writes its measures and hands them in; somebody else agrees to them."""

from handlers.kit import Context, Kept, Press, Prompt, card_of, date_picker, router_of
from handlers.kit.date_picker import time_to_come
from handlers.problems.problems import ADD, APPROVE, HAND_IN, MEASURE, WIDER, shown
from models.enums import ProblemStep
from services.cards.card import Card, lines
from services.problems import cards, lifecycle, measures

TAKE_OUT = "problem_take_out"
MEASURE_TEXT = Prompt(
    "problem_measure",
    lambda context, kept: lifecycle.problem_for(context, kept["problem"], ProblemStep.CHANGE_MEASURES),
)
"""The next words are measures, one a line."""

router = router_of("problem_measures")


@router.press(ADD, WIDER)
async def asked(context: Context, press: Press) -> None:
    """Ask for measures, or for the one that looks for the same elsewhere."""
    await lifecycle.problem_for(context, press.id, ProblemStep.CHANGE_MEASURES)
    wider = press.action == WIDER
    text = context.words("problem-ask-wider" if wider else "problem-ask-measures")
    await MEASURE_TEXT.ask(context, f"{press.action}.{press.id}", text, problem=press.id, wider=wider)


@router.answer(MEASURE_TEXT, words_only=True)
async def added(context: Context, kept: Kept, said: str) -> Card:
    """Add what was typed, and show the problem."""
    found = await measures.add(context, kept["problem"], said, wider=kept["wider"])
    return await shown(context, kept["problem"], context.words("problem-measures-added", count=len(found)))


@router.press(MEASURE)
async def one(context: Context, press: Press) -> Card:
    """Show a measure: it may get a day of its own, or be taken out."""
    problem, measure = await lifecycle.measure_for(context, press.id, ProblemStep.CHANGE_MEASURES, lock=False)
    index = [found.id for found in await lifecycle.measures_of(context, problem)].index(measure.id) + 1
    return card_of(
        lines(
            cards.measure(context.town, context.words, index, measure),
            context.words("problem-due", due=context.time(problem.due_at)),
        ),
        date_picker.open_button(context, f"{MEASURE}.{measure.id}", "problem-measure-day"),
        None if measure.refused else context.offer("problem-take-out", TAKE_OUT, measure.id),
        context.offer("button-back", cards.OPEN, problem.id),
    )


@router.picked(MEASURE, back="")
async def day_picked(context: Context, press: Press) -> Card:
    """Give the measure the day that was picked."""
    problem = await measures.set_day(context, press.id, time_to_come(context, press.extra))
    return await shown(context, problem.id)


@router.press(TAKE_OUT)
async def taken_out(context: Context, press: Press) -> Card:
    """Take a measure out."""
    problem = await measures.take_out(context, press.id)
    return await shown(context, problem.id, context.words("problem-measure-taken-out"))


@router.press(HAND_IN)
async def handed_in(context: Context, press: Press) -> Card:
    """Hand the measures in."""
    await measures.hand_in(context, press.id)
    return await shown(context, press.id, context.words("problem-handed-in"))


@router.press(APPROVE)
async def approved(context: Context, press: Press) -> Card:
    """Agree to the measures."""
    await measures.approve(context, press.id)
    return await shown(context, press.id, context.words("problem-approved"))
