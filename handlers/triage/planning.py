"""Judging a case and handing it to units (研判、交办): the buttons of the plan's cards."""

from collections.abc import Awaitable, Callable

from handlers.cases.showing import done, pressed_message, steps
from handlers.kit import Context, Kept, Press, Prompt, router_of
from handlers.kit.buttons import choice_in, number_in
from handlers.kit.date_picker import time_to_come
from handlers.triage import plan_card, plan_pages
from handlers.triage.plan_card import PLAN, Desk
from models import Draft
from models.enums import Action, Kind, Severity
from services.cards.card import Card
from services.core.errors import Refused
from services.drafts import drafts
from services.triage import merging, plans
from services.triage.hooks import AS_SUGGESTED

INSTRUCTIONS = Prompt("instructions", lambda context, kept: plans.load(context.session, context.actor, kept["plan"]))
"""The next words are the instructions of a plan."""

router = router_of("triage")
steps(router, {Action.UNMERGE.value: (merging.unmerge, "done-unmerge")})


@router.press(Action.TRIAGE.value, Action.DISPATCH.value)
async def start(context: Context, press: Press) -> Card:
    """Claim the case and show the judgement in place of the card; a case that was judged before shows the units."""
    action = Action(press.action)
    plan = await plans.begin(context, press.id, action)
    page = plan_pages.units_page if action is Action.DISPATCH else plan_card.judgement
    return await page(context, await _desk(context, plan.id))


@router.press(AS_SUGGESTED)
async def as_suggested(context: Context, press: Press) -> Card:
    """Judge and dispatch in one go; where nothing is clear any more, show the judgement instead."""
    dispatched = await plans.as_suggested(context, press.id)
    if isinstance(dispatched, Draft):
        return await plan_card.judgement(context, await _desk(context, dispatched.id))
    return await done(context, dispatched, "done-dispatch")


async def _desk(context: Context, plan_id: int) -> Desk:
    plan, case = await plans.load(context.session, context.actor, plan_id)
    return Desk(context, plan, case, plans.fields_of(plan))


@router.press(PLAN)
async def pressed(context: Context, press: Press) -> Card | None:
    """Do what a button of the plan's cards asks."""
    return await VERBS[choice_in(press.verb, VERBS)](context, await _desk(context, press.id), press.choice)


@router.picked("plan", back="due")
async def day_picked(context: Context, press: Press) -> Card:
    """Take a deadline of the calendar."""
    return await _change(context, await _desk(context, press.id), due_at=time_to_come(context, press.extra))


@router.answer(INSTRUCTIONS)
async def words_typed(context: Context, kept: Kept, said: str) -> Card:
    """Take the instructions and show the plan below them."""
    if kept.get("card") is not None:
        context.say.delete(int(kept["card"]))
    return await _change(context, await _desk(context, kept["plan"]), text=said)


async def _change(context: Context, desk: Desk, page: int = 0, **changes: object) -> Card:
    fields = await plans.change(context.session, desk.plan, context.now, **changes)
    return await plan_pages.units_page(context, Desk(context, desk.plan, desk.case, fields), page)


async def _judge(context: Context, desk: Desk, **changes: object) -> Card:
    fields = await plans.judge(context, desk.case, desk.plan, **changes)
    return await plan_card.judgement(context, Desk(context, desk.plan, desk.case, fields))


async def _words(context: Context, desk: Desk, choice: str) -> None:
    text, card = context.words("plan-type-words", number=desk.case.number), pressed_message(context)["card"]
    await INSTRUCTIONS.ask(context, f"words.{desk.plan.id}", text, plan=desk.plan.id, card=card)


async def _line(context: Context, desk: Desk, choice: str) -> Card:
    if not choice:
        return await plan_pages.line_page(context, desk)
    if choice not in context.settings.lines:
        raise Refused("error-line-unknown", line=choice)
    return await _judge(context, desk, line=choice)


async def _severity(context: Context, desk: Desk, choice: str) -> Card:
    if not choice:
        return await plan_pages.severity_page(context, desk)
    return await _judge(context, desk, severity=choice_in(choice, Severity))


async def _unit(context: Context, desk: Desk, choice: str) -> Card:
    unit_id, _, page = choice.partition(".")
    changed = plans.toggled(desk.fields, number_in(unit_id), may_lead=plans.leads(desk.case) is None)
    return await _change(context, desk, number_in(page, 0), lead=changed.lead, co=changed.co)


async def _due(context: Context, desk: Desk, choice: str) -> Card:
    if not choice:
        return await plan_pages.due_page(context, desk)
    return await _change(context, desk, due_at=plan_pages.due_of(context, choice))


async def _go(context: Context, desk: Desk, choice: str) -> Card:
    return await done(context, await plans.carry_out(context, desk.plan, desk.case), "done-dispatch")


async def _judged(context: Context, desk: Desk, choice: str) -> Card:
    """Judge a case that is with its units already, and leave it there."""
    if desk.at_desk:
        raise Refused("error-no-unit")
    case = await plans.judged(context, desk.plan, desk.case)
    await drafts.finish(context.session, desk.plan, context.now)
    return await done(context, case, "done-triage")


VERBS: dict[str, Callable[[Context, Desk, str], Awaitable[Card | None]]] = {
    "show": lambda context, desk, choice: plan_card.judgement(context, desk),
    "line": _line,
    "severity": _severity,
    "kind": lambda context, desk, choice: _judge(context, desk, kind=choice_in(choice, Kind)),
    "units": lambda context, desk, choice: plan_pages.units_page(context, desk, number_in(choice, 0)),
    "unit": _unit,
    "due": _due,
    "words": _words,
    "go": _go,
    "judge": _judged,
}
