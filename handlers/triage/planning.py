"""Judging a case and handing it to units (研判、交办): the presses of the plan's cards."""

from collections.abc import Awaitable, Callable

from aiogram import F
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message

from handlers.kit import prompts as waiting
from handlers.kit.buttons import Press
from handlers.kit.context import Scene
from handlers.kit.date_picker import read_stamp
from handlers.kit.prompts import Waits
from handlers.kit.routers import fresh, pressed_message, router_of, show_done
from handlers.triage import plan_card, plan_pages
from handlers.triage.plan_card import PLAN, Desk
from models.enums import Action, CaseState, Kind, Severity
from services.cards.card import Card
from services.core.errors import Refused
from services.drafts import drafts
from services.triage import plans, triage

router = router_of("triage")


class Instructing(StatesGroup):
    """The next words are the instructions of a plan."""

    words = State()


@router.callback_query(Press.of(Action.TRIAGE.value))
async def start(query: CallbackQuery, callback_data: Press, scene: Scene) -> None:
    """Claim the case and show the judgement in place of the card."""
    await _open(scene, callback_data.id, Action.TRIAGE)


@router.callback_query(Press.of(Action.DISPATCH.value))
async def dispatch(query: CallbackQuery, callback_data: Press, scene: Scene) -> None:
    """Show the units at once: the case was judged before."""
    await _open(scene, callback_data.id, Action.DISPATCH)


async def _open(scene: Scene, case_id: int, action: Action) -> None:
    plan = await plans.begin(scene.session, scene.town, scene.actor, case_id, action, now=scene.now)
    plan, case = await plans.load(scene.session, scene.actor, plan.id)
    desk = Desk(plan, case, plans.fields_of(plan))
    page = plan_pages.units_page if action is Action.DISPATCH else plan_card.judgement
    scene.say.edit(await page(scene, desk))


@router.callback_query(Press.of(PLAN))
async def pressed(query: CallbackQuery, callback_data: Press, scene: Scene, state: FSMContext) -> None:
    """Do what a button of the plan's cards asks."""
    plan, case = await plans.load(scene.session, scene.actor, callback_data.id)
    desk = Desk(plan, case, plans.fields_of(plan))
    verb, _, choice = callback_data.extra.partition(".")
    if verb == "words":
        message_id, _ = pressed_message(scene)
        about = f"words.{plan.id}"
        await waiting.begin(scene, state, Instructing.words, about, plan=plan.id, card=message_id)
        text = scene.words("plan-type-words", number=case.number)
        scene.say.send(Card(text=text, rows=(waiting.stop(scene.words, about),)))
        return
    card = await VERBS[verb](scene, desk, choice)
    if card is not None:
        scene.say.edit(card)


@router.callback_query(Press.of("at_plan"))
async def day_picked(query: CallbackQuery, callback_data: Press, scene: Scene) -> None:
    """Take a deadline of the calendar."""
    plan, case = await plans.load(scene.session, scene.actor, callback_data.id)
    at = read_stamp(callback_data.extra)
    if at <= scene.now:
        raise Refused("error-due-past")
    fields = await plans.change(scene.session, plan, scene.now, due_at=at)
    scene.say.edit(await plan_pages.units_page(scene, Desk(plan, case, fields)))


@router.message(Waits(Instructing.words), F.text)
async def words_typed(message: Message, scene: Scene, state: FSMContext) -> None:
    """Take the instructions and show the plan below them."""
    kept = await state.get_data()
    if not await waiting.still(scene, state, plans.load(scene.session, scene.actor, int(kept["plan"]))):
        return
    await state.clear()
    plan, case = await plans.load(scene.session, scene.actor, int(kept["plan"]))
    fields = await plans.change(scene.session, plan, scene.now, text=(message.text or "").strip())
    scene.say.send(await plan_pages.units_page(scene, Desk(plan, case, fields)))
    if kept.get("card") is not None:
        scene.say.delete(int(kept["card"]))


async def _show(scene: Scene, desk: Desk, choice: str) -> Card:
    return await plan_card.judgement(scene, desk)


async def _line(scene: Scene, desk: Desk, choice: str) -> Card:
    if not choice:
        return await plan_pages.line_page(scene, desk)
    if choice not in scene.town.settings.lines:
        raise Refused("error-line-unknown", line=choice)
    return await _judge(scene, desk, line=choice)


async def _severity(scene: Scene, desk: Desk, choice: str) -> Card:
    if not choice:
        return await plan_pages.severity_page(scene, desk)
    return await _judge(scene, desk, severity=Severity(choice))


async def _kind(scene: Scene, desk: Desk, choice: str) -> Card:
    return await _judge(scene, desk, kind=Kind(choice))


async def _judge(scene: Scene, desk: Desk, **changes: object) -> Card:
    fields = await plans.judge(scene.session, scene.town, desk.case, desk.plan, scene.now, **changes)
    return await plan_card.judgement(scene, Desk(desk.plan, desk.case, fields))


async def _units(scene: Scene, desk: Desk, choice: str) -> Card:
    return await plan_pages.units_page(scene, desk, int(choice or 0))


async def _unit(scene: Scene, desk: Desk, choice: str) -> Card:
    unit_id, _, page = choice.partition(".")
    changed = plans.toggled(desk.fields, int(unit_id), may_lead=plans.leads(desk.case) is None)
    fields = await plans.change(scene.session, desk.plan, scene.now, lead=changed.lead, co=changed.co)
    return await plan_pages.units_page(scene, Desk(desk.plan, desk.case, fields), int(page or 0))


async def _due(scene: Scene, desk: Desk, choice: str) -> Card:
    if not choice:
        return await plan_pages.due_page(scene, desk)
    at = plan_pages.due_of(scene, choice)
    fields = await plans.change(scene.session, desk.plan, scene.now, due_at=at)
    return await plan_pages.units_page(scene, Desk(desk.plan, desk.case, fields))


async def _go(scene: Scene, desk: Desk, choice: str) -> None:
    case = await plans.carry_out(scene.session, scene.town, scene.actor, desk.plan, desk.case, now=scene.now)
    await show_done(scene, case, "done-dispatch")


async def _judged(scene: Scene, desk: Desk, choice: str) -> None:
    """Judge a case that is with its units already, and leave it there."""
    if desk.case.state in (CaseState.SUBMITTED, CaseState.TRIAGED):
        raise Refused("error-no-unit")
    case = await plans.judged(scene.session, scene.town, scene.actor, desk.plan, desk.case, now=scene.now)
    await drafts.finish(scene.session, desk.plan, scene.now)
    scene.say.edit(await fresh(scene, case.id, scene.words("done-triage", number=case.number)))


VERBS: dict[str, Callable[[Scene, Desk, str], Awaitable[Card | None]]] = {
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
async def unmerge(query: CallbackQuery, callback_data: Press, scene: Scene) -> None:
    """Take a merged case out again."""
    case = await triage.unmerge(scene.session, scene.town, scene.actor, callback_data.id, now=scene.now)
    await show_done(scene, case, "done-unmerge")
