"""The transition tables of the closed loop, and the one way a state moves.

``CASE`` and ``ASSIGNMENT`` say for (state, action): which state follows, which deadlines begin and end. They are data:
the diagram in the docs is drawn from them, and a test walks every pair.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import product
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Assignment, Case, Follower, JournalEntry
from models.enums import AT_UNITS, LIVE, OPEN, Action, AssignmentState, CaseState, DeadlineKind, Kind, Part
from services.cases import deadlines
from services.core import journal
from services.core.act import Actor, Moment
from services.core.engines.prepared import Prepared, among
from services.core.errors import existing
from services.people.access import Subject, require


@dataclass(frozen=True)
class Transition:
    """The effect of an action. ``to`` None: the state stays, or follows from the assignments (``rollup``)."""

    to: Any = None
    starts: tuple[DeadlineKind, ...] = ()
    ends: tuple[DeadlineKind, ...] = ()


State = TypeVar("State", bound=StrEnum)
Effect = TypeVar("Effect")
_C, _A, _S, _D = Action, AssignmentState, CaseState, DeadlineKind

_NEW = (_S.SUBMITTED, _S.TRIAGED)
_WORKING = (_A.ACCEPTED, _A.RETURNED)
_OF_ASSIGNMENT = (_D.ACCEPT, _D.FEED_BACK, _D.EXTENSION, _D.RESUME, _D.STILL_ON)


def _in(states: Iterable[State], *actions: Action, **effect: Any) -> dict[tuple[State, Action], Transition]:
    """Return the rows of actions that have the same effect in each of these states."""
    return dict.fromkeys(product(states, actions), Transition(**effect))


CASE: dict[tuple[CaseState, Action], Transition] = {
    **_in(_NEW, _C.CLAIM),
    **_in((_S.SUBMITTED,), _C.TRIAGE, to=_S.TRIAGED, starts=(_D.DISPATCH,), ends=(_D.TRIAGE,)),
    **_in((_S.TRIAGED, *AT_UNITS), _C.TRIAGE),  # judged again: line, severity, kind
    **_in(_NEW, _C.DISMISS, to=_S.DISMISSED, ends=(_D.TRIAGE, _D.DISPATCH)),
    **_in((*_NEW, *AT_UNITS), _C.MERGE, to=_S.MERGED, ends=(_D.TRIAGE, _D.DISPATCH, _D.VERIFY)),
    **_in((_S.MERGED,), _C.UNMERGE, to=_S.SUBMITTED, starts=(_D.TRIAGE,)),
    **_in((*_NEW, *AT_UNITS), _C.SPLIT),
    **_in((_S.TRIAGED,), _C.DISPATCH, to=_S.DISPATCHED, ends=(_D.DISPATCH,)),
    **_in(AT_UNITS, _C.DISPATCH),  # one more unit
    **_in((_S.FEEDBACK,), _C.VERIFY, to=_S.VERIFIED, starts=(_D.CLOSE,), ends=(_D.VERIFY,)),
    **_in((_S.VERIFIED,), _C.CLOSE, to=_S.CLOSED, ends=(_D.CLOSE,)),
    **_in((_S.VERIFIED, _S.CLOSED, _S.DISMISSED), _C.REOPEN, to=_S.TRIAGED, starts=(_D.DISPATCH,), ends=(_D.CLOSE,)),
    **_in(OPEN, _C.DECLARE_OVER, _C.FOLLOW),
    **_in(CaseState, _C.SUPPLEMENT, _C.CORRECT),
}
ASSIGNMENT: dict[tuple[AssignmentState, Action], Transition] = {  # STILL_ON runs for incidents only
    **_in((_A.ISSUED,), _C.ACCEPT, _C.ACCEPT_PARTLY, to=_A.ACCEPTED, starts=(_D.STILL_ON,), ends=(_D.ACCEPT,)),
    **_in((_A.ACCEPTED,), _C.CONFIRM_ON, starts=(_D.STILL_ON,), ends=(_D.STILL_ON,)),
    **_in((_A.ACCEPTED,), _C.LAPSE, to=_A.ISSUED, starts=(_D.ACCEPT,), ends=(_D.STILL_ON,)),
    **_in((_A.ISSUED,), _C.DECLINE, to=_A.DECLINED, ends=(_D.ACCEPT, _D.FEED_BACK)),
    **_in(_WORKING, _C.FEED_BACK, to=_A.FED_BACK, ends=(_D.FEED_BACK, _D.EXTENSION, _D.STILL_ON)),
    **_in((_A.FED_BACK,), _C.RETURN, to=_A.RETURNED, starts=(_D.FEED_BACK,)),
    **_in((_A.FED_BACK,), _C.VERIFY, to=_A.VERIFIED),
    **_in(_WORKING, _C.SET_ETA),
    **_in(_WORKING, _C.ASK_EXTENSION, starts=(_D.EXTENSION,)),
    **_in(_WORKING, _C.GRANT_EXTENSION, _C.REFUSE_EXTENSION, ends=(_D.EXTENSION,)),
    **_in(_WORKING, _C.PAUSE, to=_A.PAUSED, starts=(_D.RESUME,), ends=(_D.STILL_ON,)),
    **_in((_A.PAUSED,), _C.RESUME, starts=(_D.STILL_ON,), ends=(_D.RESUME,)),  # to the state it was paused from
    **_in(LIVE, _C.WITHDRAW, _C.REROUTE, to=_A.WITHDRAWN, ends=_OF_ASSIGNMENT),
}

HANDLING_ACTIONS = (Action.ACCEPT, Action.ACCEPT_PARTLY, Action.SET_ETA, Action.FEED_BACK)
"""A person who did one of these on a case handled it, and may not verify it."""

_HANDLED, _FOLLOWS = CONCERNED = "handled", "follows"
"""How somebody is concerned with a case."""
PEOPLE_CONCERNED: sa.CompoundSelect[Any] = sa.union(
    sa.select(sa.literal_column(f"'{_HANDLED}'").label("how"), JournalEntry.actor_id.label("person")).where(
        JournalEntry.subject == sa.bindparam("journal"),
        among(JournalEntry.action, [action.value for action in HANDLING_ACTIONS]),
        JournalEntry.actor_id.is_not(None),
    ),
    sa.select(sa.literal_column(f"'{_FOLLOWS}'"), Follower.person_id).where(Follower.case_id == sa.bindparam("case")),
)
"""The query for the people who are ``CONCERNED``: nearly every button needs it."""
_CONCERNED = Prepared(PEOPLE_CONCERNED)


def rollup(assignments: Iterable[Assignment]) -> CaseState:
    """Return the state of a dispatched case from its assignments': it waits for all of them (co-units too)."""
    live = [one for one in assignments if one.state in LIVE]
    if all(one.part is not Part.LEAD for one in live):
        return CaseState.TRIAGED  # declined or withdrawn: nobody leads, so it waits for dispatch again
    if all(one.state is AssignmentState.FED_BACK for one in live):
        return CaseState.FEEDBACK
    if all(one.state is AssignmentState.ISSUED for one in live):
        return CaseState.DISPATCHED
    return CaseState.HANDLING


def allowed(state: CaseState | AssignmentState, action: Action) -> bool:
    """Whether the table has this step; for buttons."""
    if isinstance(state, CaseState):
        return (state, action) in CASE
    return (state, action) in ASSIGNMENT


def step_in(
    table: Mapping[tuple[State, Action], Effect], state: State, action: Action, key: str, **more: str
) -> Effect:
    """Return a table's step, or raise ``Stale`` with this text key: the button is older than what it was made for."""
    return existing(table.get((state, action)), key, state=state.value, action=action.value, **more)


def case_step(case: Case, action: Action) -> Transition:
    """Return the table's step, or raise ``Stale``."""
    return step_in(CASE, case.state, action, "error-case-moved-on", number=case.number)


def assignment_step(assignment: Assignment, action: Action) -> Transition:
    """Return the table's step, or raise ``Stale``."""
    return step_in(ASSIGNMENT, assignment.state, action, "error-assignment-moved-on")


async def load_case(session: AsyncSession, case_id: int, *, lock: bool = True) -> Case:
    """Return the case with its assignments; locked against others on PostgreSQL. Raises ``Stale`` when it is gone."""
    query = sa.select(Case).where(Case.id == case_id).options(sa.orm.selectinload(Case.assignments))
    if lock:
        query = query.with_for_update(key_share=True)  # rows that refer to the case may be written meanwhile
    return existing(await session.scalar(query.execution_options(populate_existing=True)), "error-case-gone")


async def load_assignment(session: AsyncSession, assignment_id: int) -> tuple[Case, Assignment]:
    """Return an assignment with its case, locked in that order. Raises ``Stale`` when it is gone."""
    case_id = existing(
        await session.scalar(sa.select(Assignment.case_id).where(Assignment.id == assignment_id)), "error-case-gone"
    )
    case = await load_case(session, case_id)
    return case, next(one for one in case.assignments if one.id == assignment_id)


async def subject_of(session: AsyncSession, case: Case) -> Subject:
    """Return the subject that rights on this case are judged by."""
    await session.flush()
    rows = await _CONCERNED.rows(session, {"journal": journal.of_case(case.id), "case": case.id})
    return subject_with(case, rows)


def subject_with(case: Case, found: Iterable[Sequence[Any]]) -> Subject:
    """Return the same with the people who were found already: how each is concerned, and the person's id."""
    people: dict[str, set[int]] = {how: set() for how in CONCERNED}
    for how, person_id in found:
        people[how].add(person_id)
    return Subject(
        line=case.line,
        village_id=case.village_id,
        grid_id=case.grid_id,
        unit_ids=frozenset(one.unit_id for one in case.assignments),
        own_of=frozenset({case.reporter_id, *people[_FOLLOWS]}),
        handlers=frozenset(people[_HANDLED]),
    )


async def case_for(session: AsyncSession, actor: Actor, case_id: int, action: Action) -> Case:
    """Return the case. Raises ``Forbidden``, or ``Stale`` when the button is older than the case."""
    case = await load_case(session, case_id)
    require(actor, action, await subject_of(session, case))
    case_step(case, action)
    return case


async def assignment_for(
    session: AsyncSession, actor: Actor, assignment_id: int, action: Action
) -> tuple[Case, Assignment]:
    """Return the assignment with its case. Raises ``Forbidden``, or ``Stale`` when the step is no longer open."""
    case, assignment = await load_assignment(session, assignment_id)
    require(actor, action, subject_of_unit(await subject_of(session, case), assignment.unit_id))
    assignment_step(assignment, action)
    return case, assignment


def subject_of_unit(subject: Subject, unit_id: int) -> Subject:
    """Narrow the rights on a case to one unit's assignment; having filed the case gives none on it."""
    return replace(subject, unit_ids=frozenset({unit_id}), own_of=frozenset())


async def find_case(session: AsyncSession, case_id: int | None) -> Case | None:
    """Return a case as it is, unchecked; None when there is none."""
    return await session.get(Case, case_id) if case_id is not None else None


async def find_assignment(session: AsyncSession, assignment_id: int | None) -> Assignment | None:
    """Return an assignment as it is, unchecked; None when there is none."""
    return await session.get(Assignment, assignment_id) if assignment_id is not None else None


async def move_case(
    act: Moment,
    case: Case,
    action: Action,
    *,
    reason: str | None = None,
    details: dict[str, Any] | None = None,
) -> None:
    """Take one step of the case's table: state, journal, deadlines. Permission was checked.

    Raises ``Stale`` when the table has no such step.
    """
    await _move(act, case, case, action, case_step(case, action), None, reason, details)


async def move_assignment(
    act: Moment,
    case: Case,
    assignment: Assignment,
    action: Action,
    *,
    reason: str | None = None,
    details: dict[str, Any] | None = None,
    to: AssignmentState | None = None,
) -> None:
    """Take one step of the assignment's table; the case follows by ``rollup``. Permission was checked.

    ``to`` says where the table leaves it open (RESUME). Raises ``Stale`` when the table has no such step.
    """
    step = assignment_step(assignment, action)
    about = {"assignment": assignment.id, "unit": assignment.unit_id}
    await _move(act, case, assignment, action, step, to, reason, about | (details or {}))


async def _move(
    act: Moment,
    case: Case,
    moved: Case | Assignment,
    action: Action,
    step: Transition,
    to: AssignmentState | None,
    reason: str | None,
    details: dict[str, Any] | None,
) -> None:
    """Set the states, write the step down, end and start its deadlines."""
    before, stood, assignment = moved.state, case.state, moved if isinstance(moved, Assignment) else None
    moved.state = to or step.to or before
    if (assignment is not None or action is Action.DISPATCH) and stood in (*AT_UNITS, CaseState.TRIAGED):
        case.state = rollup(case.assignments)
    if assignment is not None and case.state is not stood:
        details = {**(details or {}), "case": [stood.value, case.state.value]}
    states = {"from_state": before.value, "to_state": moved.state.value}
    await journal.record(act, journal.of_case(case.id), action.value, **states, reason=reason, details=details)
    await deadlines.end(act, case, *step.ends, assignment=assignment)
    if stood is CaseState.FEEDBACK and case.state is not CaseState.FEEDBACK:
        # a case that has gone back to the units, or to the desk, does not wait for its verifier any more
        await deadlines.end(act, case, DeadlineKind.VERIFY)
    for kind in step.starts:
        still_on = case.kind is Kind.INCIDENT and moved.state is AssignmentState.ACCEPTED
        if kind is not DeadlineKind.STILL_ON or still_on:
            await deadlines.start(act, kind, case, assignment=assignment)
    await act.session.flush()
