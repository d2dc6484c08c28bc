"""Decisions with a reason (send back, drop, open again, conceal), and the changes by the station's leaders."""

from collections.abc import Awaitable, Callable
from functools import partial

from handlers.kit import Context, Kept, Press, Prompt, card_of, date_picker, in_rows, router_of
from handlers.kit.buttons import choice_in, number_in
from handlers.kit.date_picker import time_to_come
from handlers.problems.problems import KEEP, WHY, shown
from models import Problem
from models.enums import ProblemStep
from services.cards.card import Card, button
from services.cards.people import named
from services.core.act import Act
from services.people import directory
from services.problems import cards, decisions, filing, lifecycle, measures, progress
from services.problems import lists as problem_lists

UNIT, PERSON, NOT_CONCEALED = "problem_unit", "problem_person", "clear"
"""The extra ``clear`` of a mark says that nothing was concealed."""
Service = Callable[[Act, int, str], Awaitable[Problem]]


REASONED: dict[str, tuple[ProblemStep, Service]] = {
    ProblemStep.RETURN_PLAN.value: (ProblemStep.RETURN_PLAN, measures.send_back),
    ProblemStep.SEND_BACK.value: (ProblemStep.SEND_BACK, progress.send_back),
    ProblemStep.DROP.value: (ProblemStep.DROP, decisions.drop),
    ProblemStep.REOPEN.value: (ProblemStep.REOPEN, decisions.reopen),
    ProblemStep.MARK.value: (ProblemStep.MARK, partial(decisions.mark, concealed=True)),
    NOT_CONCEALED: (ProblemStep.MARK, partial(decisions.mark, concealed=False)),
}
"""Decisions that need a reason, by the extra of the button; the subject is the problem, or the entry to send back."""


async def _still(context: Context, kept: Kept) -> object:
    step, _ = REASONED[kept["how"]]
    if step is ProblemStep.SEND_BACK:
        return await progress.reviewable(context, kept["subject"], step)
    if step is ProblemStep.RETURN_PLAN:
        return await measures.judged(context, kept["subject"], step)
    return await lifecycle.problem_for(context, kept["subject"], step)


REASON = Prompt("problem_reason", _still)
"""The next words are the reason."""

router = router_of("problem_decisions")


@router.press(WHY)
async def why(context: Context, press: Press) -> None:
    """Ask for the reason."""
    how = choice_in(press.extra, REASONED)
    await _still(context, {"how": how, "subject": press.id})
    asking = context.words("problem-why", what=how.replace("_", "-"))
    await REASON.ask(context, f"{WHY}.{how}.{press.id}", asking, how=how, subject=press.id)


@router.answer(REASON, words_only=True)
async def given(context: Context, kept: Kept, said: str) -> Card:
    """Do it with the reason that was typed."""
    _, service = REASONED[kept["how"]]
    problem = await service(context, kept["subject"], said)
    return await shown(context, problem.id, context.words("problem-done-reason", what=kept["how"].replace("_", "-")))


@router.press(KEEP)
async def keep(context: Context, press: Press) -> Card:
    """Show the changes that the station's leaders may make."""
    found = await problem_lists.opened(context, press.id)
    problem, may_now = found.problem, await lifecycle.allowed(context, found.problem)
    mark = "problem-not-concealed" if problem.concealed else "problem-is-concealed"
    how = NOT_CONCEALED if problem.concealed else ProblemStep.MARK.value
    return card_of(
        cards.one(context.town, context.words, found, context.now).text,
        context.offer("problem-assign", UNIT, problem.id) if ProblemStep.ASSIGN in may_now else None,
        date_picker.open_button(context, f"{KEEP}.{problem.id}", "problem-move")
        if ProblemStep.MOVE in may_now
        else None,
        context.offer(mark, WHY, problem.id, how)
        if decisions.may_be_marked(problem) and ProblemStep.MARK in may_now
        else None,
        context.offer("problem-drop", WHY, problem.id, ProblemStep.DROP.value) if ProblemStep.DROP in may_now else None,
        context.offer("problem-reopen", WHY, problem.id, ProblemStep.REOPEN.value)
        if ProblemStep.REOPEN in may_now
        else None,
        context.offer("button-back", cards.OPEN, problem.id),
    )


@router.picked(KEEP, back="")
async def moved(context: Context, press: Press) -> Card:
    """Let the rectification be due at the time that was picked."""
    await decisions.move_due(context, press.id, time_to_come(context, press.extra))
    return await shown(context, press.id, context.words("problem-moved"))


@router.press(UNIT)
async def unit(context: Context, press: Press) -> Card:
    """Show the units, then the people of the one that was pressed; nobody in particular is a choice."""
    await lifecycle.problem_for(context, press.id, ProblemStep.ASSIGN, lock=False)
    back = context.offer("button-back", KEEP, press.id)
    if not press.extra:
        units = await filing.units(context.session, context.actor)
        buttons = [button(label, UNIT, press.id, unit_id) for unit_id, label in units]
        return card_of(context.words("problem-ask-unit"), *in_rows(buttons, 2), back)
    people = await directory.of_unit(context.session, press.number)
    named_ones = [
        button(
            named(context.town, context.words, one.name, one.phone), PERSON, press.id, f"{press.number}.{one.person_id}"
        )
        for one in people
    ]
    anybody = context.offer("problem-nobody", PERSON, press.id, f"{press.number}.0")
    return card_of(context.words("problem-ask-person"), *in_rows(named_ones, 2), anybody, back)


@router.press(PERSON)
async def person(context: Context, press: Press) -> Card:
    """Give the problem to the unit and the person that were chosen."""
    unit_id, person_id = (number_in(part) for part in (press.verb, press.choice))
    await decisions.assign(context, press.id, unit_id=unit_id, person_id=person_id or None)
    return await shown(context, press.id, context.words("problem-assigned"))
