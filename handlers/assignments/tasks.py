"""What a unit's handler does with one press: accept, say when one will be there, resume; and the unit's list."""

from datetime import datetime, time, timedelta

from aiogram import F
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message
from markupsafe import Markup

from handlers.kit import lists
from handlers.kit import prompts as waiting
from handlers.kit import time_parser as moments
from handlers.kit.buttons import Press
from handlers.kit.context import Context
from handlers.kit.prompts import Waits
from handlers.kit.routers import fresh, pressed_message, router_of, show_done
from models import Case
from models.enums import Action
from services.assignments import handling, pauses
from services.assignments import still_working as alive
from services.cards.card import Button, Card, button
from services.cases import card as views
from services.cases import guards as steps
from services.cases import lists as queues
from services.cases.lists import Entry, TaskFilter

ETA = "eta"
"""How soon: subject is the assignment, extra the minutes, ``pm`` for this afternoon, ``ask`` to type a time."""
TASKS = "tasks"
"""The unit's list; extra is ``filter.page``."""
MINUTES = (15, 30)
HOURS = (1, 2)
AFTERNOON = time(17, 0)

router = router_of("unit")


class Arriving(StatesGroup):
    """The next words say when the unit will be there."""

    at = State()


@router.callback_query(Press.of(Action.ACCEPT.value))
async def accept(query: CallbackQuery, callback_data: Press, context: Context) -> None:
    """Accept at once; the time of arrival is asked for afterwards and may be left out."""
    case = await handling.accept(context.act, callback_data.id)
    await show_accepted(context, case, callback_data.id, "done-accept")


@router.callback_query(Press.of(Action.CONFIRM_ON.value))
async def confirm_on(query: CallbackQuery, callback_data: Press, context: Context) -> None:
    """Say that one is still at work; the card stays."""
    case = await alive.confirm(context.act, callback_data.id)
    await show_done(context, case, "done-confirm-on")


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
    if _afternoon(context) > context.act.now + timedelta(hours=HOURS[-1]):
        later.append(button(words.plain("eta-afternoon"), ETA, assignment_id, "pm"))
    later.append(button(words.plain("eta-ask"), ETA, assignment_id, "ask"))
    return tuple(soon), tuple(later)


@router.callback_query(Press.of(ETA))
async def eta_pressed(query: CallbackQuery, callback_data: Press, context: Context, state: FSMContext) -> None:
    """Note when the unit will be there, or ask for a time."""
    if callback_data.extra == "ask":
        message_id, pictured = pressed_message(context)
        await steps.of_share(context.act.session, context.act.actor, callback_data.id, Action.SET_ETA)
        about = f"eta.{callback_data.id}"
        card: dict[str, object] = {"card": message_id, "pictured": pictured}
        await waiting.begin(context, state, Arriving.at, about, assignment=callback_data.id, **card)
        context.say.send(Card(text=context.words("eta-type"), rows=(waiting.stop(context.words, about),)))
        return
    at = (
        _afternoon(context)
        if callback_data.extra == "pm"
        else context.act.now + timedelta(minutes=int(callback_data.extra))
    )
    await _arrive(context, callback_data.id, at)


@router.message(Waits(Arriving.at), F.text)
async def eta_typed(message: Message, context: Context, state: FSMContext) -> None:
    """Take a time that was typed."""
    kept = await state.get_data()
    check = steps.of_share(context.act.session, context.act.actor, int(kept["assignment"]), Action.SET_ETA)
    if not await waiting.still(context, state, check):
        return
    at = moments.read(message.text or "", context.act.now, context.act.town.zone)
    if at is None:
        context.say.send(context.words("ask-time-unclear"))
        return
    await state.clear()
    await _arrive(context, int(kept["assignment"]), at, kept)


async def _arrive(context: Context, assignment_id: int, at: datetime, kept: dict[str, object] | None = None) -> None:
    case = await handling.set_eta(context.act, assignment_id, eta_at=at)
    when = context.words.time(at, context.act.town.zone)
    card = await fresh(context, case.id, context.words("done-eta", number=case.number, at=when))
    message_id = kept.get("card") if kept else None
    if isinstance(message_id, int):
        context.say.send(context.words("done-eta", number=case.number, at=when))
        context.say.edit(card, message_id=message_id, pictured=bool(kept and kept.get("pictured")))
    else:
        context.say.edit(card)


@router.callback_query(Press.of(Action.RESUME.value))
async def resume(query: CallbackQuery, callback_data: Press, context: Context) -> None:
    """Go on after a pause."""
    case = await pauses.resume(context.act, callback_data.id)
    await show_done(context, case, "done-resume")


@router.message(Command("tasks"))
async def tasks_wanted(message: Message, context: Context) -> None:
    """Show the unit's list."""
    context.say.send(await tasks_card(context, TaskFilter.TODO, 0))


@router.callback_query(Press.of(TASKS))
async def tasks_turned(query: CallbackQuery, callback_data: Press, context: Context) -> None:
    """Show another filter or page of the list."""
    kind, _, page = callback_data.extra.partition(".")
    context.say.edit(await tasks_card(context, TaskFilter(kind or TaskFilter.TODO), int(page or 0)))


async def tasks_card(context: Context, kind: TaskFilter, page: int) -> Card:
    """Return a page of what the actor's units have to do."""
    listing = await queues.tasks(context.act, kind, page=page)
    if not listing.entries and page > 0:
        listing = await queues.tasks(context.act, kind, page=listing.pages - 1)
    words = context.words
    counts = await queues.task_counts(context.act.session, context.act.actor)
    tabs = [
        button(
            lists.tab(words, f"tasks-{one.value.replace('_', '-')}", counts.get(one), chosen=one is kind),
            TASKS,
            "",
            one.value,
        )
        for one in TaskFilter
    ]
    back = f"{TASKS}.{kind.value}.{listing.page}"
    entries = [(button(_entry(context, entry), lists.OPEN, entry.case.id, back),) for entry in listing.entries]
    head = words("tasks-head", total=listing.total, page=listing.page + 1, pages=listing.pages)
    text = head if listing.entries else words("tasks-empty")
    pager = lists.pager(listing, lambda number: button_to(kind, number))
    return Card(text=text, rows=(*entries, *pager, tuple(tabs[:3]), tuple(tabs[3:])))


def button_to(kind: TaskFilter, page: int) -> tuple[str, str, str]:
    """Return where a pager's button leads: action, subject, extra."""
    return TASKS, "", f"{kind.value}.{page}"


def _entry(context: Context, entry: Entry) -> str:
    share = entry.assignment
    assert share is not None
    return context.words.plain(
        "tasks-entry",
        mark=views.mark(context.words, entry.case),
        number=entry.case.number,
        state=context.words.plain(f"assignment-state-{share.state.value.replace('_', '-')}"),
        village=lists.village(context.words, entry),
        due=lists.span(context.words, share.due_at - context.act.now),
        late="yes" if entry.overdue else "no",
    )


def _afternoon(context: Context) -> datetime:
    local = context.act.now.astimezone(context.act.town.zone)
    return datetime.combine(local.date(), AFTERNOON, context.act.town.zone)
