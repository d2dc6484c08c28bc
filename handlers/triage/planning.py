"""Judging a case and handing it to units (研判、交办): the presses of the plan's cards."""

from collections.abc import Awaitable, Callable

from aiogram import F
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message

from handlers.cases.showing import fresh, pressed_message, show_done
from handlers.kit import Context, Press, Waits, prompts, router_of
from handlers.kit.date_picker import read_stamp
from handlers.triage import plan_card, plan_pages
from handlers.triage.plan_card import PLAN, Desk
from models.enums import Action, CaseState, Kind, Severity
from services.cards.card import Card
from services.core.errors import Refused
from services.drafts import drafts
from services.triage import merging, plans

router = router_of("triage")


class Instructing(StatesGroup):
    """The next words are the instructions of a plan."""

    words = State()


@router.callback_query(Press.of(Action.TRIAGE.value))
async def start(query: CallbackQuery, press: Press, context: Context) -> None:
    """Claim the case and show the judgement in place of the card."""
    await _open(context, press.id, Action.TRIAGE)


@router.callback_query(Press.of(Action.DISPATCH.value))
async def dispatch(query: CallbackQuery, press: Press, context: Context) -> None:
    """Show the units at once: the case was judged before."""
    await _open(context, press.id, Action.DISPATCH)


async def _open(context: Context, case_id: int, action: Action) -> None:
    plan = await plans.begin(context.act, case_id, action)
    plan, case = await plans.load(context.session, context.actor, plan.id)
    desk = Desk(plan, case, plans.fields_of(plan))
    page = plan_pages.units_page if action is Action.DISPATCH else plan_card.judgement
    context.say.edit(await page(context, desk))


@router.callback_query(Press.of(PLAN))
async def pressed(query: CallbackQuery, press: Press, context: Context) -> None:
    """Do what a button of the plan's cards asks."""
    plan, case = await plans.load(context.session, context.actor, press.id)
    desk = Desk(plan, case, plans.fields_of(plan))
    verb, choice = press.verb, press.choice
    if verb == "words":
        message_id, _ = pressed_message(context)
        about = f"words.{plan.id}"
        await prompts.begin(context, Instructing.words, about, plan=plan.id, card=message_id)
        text = context.words("plan-type-words", number=case.number)
        context.say.send(Card(text=text, rows=(prompts.stop(context.words, about),)))
        return
    card = await VERBS[verb](context, desk, choice)
    if card is not None:
        context.say.edit(card)


@router.callback_query(Press.of("at_plan"))
async def day_picked(query: CallbackQuery, press: Press, context: Context) -> None:
    """Take a deadline of the calendar."""
    plan, case = await plans.load(context.session, context.actor, press.id)
    at = read_stamp(press.extra)
    if at <= context.now:
        raise Refused("error-due-past")
    fields = await plans.change(context.session, plan, context.now, due_at=at)
    context.say.edit(await plan_pages.units_page(context, Desk(plan, case, fields)))


@router.message(Waits(Instructing.words), F.text)
async def words_typed(message: Message, context: Context) -> None:
    """Take the instructions and show the plan below them."""
    kept = await context.state.get_data()
    if not await prompts.still(context, plans.load(context.session, context.actor, int(kept["plan"]))):
        return
    await context.state.clear()
    plan, case = await plans.load(context.session, context.actor, int(kept["plan"]))
    fields = await plans.change(context.session, plan, context.now, text=(message.text or "").strip())
    context.say.send(await plan_pages.units_page(context, Desk(plan, case, fields)))
    if kept.get("card") is not None:
        context.say.delete(int(kept["card"]))


async def _show(context: Context, desk: Desk, choice: str) -> Card:
    return await plan_card.judgement(context, desk)


async def _line(context: Context, desk: Desk, choice: str) -> Card:
    if not choice:
        return await plan_pages.line_page(context, desk)
    if choice not in context.settings.lines:
        raise Refused("error-line-unknown", line=choice)
    return await _judge(context, desk, line=choice)


async def _severity(context: Context, desk: Desk, choice: str) -> Card:
    if not choice:
        return await plan_pages.severity_page(context, desk)
    return await _judge(context, desk, severity=Severity(choice))


async def _kind(context: Context, desk: Desk, choice: str) -> Card:
    return await _judge(context, desk, kind=Kind(choice))


async def _judge(context: Context, desk: Desk, **changes: object) -> Card:
    fields = await plans.judge(context.act, desk.case, desk.plan, **changes)
    return await plan_card.judgement(context, Desk(desk.plan, desk.case, fields))


async def _units(context: Context, desk: Desk, choice: str) -> Card:
    return await plan_pages.units_page(context, desk, int(choice or 0))


async def _unit(context: Context, desk: Desk, choice: str) -> Card:
    unit_id, _, page = choice.partition(".")
    changed = plans.toggled(desk.fields, int(unit_id), may_lead=plans.leads(desk.case) is None)
    fields = await plans.change(context.session, desk.plan, context.now, lead=changed.lead, co=changed.co)
    return await plan_pages.units_page(context, Desk(desk.plan, desk.case, fields), int(page or 0))


async def _due(context: Context, desk: Desk, choice: str) -> Card:
    if not choice:
        return await plan_pages.due_page(context, desk)
    at = plan_pages.due_of(context, choice)
    fields = await plans.change(context.session, desk.plan, context.now, due_at=at)
    return await plan_pages.units_page(context, Desk(desk.plan, desk.case, fields))


async def _go(context: Context, desk: Desk, choice: str) -> None:
    case = await plans.carry_out(context.act, desk.plan, desk.case)
    await show_done(context, case, "done-dispatch")


async def _judged(context: Context, desk: Desk, choice: str) -> None:
    """Judge a case that is with its units already, and leave it there."""
    if desk.case.state in (CaseState.SUBMITTED, CaseState.TRIAGED):
        raise Refused("error-no-unit")
    case = await plans.judged(context.act, desk.plan, desk.case)
    await drafts.finish(context.session, desk.plan, context.now)
    context.say.edit(await fresh(context, case.id, context.words("done-triage", number=case.number)))


VERBS: dict[str, Callable[[Context, Desk, str], Awaitable[Card | None]]] = {
    "show": _show,
    "line": _line,
    "severity": _severity,
    "kind": _kind,
    "units": _units,
    "unit": _unit,
    "due": _due,
    "go": _go,
    "judge": _judged,
}


@router.callback_query(Press.of(Action.UNMERGE.value))
async def unmerge(query: CallbackQuery, press: Press, context: Context) -> None:
    """Take a merged case out again."""
    case = await merging.unmerge(context.act, press.id)
    await show_done(context, case, "done-unmerge")
