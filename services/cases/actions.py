"""What a person may do with a case now, and the buttons for it."""

from datetime import datetime

from models import Case
from models.enums import AT_UNITS, OPEN, Action, AssignmentState, CaseState, Kind
from services.cards.card import Button, button
from services.cards.wording import capital
from services.cases.facts import SHOWN, Facts
from services.cases.lifecycle import allowed
from services.core.act import Actor
from services.people.access import Subject, may
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
SEE_ORDER = "order_see"
"""What the button to the order behind a case asks for; its subject is the order."""
RARE = frozenset({Action.UNMERGE, Action.SPLIT, Action.MERGE, Action.REROUTE, Action.WITHDRAW, Action.SUPPLEMENT})
"""Behind "more": not what one is asked to do next."""


def actions(facts: Facts, viewer: Actor) -> list[tuple[Action, int]]:
    """Return what this person may do now, most urgent first: (action, id of the case or assignment)."""
    case = facts.case
    found: list[tuple[Action, int]] = []
    for assignment in case.assignments:
        subject = _of_unit(facts.subject, assignment.unit_id)
        for action in (*ASSIGNMENT_BUTTONS, *STATION_ASSIGNMENT_BUTTONS):
            if not allowed(assignment.state, action) or not may(viewer, action, subject):
                continue
            if action in (Action.GRANT_EXTENSION, Action.REFUSE_EXTENSION) and assignment.extension_until is None:
                continue
            if action is Action.CONFIRM_ON and case.kind is not Kind.INCIDENT:
                continue
            if action in (Action.ASK_EXTENSION, Action.PAUSE) and assignment.extension_until is not None:
                continue
            if action is Action.RETURN and case.state not in (CaseState.HANDLING, CaseState.FEEDBACK):
                continue
            found.append((action, assignment.id))
    for action in CASE_BUTTONS:
        if not allowed(case.state, action) or not may(viewer, action, facts.subject):
            continue
        if action is Action.DECLARE_OVER and (case.kind is not Kind.INCIDENT or case.over_at):
            continue
        if action is Action.TRIAGE and case.state is CaseState.TRIAGED:
            continue  # dispatching shows the judgement as well
        if action is Action.REOPEN and case.state in OPEN and not viewer.is_station:
            continue
        found.append((action, case.id))
    return sorted(found, key=lambda one: one[0] is not Action.VERIFY)  # the step that is wanted, before sending back


def rows(
    facts: Facts, viewer: Actor, words: Words, now: datetime, *, more: bool = False
) -> tuple[tuple[Button, ...], ...]:
    """Return the buttons, two a row; rare ones only behind "more"."""
    present = actions(facts, viewer)
    shown = [(action, subject) for action, subject in present if _rare(facts.case, action) == more]
    buttons = [
        button(_label(words, facts, viewer, action, subject), action.value, subject) for action, subject in shown
    ]
    grid = [tuple(buttons[i : i + 2]) for i in range(0, len(buttons), 2)]
    case = facts.case
    if facts.order is not None and not more and may(viewer, Action.ANSWER_ORDER):
        label = "button-order" if facts.order.answered_at else "button-order-answer"
        grid.append((button(words.plain(label), SEE_ORDER, facts.order.id),))
    for section, known in () if more else facts.sections:
        row = section.buttons(words, viewer, facts.subject, case, known, now) if section.buttons is not None else ()
        if row:
            grid.append(row)
    last = [button(words.plain("button-timeline"), "timeline", case.id)]
    if facts.files:
        last.append(button(words.plain("button-files", count=facts.files), "files", case.id))
    if case.latitude is not None:
        last.append(button(words.plain("button-map"), "map", case.id))
    if more:
        last = [button(words.plain("button-back"), "view", case.id)]
    elif any(_rare(facts.case, action) for action, _ in present):
        last.append(button(words.plain("button-more"), "more", case.id))
    return (*grid, tuple(last))


def _rare(case: Case, action: Action) -> bool:
    """Whether a button stands behind "more": judging anew and adding a unit are not what one is asked to do next."""
    if action is Action.DECLARE_OVER:  # not beside "judge", where a thumb may slip
        return case.state in (CaseState.SUBMITTED, CaseState.TRIAGED)
    if action is Action.DISPATCH and any(one.state is AssignmentState.DECLINED for one in case.assignments):
        return False
    return action in RARE or (action in (Action.TRIAGE, Action.DISPATCH) and case.state in AT_UNITS)


def _label(words: Words, facts: Facts, viewer: Actor, action: Action, subject: int) -> str:
    """Name the unit too where a case has several; for its own people it goes without saying."""
    again = "-again" if action in (Action.TRIAGE, Action.DISPATCH) and facts.case.state in AT_UNITS else ""
    label = capital(words.plain(f"action-{action.value.replace('_', '-')}{again}"))
    shown = [one for one in facts.case.assignments if one.state in SHOWN]
    if action in (*ASSIGNMENT_BUTTONS, *STATION_ASSIGNMENT_BUTTONS) and len(shown) > 1:
        unit = next((one.unit_id for one in shown if one.id == subject), 0)
        if viewer.unit_ids != {unit}:
            return f"{label} · {facts.units.get(unit, '')}"
    return label


def _of_unit(subject: Subject, unit_id: int) -> Subject:
    return Subject(
        line=subject.line,
        village_id=subject.village_id,
        grid_id=subject.grid_id,
        unit_ids=frozenset({unit_id}),
        own_of=frozenset(),
        handlers=subject.handlers,
    )
