"""The transition tables of the closed loop, and the one way a state moves.

``CASE`` and ``ASSIGNMENT`` say for (state, action): which state follows, which deadlines begin and end. They are data:
the diagram in the docs is drawn from them, and a test walks every pair.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Assignment, Case, Follower, JournalEntry
from models.enums import AT_UNITS, LIVE, OPEN, Action, AssignmentState, CaseState, DeadlineKind, Part
from services.cases import deadlines
from services.core import journal
from services.core.act import Actor, Moment
from services.core.errors import Stale
from services.people.access import Subject, require


@dataclass(frozen=True)
class Step:
    """What follows an action. ``to`` None: the state stays, or follows from the assignments (``rollup``)."""

    to: Any = None
    starts: tuple[DeadlineKind, ...] = ()
    ends: tuple[DeadlineKind, ...] = ()


_C, _A, _S, _D = Action, AssignmentState, CaseState, DeadlineKind

CASE: dict[tuple[CaseState, Action], Step] = {
    **{(state, _C.CLAIM): Step() for state in (_S.SUBMITTED, _S.TRIAGED)},
    (_S.SUBMITTED, _C.TRIAGE): Step(_S.TRIAGED, starts=(_D.DISPATCH,), ends=(_D.TRIAGE,)),
    **{(state, _C.TRIAGE): Step() for state in (_S.TRIAGED, *AT_UNITS)},  # judged anew: line, severity, kind
    **{(state, _C.DISMISS): Step(_S.DISMISSED, ends=(_D.TRIAGE, _D.DISPATCH)) for state in (_S.SUBMITTED, _S.TRIAGED)},
    **{
        (state, _C.MERGE): Step(_S.MERGED, ends=(_D.TRIAGE, _D.DISPATCH, _D.VERIFY))
        for state in (_S.SUBMITTED, _S.TRIAGED, *AT_UNITS)
    },
    (_S.MERGED, _C.UNMERGE): Step(_S.SUBMITTED, starts=(_D.TRIAGE,)),
    **{(state, _C.SPLIT): Step() for state in (_S.SUBMITTED, _S.TRIAGED, *AT_UNITS)},
    (_S.TRIAGED, _C.DISPATCH): Step(_S.DISPATCHED, ends=(_D.DISPATCH,)),
    **{(state, _C.DISPATCH): Step() for state in AT_UNITS},  # one more unit
    (_S.FEEDBACK, _C.VERIFY): Step(_S.VERIFIED, starts=(_D.CLOSE,), ends=(_D.VERIFY,)),
    (_S.VERIFIED, _C.CLOSE): Step(_S.CLOSED, ends=(_D.CLOSE,)),
    **{
        (state, _C.REOPEN): Step(_S.TRIAGED, starts=(_D.DISPATCH,), ends=(_D.CLOSE,))
        for state in (_S.VERIFIED, _S.CLOSED, _S.DISMISSED)
    },
    **{(state, _C.DECLARE_OVER): Step() for state in OPEN},
    **{(state, _C.FOLLOW): Step() for state in OPEN},
    **{(state, _C.SUPPLEMENT): Step() for state in CaseState},
    **{(state, _C.CORRECT): Step() for state in CaseState},
}

_WORKING = (_A.ACCEPTED, _A.RETURNED)

ASSIGNMENT: dict[tuple[AssignmentState, Action], Step] = {
    (_A.ISSUED, _C.ACCEPT): Step(_A.ACCEPTED, starts=(_D.STILL_ON,), ends=(_D.ACCEPT,)),  # it starts for incidents
    (_A.ISSUED, _C.ACCEPT_PARTLY): Step(_A.ACCEPTED, starts=(_D.STILL_ON,), ends=(_D.ACCEPT,)),
    (_A.ACCEPTED, _C.CONFIRM_ON): Step(starts=(_D.STILL_ON,), ends=(_D.STILL_ON,)),
    (_A.ACCEPTED, _C.LAPSE): Step(_A.ISSUED, starts=(_D.ACCEPT,), ends=(_D.STILL_ON,)),
    (_A.ISSUED, _C.DECLINE): Step(_A.DECLINED, ends=(_D.ACCEPT, _D.FEED_BACK)),
    **{(state, _C.FEED_BACK): Step(_A.FED_BACK, ends=(_D.FEED_BACK, _D.EXTENSION, _D.STILL_ON)) for state in _WORKING},
    (_A.FED_BACK, _C.RETURN): Step(_A.RETURNED, starts=(_D.FEED_BACK,)),
    (_A.FED_BACK, _C.VERIFY): Step(_A.VERIFIED),
    **{(state, _C.SET_ETA): Step() for state in _WORKING},
    **{(state, _C.ASK_EXTENSION): Step(starts=(_D.EXTENSION,)) for state in _WORKING},
    **{(state, _C.GRANT_EXTENSION): Step(ends=(_D.EXTENSION,)) for state in _WORKING},
    **{(state, _C.REFUSE_EXTENSION): Step(ends=(_D.EXTENSION,)) for state in _WORKING},
    **{(state, _C.PAUSE): Step(_A.PAUSED, starts=(_D.RESUME,), ends=(_D.STILL_ON,)) for state in _WORKING},
    (_A.PAUSED, _C.RESUME): Step(ends=(_D.RESUME,)),  # back to the state it was paused from
    **{
        (state, action): Step(_A.WITHDRAWN, ends=(_D.ACCEPT, _D.FEED_BACK, _D.EXTENSION, _D.RESUME, _D.STILL_ON))
        for state in LIVE
        for action in (_C.WITHDRAW, _C.REROUTE)
    },
}

HANDLING_ACTIONS = (Action.ACCEPT, Action.ACCEPT_PARTLY, Action.SET_ETA, Action.FEED_BACK)
"""Whoever did one of these on a case handled it, and may not verify it."""

_HANDLED, _FOLLOWS = "handled", "follows"
_CONCERNED: sa.CompoundSelect[Any] = sa.union(  # whom a case concerns, in one query: it is asked for nearly every press
    sa.select(sa.literal_column(f"'{_HANDLED}'").label("how"), JournalEntry.actor_id).where(
        JournalEntry.subject == sa.bindparam("journal"),
        JournalEntry.action.in_([action.value for action in HANDLING_ACTIONS]),
        JournalEntry.actor_id.is_not(None),
    ),
    sa.select(sa.literal_column(f"'{_FOLLOWS}'"), Follower.person_id).where(Follower.case_id == sa.bindparam("case")),
)


def rollup(assignments: Iterable[tuple[Part, AssignmentState]]) -> CaseState:
    """Return the state of a dispatched case from its assignments': it waits for all of them (co-units too)."""
    held = [(part, state) for part, state in assignments if state in LIVE]
    if all(part is not Part.LEAD for part, _ in held):
        return CaseState.TRIAGED  # declined or withdrawn: nobody leads, so it is to be dispatched again
    live = [state for _, state in held]
    if all(state is AssignmentState.FED_BACK for state in live):
        return CaseState.FEEDBACK
    if all(state is AssignmentState.ISSUED for state in live):
        return CaseState.DISPATCHED
    return CaseState.HANDLING


def allowed(state: CaseState | AssignmentState, action: Action) -> bool:
    """Whether the table has this step; for buttons."""
    if isinstance(state, CaseState):
        return (state, action) in CASE
    return (state, action) in ASSIGNMENT


def case_step(case: Case, action: Action) -> Step:
    """Return the table's step, or raise ``Stale``: the button is older than the case."""
    step = CASE.get((case.state, action))
    if step is None:
        raise Stale("error-case-moved-on", number=case.number, state=case.state.value, action=action.value)
    return step


def assignment_step(assignment: Assignment, action: Action) -> Step:
    """Return the table's step, or raise ``Stale``."""
    step = ASSIGNMENT.get((assignment.state, action))
    if step is None:
        raise Stale("error-assignment-moved-on", state=assignment.state.value, action=action.value)
    return step


async def load_case(session: AsyncSession, case_id: int, *, lock: bool = True) -> Case:
    """Return the case with its assignments; locked against others on PostgreSQL. Raises ``Stale`` when it is gone."""
    query = sa.select(Case).where(Case.id == case_id).options(sa.orm.selectinload(Case.assignments))
    if lock:
        query = query.with_for_update(key_share=True)  # rows that refer to the case may be written meanwhile
    case: Case | None = await session.scalar(query.execution_options(populate_existing=True))
    if case is None:
        raise Stale("error-case-gone")
    return case


async def load_assignment(session: AsyncSession, assignment_id: int) -> tuple[Case, Assignment]:
    """Return an assignment with its case, locked in that order. Raises ``Stale`` when it is gone."""
    case_id = await session.scalar(sa.select(Assignment.case_id).where(Assignment.id == assignment_id))
    if case_id is None:
        raise Stale("error-case-gone")
    case = await load_case(session, case_id)
    return case, next(one for one in case.assignments if one.id == assignment_id)


async def subject_of(session: AsyncSession, case: Case, *, unit_id: int | None = None) -> Subject:
    """Return what rights on this case are judged by; ``unit_id`` narrows it to one unit's assignment."""
    await session.flush()
    rows = await session.execute(_CONCERNED, {"journal": journal.of_case(case.id), "case": case.id})
    concerned: dict[str, set[int]] = {_HANDLED: set(), _FOLLOWS: set()}
    for how, person_id in rows:
        concerned[how].add(person_id)
    return Subject(
        line=case.line,
        village_id=case.village_id,
        grid_id=case.grid_id,
        unit_ids=frozenset({unit_id}) if unit_id is not None else frozenset(a.unit_id for a in case.assignments),
        own_of=frozenset({case.reporter_id, *concerned[_FOLLOWS]}),
        handlers=frozenset(concerned[_HANDLED]),
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
    require(actor, action, assignment_subject(await subject_of(session, case), assignment))
    assignment_step(assignment, action)
    return case, assignment


def assignment_subject(subject: Subject, assignment: Assignment) -> Subject:
    """Rights on one assignment are those of its own unit; having filed the case gives none."""
    return Subject(
        line=subject.line,
        village_id=subject.village_id,
        grid_id=subject.grid_id,
        unit_ids=frozenset({assignment.unit_id}),
        handlers=subject.handlers,
    )


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
    to: CaseState | None = None,
) -> None:
    """Take one step of the case's table: state, journal, ended deadlines. Permission was checked.

    ``to`` overrides the table. Raises ``Stale`` when the table has no such step.
    """
    step, before = case_step(case, action), case.state
    case.state = to or step.to or before
    await _taken(act, case, action, step, before, case.state, case_stood=before, reason=reason, details=details)


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
    step, before, stood = assignment_step(assignment, action), assignment.state, case.state
    assignment.state = to or step.to or before
    if stood in (*AT_UNITS, CaseState.TRIAGED):
        case.state = rolled_up(case)
    details = {"assignment": assignment.id, "unit": assignment.unit_id, **(details or {})}
    if case.state is not stood:
        details["case"] = [stood.value, case.state.value]
    await _taken(act, case, action, step, before, assignment.state, assignment, stood, reason=reason, details=details)


async def _taken(
    act: Moment,
    case: Case,
    action: Action,
    step: Step,
    before: CaseState | AssignmentState,
    after: CaseState | AssignmentState,
    assignment: Assignment | None = None,
    case_stood: CaseState | None = None,
    *,
    reason: str | None,
    details: dict[str, Any] | None,
) -> None:
    """Write a step down and end the deadlines it ends."""
    subject = journal.of_case(case.id)
    await journal.record(
        act, subject, action.value, from_state=before.value, to_state=after.value, reason=reason, details=details
    )
    assignment_id = assignment.id if assignment is not None else None
    await deadlines.end(act.session, step.ends, case_id=case.id, assignment_id=assignment_id, now=act.now)
    if case_stood is CaseState.FEEDBACK and case.state is not CaseState.FEEDBACK:
        # a case that has gone back to the units, or to the desk, does not wait for its verifier any more
        await deadlines.end(act.session, (DeadlineKind.VERIFY,), case_id=case.id, assignment_id=None, now=act.now)
    await act.session.flush()


def rolled_up(case: Case) -> CaseState:
    """Return the state that follows from the case's assignments as they are now."""
    return rollup((one.part, one.state) for one in case.assignments)
