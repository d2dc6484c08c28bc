"""What a unit does with one press: accept, confirm, resume; and the unit's list."""

from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from handlers.assignments.arrival import show_accepted
from handlers.cases import view as cases_view
from handlers.cases.showing import show_done
from handlers.kit import Context, Press, router_of
from handlers.kit import lists as kit_lists
from models.enums import Action
from services.assignments import handling, pauses, still_working
from services.cards import spans
from services.cards.card import Card, button
from services.cases import card as cases_card
from services.cases import lists as cases_lists
from services.cases.lists import ListedCase, TaskFilter

TASKS = "tasks"
"""The unit's list; extra is ``filter.page``."""

router = router_of("unit")


@router.callback_query(Press.of(Action.ACCEPT.value))
async def accept(query: CallbackQuery, press: Press, context: Context) -> None:
    """Accept at once; the time of arrival is asked for afterwards and may be left out."""
    case = await handling.accept(context.act, press.id)
    await show_accepted(context, case, press.id, "done-accept")


@router.callback_query(Press.of(Action.CONFIRM_ON.value))
async def confirm_on(query: CallbackQuery, press: Press, context: Context) -> None:
    """Say that one is still at work; the card stays."""
    case = await still_working.confirm(context.act, press.id)
    await show_done(context, case, "done-confirm-on")


@router.callback_query(Press.of(Action.RESUME.value))
async def resume(query: CallbackQuery, press: Press, context: Context) -> None:
    """Go on after a pause."""
    case = await pauses.resume(context.act, press.id)
    await show_done(context, case, "done-resume")


@router.message(Command("tasks"))
async def tasks_wanted(message: Message, context: Context) -> None:
    """Show the unit's list."""
    context.say.send(await tasks_card(context, TaskFilter.TODO, 0))


@router.callback_query(Press.of(TASKS))
async def tasks_turned(query: CallbackQuery, press: Press, context: Context) -> None:
    """Show another filter or page of the list."""
    kind, _, page = press.extra.partition(".")
    context.say.edit(await tasks_card(context, TaskFilter(kind or TaskFilter.TODO), int(page or 0)))


async def tasks_card(context: Context, kind: TaskFilter, page: int) -> Card:
    """Return a page of what the actor's units have to do."""
    listing = await cases_lists.tasks(context.act, kind, page=page)
    if not listing.entries and page > 0:
        listing = await cases_lists.tasks(context.act, kind, page=listing.pages - 1)
    words = context.words
    counts = await cases_lists.task_counts(context.session, context.actor)
    tabs = [
        button(
            kit_lists.tab(words, f"tasks-{one.value.replace('_', '-')}", counts.get(one), chosen=one is kind),
            TASKS,
            "",
            one.value,
        )
        for one in TaskFilter
    ]
    back = f"{TASKS}.{kind.value}.{listing.page}"
    entries = [(button(_entry(context, entry), cases_view.OPEN, entry.case.id, back),) for entry in listing.entries]
    head = words("tasks-head", total=listing.total, page=listing.page + 1, pages=listing.pages)
    text = head if listing.entries else words("tasks-empty")
    pager = kit_lists.pager(listing, lambda number: button_to(kind, number))
    return Card(text=text, rows=(*entries, *pager, tuple(tabs[:3]), tuple(tabs[3:])))


def button_to(kind: TaskFilter, page: int) -> tuple[str, str, str]:
    """Return where a pager's button leads: action, subject, extra."""
    return TASKS, "", f"{kind.value}.{page}"


def _entry(context: Context, entry: ListedCase) -> str:
    assignment = entry.assignment
    assert assignment is not None
    return context.words.plain(
        "tasks-entry",
        mark=cases_card.mark(context.words, entry.case),
        number=entry.case.number,
        state=context.words.plain(f"assignment-state-{assignment.state.value.replace('_', '-')}"),
        village=cases_view.village(context.words, entry),
        due=spans.rough(context.words, assignment.due_at - context.now),
        late="yes" if entry.overdue else "no",
    )
