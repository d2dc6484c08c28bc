"""The transition table of a problem (问题 → 措施 → 整改 → 销号), and the one way its state moves.

Each state that waits for somebody has one deadline of the engine of time; a measure may have an earlier one of its own.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Problem, ProblemEntry, ProblemMeasure
from models.enums import Action, DeadlineOutcome, Priority, ProblemOrigin, ProblemState, ProblemStep
from services.calendar import working_time
from services.core import journal
from services.core.act import Act, Moment
from services.core.errors import existing
from services.deadlines import deadlines
from services.deadlines.deadlines import About, Begun
from services.people.access import Subject, may, require

SUBJECT, MEASURE_SUBJECT = "problem", "problem_measure"
"""The things that deadlines are about."""
PLAN, REVIEW, RECTIFY = "problem_plan", "problem_review", "problem_rectify"
ACCEPT, MEASURE = "problem_accept", "problem_measure"
"""The kinds of deadlines."""
OF_UNIT, OF_DESK = (PLAN, RECTIFY, MEASURE), (REVIEW, ACCEPT)

_S, _P = ProblemState, ProblemStep
STAGE: dict[ProblemState, str] = {_S.NEW: PLAN, _S.PLANNED: REVIEW, _S.RECTIFYING: RECTIFY, _S.FINISHED: ACCEPT}
"""The deadline that runs in each state."""
OPEN = tuple(STAGE)


@dataclass(frozen=True)
class Transition:
    """The effect of a step, and the right that it needs. ``to`` None: the state stays."""

    needs: Action
    to: ProblemState | None = None


TABLE: dict[tuple[ProblemState, ProblemStep], Transition] = {
    (_S.NEW, _P.CHANGE_MEASURES): Transition(Action.RECTIFY_PROBLEM),
    (_S.NEW, _P.PLAN): Transition(Action.RECTIFY_PROBLEM, to=_S.PLANNED),
    (_S.PLANNED, _P.APPROVE): Transition(Action.REVIEW_PROBLEM, to=_S.RECTIFYING),
    (_S.PLANNED, _P.RETURN_PLAN): Transition(Action.REVIEW_PROBLEM, to=_S.NEW),
    (_S.RECTIFYING, _P.REPORT): Transition(Action.RECTIFY_PROBLEM),
    (_S.RECTIFYING, _P.PASS): Transition(Action.REVIEW_PROBLEM),
    (_S.RECTIFYING, _P.SEND_BACK): Transition(Action.REVIEW_PROBLEM),
    (_S.RECTIFYING, _P.FINISH): Transition(Action.REVIEW_PROBLEM, to=_S.FINISHED),
    (_S.FINISHED, _P.ACCEPT): Transition(Action.ACCEPT_PROBLEM, to=_S.CLOSED),
    (_S.FINISHED, _P.REFUSE): Transition(Action.ACCEPT_PROBLEM, to=_S.RECTIFYING),
    (_S.CLOSED, _P.REOPEN): Transition(Action.KEEP_PROBLEM, to=_S.RECTIFYING),
    (_S.DROPPED, _P.REOPEN): Transition(Action.KEEP_PROBLEM, to=_S.NEW),
    **{(state, _P.DROP): Transition(Action.KEEP_PROBLEM, to=_S.DROPPED) for state in OPEN},
    **{(state, step): Transition(Action.KEEP_PROBLEM) for state in OPEN for step in (_P.ASSIGN, _P.MOVE, _P.CORRECT)},
    **{(state, _P.MARK): Transition(Action.KEEP_PROBLEM) for state in (*OPEN, _S.CLOSED)},
}
"""(state, step) -> which state follows, and who may."""


def subject(problem_id: int) -> str:
    """Return the subject of a problem's journal."""
    return f"{SUBJECT}:{problem_id}"


async def load(session: AsyncSession, problem_id: int, *, lock: bool = True) -> Problem:
    """Return a problem, locked against others unless told otherwise. Raises ``Stale`` when there is none."""
    query = sa.select(Problem).where(Problem.id == problem_id).execution_options(populate_existing=True)
    return existing(await session.scalar(query.with_for_update() if lock else query), "problem-gone")


async def problem_for(
    act: Act, problem_id: int, step: ProblemStep, *, writers: frozenset[int] | None = None, lock: bool = True
) -> Problem:
    """Return the problem for a step. Raises ``Forbidden``, or ``Stale`` when the button is older than the problem.

    ``writers``: the people whose work is judged; None: everybody who worked on the problem.
    """
    problem = await load(act.session, problem_id, lock=lock)
    found = step_of(problem, step)
    those = await handlers_of(act.session, problem) if writers is None else writers
    require(act.actor, found.needs, about(act, problem, those))
    return problem


async def measure_for(
    act: Act, measure_id: int, step: ProblemStep, *, lock: bool = True
) -> tuple[Problem, ProblemMeasure]:
    """Return a measure with its problem, for a step. Raises ``Forbidden``, ``Stale``."""
    problem_id = existing(
        await act.session.scalar(sa.select(ProblemMeasure.problem_id).where(ProblemMeasure.id == measure_id)),
        "problem-measure-gone",
    )
    problem = await problem_for(act, problem_id, step, lock=lock)
    return problem, await act.session.get_one(ProblemMeasure, measure_id, populate_existing=True)


async def measures_of(act: Act, problem: Problem) -> list[ProblemMeasure]:
    """Return the measures of a problem, the one that looks elsewhere last."""
    found = await act.session.scalars(
        sa.select(ProblemMeasure)
        .where(ProblemMeasure.problem_id == problem.id)
        .order_by(ProblemMeasure.wider, ProblemMeasure.id)
    )
    return list(found)


async def allowed(act: Act, problem: Problem) -> frozenset[ProblemStep]:
    """Return the steps that the actor may take now, for buttons; a review also asks who wrote the entry."""
    everybody, planners = await handlers_of(act.session, problem), await planners_of(act.session, problem)
    judging = {
        ProblemStep.APPROVE: planners,
        ProblemStep.RETURN_PLAN: planners,
        ProblemStep.PASS: frozenset[int](),
        ProblemStep.SEND_BACK: frozenset[int](),
    }
    return frozenset(
        step
        for (state, step), found in TABLE.items()
        if state is problem.state and may(act.actor, found.needs, about(act, problem, judging.get(step, everybody)))
    )


def about(act: Act, problem: Problem, writers: frozenset[int]) -> Subject:
    """Return the subject that rights on a problem are judged by: nobody judges the work of their own unit."""
    own = frozenset({act.actor.person_id}) if problem.unit_id in act.actor.unit_ids else frozenset[int]()
    return Subject(unit_ids=frozenset({problem.unit_id}), handlers=writers | own)


async def handlers_of(session: AsyncSession, problem: Problem) -> frozenset[int]:
    """Return the people who worked on a problem: they accept nothing of it."""
    entries = sa.select(ProblemEntry.written_by_id).where(
        ProblemEntry.problem_id == problem.id, ProblemEntry.measure_id.is_not(None)
    )
    found = {*await session.scalars(entries), *await planners_of(session, problem), *await _worked(session, problem)}
    found |= {problem.person_id} if problem.person_id is not None else set()
    found |= {problem.filed_by_id} if problem.origin is ProblemOrigin.SELF else set()
    return frozenset(found)


async def _worked(session: AsyncSession, problem: Problem) -> set[int]:
    """Return the people who planned or reported, by the journal, and the people once named for it."""
    steps = {_P.CHANGE_MEASURES.value, _P.PLAN.value, _P.REPORT.value}
    found: set[int] = set()
    for entry in await journal.history(session, subject(problem.id)):
        if entry.action in steps and entry.actor_id is not None:
            found.add(entry.actor_id)
        elif entry.action == _P.ASSIGN.value and (former := entry.details["before"]["person"]) is not None:
            found.add(former)
    return found


async def planners_of(session: AsyncSession, problem: Problem) -> frozenset[int]:
    """Return the people of the unit who wrote its measures."""
    measures = sa.select(ProblemMeasure.added_by_id).where(
        ProblemMeasure.problem_id == problem.id, ProblemMeasure.refused.is_(False)
    )
    return frozenset(await session.scalars(measures))


def step_of(problem: Problem, step: ProblemStep) -> Transition:
    """Return the table's step. Raises ``Stale`` when there is none in this state."""
    return existing(
        TABLE.get((problem.state, step)), "problem-moved-on", number=problem.number, state=problem.state.value
    )


async def move(act: Act, problem: Problem, step: ProblemStep, *, reason: str | None = None, **details: Any) -> int:
    """Take a step: state, journal, deadlines. The right was checked. Returns the number of the journal's entry."""
    before, to = problem.state, step_of(problem, step).to
    problem.state = to or before
    seq = await journal.record(
        act,
        subject(problem.id),
        step.value,
        from_state=before.value,
        to_state=problem.state.value,
        reason=reason,
        details={key: value for key, value in details.items() if value is not None},
    )
    if to is not None:
        await end_all(act, problem, DeadlineOutcome.CANCELLED if to is _S.DROPPED else DeadlineOutcome.MET)
        await begin_stage(act, problem)
    await act.session.flush()
    return seq


async def begin_stage(act: Moment, problem: Problem) -> None:
    """Start the deadline of the state that a problem has just come to; in the rectification, those of its measures."""
    problem.started_at, problem.stage_due_at = act.now, stage_due(act, problem)
    if problem.stage_due_at is None:
        return
    await deadlines.start(
        act,
        STAGE[problem.state],
        About(SUBJECT, problem.id),
        due_at=problem.stage_due_at,
        priority=Priority.REMINDER,
    )
    if problem.state is _S.RECTIFYING:
        open_ones = sa.select(ProblemMeasure).where(
            ProblemMeasure.problem_id == problem.id,
            ProblemMeasure.done_at.is_(None),
            ProblemMeasure.due_at.is_not(None),
        )
        begun = [
            Begun(About(MEASURE_SUBJECT, one.id), one.due_at)
            for one in await act.session.scalars(open_ones)
            if one.due_at is not None
        ]
        await deadlines.start_all(act, MEASURE, begun, priority=Priority.REMINDER)


def stage_due(act: Moment, problem: Problem) -> datetime | None:
    """Return when the present stage of a problem is due; None when nothing is owed any more."""
    rules = act.town.settings.problems
    match problem.state:
        case _S.NEW:
            at = days_on(act, rules.measures_working_days)
            return min(at, problem.due_at) if problem.due_at > act.now else at
        case _S.PLANNED:
            return days_on(act, rules.review_working_days)
        case _S.RECTIFYING:
            return problem.due_at
        case _S.FINISHED:
            return days_on(act, rules.acceptance_working_days)
        case _:
            return None


def days_on(act: Moment, days: float) -> datetime:
    """Return the instant when so many working days have passed."""
    return working_time.after(act.now, days, act.town.settings.working_time, act.town.zone)


async def end_all(act: Moment, problem: Problem, outcome: DeadlineOutcome) -> None:
    """End every deadline of a problem and of its measures."""
    kinds = (PLAN, REVIEW, RECTIFY, ACCEPT)
    await deadlines.end(act.session, kinds, SUBJECT, [problem.id], now=act.now, outcome=outcome)
    measures = list(
        await act.session.scalars(sa.select(ProblemMeasure.id).where(ProblemMeasure.problem_id == problem.id))
    )
    await deadlines.end(act.session, (MEASURE,), MEASURE_SUBJECT, measures, now=act.now, outcome=outcome)
