"""The steps of a unit that need one button: accept, confirm, resume; a request for more time granted; the list."""

from datetime import timedelta

from handlers.assignments.arrival import LONGEST_WAY, accepted
from handlers.cases import view as cases_view
from handlers.cases.showing import done, steps
from handlers.kit import Context, Press, card_of, in_rows, lists, pager, router_of
from handlers.kit.buttons import choice_in, number_in
from models.enums import Action
from services.assignments import extensions, handling, pauses, still_working
from services.cards import spans
from services.cards.card import Card, button
from services.cases import card as cases_card
from services.cases import lists as cases_lists
from services.cases.lifecycle import assignment_for
from services.cases.lists import ListedCase, TaskFilter

TASKS = "tasks"
"""The unit's list; extra is ``filter.page``."""

router = router_of("unit")
steps(
    router,
    {
        Action.CONFIRM_ON.value: (still_working.confirm, "done-confirm-on"),
        Action.RESUME.value: (pauses.resume, "done-resume"),
    },
)


@router.press(Action.ACCEPT.value)
async def accept(context: Context, press: Press) -> Card:
    """Accept at once, with the minutes until the arrival; without them they are asked for, and may be left out."""
    if press.extra:
        at = context.now + timedelta(minutes=number_in(press.extra, most=LONGEST_WAY))
        case = await handling.accept(context, press.id, eta_at=at)
        return await done(context, case, "done-accept-soon", at=context.time(at))
    return await accepted(context, await handling.accept(context, press.id), press.id, "done-accept")


@router.press(Action.GRANT_EXTENSION.value)
async def grant(context: Context, press: Press) -> Card:
    """Grant the later deadline that was asked for; refusing asks for a word (``handlers.questions.asking``)."""
    _, assignment = await assignment_for(context.session, context.actor, press.id, Action.GRANT_EXTENSION)
    until = context.time(assignment.extension_until)
    case = await extensions.answer(context, assignment.id, granted=True, reason="")
    return await done(context, case, "done-grant-extension", until=until)


@router.command("tasks")
@router.press(TASKS)
async def tasks(context: Context, press: Press) -> Card:
    """Show a page of what the actor's units have to do."""
    words, kind = context.words, choice_in(press.verb or TaskFilter.TODO, TaskFilter)
    listing = await lists.within(lambda page: cases_lists.tasks(context, kind, page=page), number_in(press.choice, 0))
    counts = await cases_lists.task_counts(context.session, context.actor)
    tabs = [
        lists.tab(words, f"tasks-{one.value.replace('_', '-')}", counts.get(one), one is kind, TASKS, one.value)
        for one in TaskFilter
    ]
    back = f"{TASKS}.{kind.value}.{listing.page}"
    head = words("tasks-head", total=listing.total, page=listing.page + 1, pages=listing.pages)
    return card_of(
        head if listing.entries else words("tasks-empty"),
        *(button(_entry(context, entry), cases_view.OPEN, entry.case.id, back) for entry in listing.entries),
        pager(listing, lambda number: (TASKS, "", f"{kind.value}.{number}")),
        *in_rows(tabs, 3),
    )


def _entry(context: Context, entry: ListedCase) -> str:
    assignment = entry.assignment
    assert assignment is not None
    words = context.words
    state = words.plain(
        "tasks-row-state",
        state=words.plain(f"assignment-state-{assignment.state.value.replace('_', '-')}"),
        due=spans.brief(words, assignment.due_at - context.now),
        late="yes" if entry.overdue else "no",
    )
    return cases_card.row(
        context.settings, words, entry.case, village=entry.village, state=state, late=entry.overdue, line=False
    )
