"""The actions that a person may take on a case now, and the buttons for them."""

from collections.abc import Sequence
from datetime import datetime

from models import Assignment, Case
from models.enums import AT_UNITS, OPEN, Action, AssignmentState, CaseState, Kind
from services.cards.card import Button, button, copying
from services.cards.wording import capital
from services.cases.facts import SHOWN, CaseFacts
from services.cases.lifecycle import allowed, subject_of_unit
from services.core.act import Actor
from services.people.access import may
from texts import Words

CASE_BUTTONS = (
    Action.TRIAGE,
    Action.DISPATCH,
    Action.VERIFY,
    Action.CLOSE,
    Action.DISMISS,
    Action.MERGE,
    Action.UNMERGE,
    Action.SPLIT,
    Action.DECLARE_OVER,
    Action.REOPEN,
    Action.SUPPLEMENT,
)
ASSIGNMENT_BUTTONS = (
    Action.ACCEPT,
    Action.ACCEPT_PARTLY,
    Action.DECLINE,
    Action.FEED_BACK,
    Action.CONFIRM_ON,
    Action.ASK_EXTENSION,
    Action.PAUSE,
    Action.RESUME,
)
STATION_ASSIGNMENT_BUTTONS = (
    Action.RETURN,
    Action.GRANT_EXTENSION,
    Action.REFUSE_EXTENSION,
    Action.REROUTE,
    Action.WITHDRAW,
)
A_ROW = 2
"""Buttons side by side: of four, a phone shows half of each label."""
SOON = 30
"""Minutes: the usual time to be on the spot, which one button says with the acceptance."""
SEE_ORDER = "order_see"
"""The action of the button to the order behind a case; its subject is the order."""
RARE = frozenset({Action.UNMERGE, Action.SPLIT, Action.MERGE, Action.REROUTE, Action.WITHDRAW, Action.SUPPLEMENT})
"""Behind "more": never the next step."""


def actions(facts: CaseFacts, viewer: Actor) -> list[tuple[Action, int]]:
    """Return the actions of this person now, most urgent first: (action, id of the case or assignment)."""
    case = facts.case
    found: list[tuple[Action, int]] = []
    for assignment in case.assignments:
        subject = subject_of_unit(facts.subject, assignment.unit_id)
        for action in (*ASSIGNMENT_BUTTONS, *STATION_ASSIGNMENT_BUTTONS):
            open_now = allowed(assignment.state, action) and may(viewer, action, subject)
            if open_now and _fits_assignment(case, assignment, action):
                found.append((action, assignment.id))
    found += [
        (action, case.id)
        for action in CASE_BUTTONS
        if allowed(case.state, action) and may(viewer, action, facts.subject) and _fits_case(case, viewer, action)
    ]
    return sorted(found, key=lambda one: one[0] is not Action.VERIFY)  # the step that is wanted, before sending back


def _fits_assignment(case: Case, assignment: Assignment, action: Action) -> bool:
    match action:
        case Action.GRANT_EXTENSION | Action.REFUSE_EXTENSION:
            return assignment.extension_until is not None
        case Action.ASK_EXTENSION | Action.PAUSE:
            return assignment.extension_until is None
        case Action.CONFIRM_ON:
            return case.kind is Kind.INCIDENT
        case Action.RETURN:
            return case.state in (CaseState.HANDLING, CaseState.FEEDBACK)
    return True


def _fits_case(case: Case, viewer: Actor, action: Action) -> bool:
    match action:
        case Action.DECLARE_OVER:
            return case.kind is Kind.INCIDENT and case.over_at is None
        case Action.TRIAGE:  # dispatching shows the judgement as well
            return case.state is not CaseState.TRIAGED
        case Action.REOPEN:
            return case.state not in OPEN or viewer.is_station
    return True


def rows(
    facts: CaseFacts, viewer: Actor, words: Words, now: datetime, *, more: bool = False
) -> tuple[tuple[Button, ...], ...]:
    """Return the buttons, two a row; rare ones only behind "more"."""
    present = actions(facts, viewer)
    buttons = [
        button(_label(words, facts, viewer, action, subject), action.value, subject)
        for action, subject in present
        if _rare(facts.case, action) == more
    ]
    grid = _by_rows(buttons)
    case = facts.case
    if not more and case.order_id is None:  # an order has no site to go to
        accepts = [subject for action, subject in present if action is Action.ACCEPT]
        grid[:0] = [(button(words.plain("button-accept-soon", minutes=SOON), "accept", one, SOON),) for one in accepts]
    if facts.order is not None and not more and may(viewer, Action.ANSWER_ORDER):
        label = "button-order" if facts.order.answered_at else "button-order-answer"
        grid.append((button(words.plain(label), SEE_ORDER, facts.order.id),))
    for section, known in () if more else facts.sections:
        row = section.buttons(words, viewer, facts.subject, case, known, now) if section.buttons is not None else ()
        if row:
            grid.insert(0 if section.first else len(grid), row)
    last = [button(words.plain("button-timeline"), "timeline", case.id)]
    if facts.files:
        last.append(button(words.plain("button-files", count=facts.files), "files", case.id))
    if case.latitude is not None:
        last.append(button(words.plain("button-map"), "map", case.id))
    if more:
        grid.append(tuple(copies(words, case)))
        last = [button(words.plain("button-back"), "view", case.id)]
    elif any(_rare(facts.case, action) for action, _ in present):
        last.append(button(words.plain("button-more"), "more", case.id))
    return (*grid, *_by_rows(last))


def _by_rows(buttons: Sequence[Button]) -> list[tuple[Button, ...]]:
    return [tuple(buttons[at : at + A_ROW]) for at in range(0, len(buttons), A_ROW)]


def copies(words: Words, case: Case) -> list[Button]:
    """Return the buttons that put the number and the place aside, to be pasted into a map or another chat."""
    at = f"{case.latitude:.5f},{case.longitude:.5f}" if case.latitude is not None else None
    made = (
        copying(words.plain("button-copy-case", number=case.number), case.number),
        copying(words.plain("button-copy-place"), at),
    )
    return [one for one in made if one is not None]


def _rare(case: Case, action: Action) -> bool:
    """Whether a button stands behind "more": judging again and adding a unit are never the next step."""
    if action is Action.DECLARE_OVER:  # not beside "judge", where a thumb may slip
        return case.state in (CaseState.SUBMITTED, CaseState.TRIAGED)
    if action is Action.DISPATCH and any(one.state is AssignmentState.DECLINED for one in case.assignments):
        return False
    return action in RARE or (action in (Action.TRIAGE, Action.DISPATCH) and case.state in AT_UNITS)


def _label(words: Words, facts: CaseFacts, viewer: Actor, action: Action, subject: int) -> str:
    """Name the unit too where a case has several; for its own people it goes without saying."""
    again = "-again" if action in (Action.TRIAGE, Action.DISPATCH) and facts.case.state in AT_UNITS else ""
    label = capital(words.plain(f"action-{action.value.replace('_', '-')}{again}"))
    shown = [one for one in facts.case.assignments if one.state in SHOWN]
    if action in (*ASSIGNMENT_BUTTONS, *STATION_ASSIGNMENT_BUTTONS) and len(shown) > 1:
        unit = next((one.unit_id for one in shown if one.id == subject), 0)
        if viewer.unit_ids & facts.units.keys() != {unit}:
            return f"{label} · {facts.units.get(unit, '')}"
    return label
