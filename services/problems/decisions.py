"""The acceptance, and the decisions of the station's leaders: another unit or time, concealed, dropped, again."""

from datetime import datetime

from models import Draft, Problem, ProblemEntry, ProblemMeasure, Unit
from models.enums import EntryState, Priority, ProblemOrigin, ProblemState, ProblemStep
from services.core.act import Act
from services.core.errors import Refused, to_come
from services.core.errors import reason as needed
from services.deadlines import deadlines
from services.deadlines.deadlines import About
from services.drafts import drafts
from services.drafts.fields import Fields
from services.problems import filing, lifecycle, notices


async def accept(act: Act, draft: Draft) -> Problem:
    """Accept the rectification and close the problem; by nobody who worked on it, nor of its unit."""
    problem = await lifecycle.problem_for(act, draft.subject_id or 0, ProblemStep.ACCEPT)
    text = needed(drafts.fields(draft, Fields).text)
    await _found(act, problem, draft, text, EntryState.PASSED)
    problem.closed_at, problem.closed_by_id = act.now, act.actor.person_id
    seq = await lifecycle.move(act, problem, ProblemStep.ACCEPT, reason=text)
    await notices.tell_unit(act, problem, notices.NEWS, "problem-told-accepted", seq)
    return problem


async def refuse(act: Act, draft: Draft) -> Problem:
    """Find that it is not done: the finding becomes a further measure, and measures that are done stay done."""
    problem = await lifecycle.problem_for(act, draft.subject_id or 0, ProblemStep.REFUSE)
    text = needed(drafts.fields(draft, Fields).text)
    await _found(act, problem, draft, text, EntryState.RETURNED)
    problem.refused += 1
    await _more_time(act, problem)
    await _again(act, problem, text)
    seq = await lifecycle.move(act, problem, ProblemStep.REFUSE, reason=text)
    await notices.tell_unit(act, problem, notices.NEWS, "problem-told-refused", seq, reason=text)
    return problem


async def reopen(act: Act, problem_id: int, reason: str) -> Problem:
    """Open a problem again: the problem has come back, or was dropped by mistake."""
    problem = await lifecycle.problem_for(act, problem_id, ProblemStep.REOPEN)
    why = needed(reason)
    await _more_time(act, problem)
    if problem.state is ProblemState.CLOSED:
        problem.reopened += 1
        problem.closed_at = problem.closed_by_id = None
        await _again(act, problem, why)
    seq = await lifecycle.move(act, problem, ProblemStep.REOPEN, reason=why)
    await notices.tell_unit(act, problem, notices.NEWS, "problem-told-reopened", seq, reason=why)
    return problem


async def drop(act: Act, problem_id: int, reason: str) -> Problem:
    """Take a problem off its list that was entered by mistake; it stays to be seen, with the reason."""
    problem = await lifecycle.problem_for(act, problem_id, ProblemStep.DROP)
    why = needed(reason)
    seq = await lifecycle.move(act, problem, ProblemStep.DROP, reason=why)
    await notices.tell_unit(act, problem, notices.NEWS, "problem-told-dropped", seq, reason=why)
    return problem


async def assign(act: Act, problem_id: int, *, unit_id: int, person_id: int | None = None) -> Problem:
    """Give a problem to another unit, or to a person of it; the clock goes on. Raises ``Refused``, ``Stale``."""
    problem = await lifecycle.problem_for(act, problem_id, ProblemStep.ASSIGN)
    unit = await act.session.get(Unit, unit_id)
    if unit is None or not unit.active:
        raise Refused("problem-unit-gone")
    before = {"unit": problem.unit_id, "person": problem.person_id}
    another = problem.unit_id != unit_id
    if another:
        problem.unit_id = unit_id
    problem.person_id = await filing.person_of(act.session, unit_id, person_id)
    after = {"unit": problem.unit_id, "person": problem.person_id}
    if after == before:
        return problem
    seq = await lifecycle.move(act, problem, ProblemStep.ASSIGN, before=before, after=after)
    await notices.tell_unit(act, problem, notices.ASSIGNED, "problem-told-assigned", seq)
    return problem


async def move_due(act: Act, problem_id: int, due_at: datetime) -> Problem:
    """Let the rectification be due at another time; its time that has passed stays passed."""
    problem = await lifecycle.problem_for(act, problem_id, ProblemStep.MOVE)
    to_come(due_at, act.now)
    before, problem.due_at = problem.due_at, due_at
    if problem.state is ProblemState.RECTIFYING:
        problem.stage_due_at = due_at
        about = About(lifecycle.SUBJECT, problem.id)
        await deadlines.move(act, lifecycle.RECTIFY, about, due_at=due_at, priority=Priority.REMINDER)
    times = {"before": before.isoformat(), "after": due_at.isoformat()}
    seq = await lifecycle.move(act, problem, ProblemStep.MOVE, **times)
    await notices.tell_unit(act, problem, notices.NEWS, "problem-told-moved", seq, due=act.town.on_the_wall(due_at))
    return problem


async def mark(act: Act, problem_id: int, reason: str, *, concealed: bool) -> Problem:
    """Say that the unit concealed a problem, or that it did not, with the reason. Raises ``Refused`` if self-found."""
    problem = await lifecycle.problem_for(act, problem_id, ProblemStep.MARK)
    why = needed(reason)
    if concealed and problem.origin is ProblemOrigin.SELF:
        raise Refused("problem-self-found-not-concealed")
    problem.concealed = concealed
    seq = await lifecycle.move(act, problem, ProblemStep.MARK, reason=why, concealed=concealed)
    key = "problem-told-concealed" if concealed else "problem-told-not-concealed"
    await notices.tell_unit(act, problem, notices.NEWS, key, seq, reason=why)
    return problem


def may_be_marked(problem: Problem) -> bool:
    """Whether a problem may be said to have been concealed: not one that the unit has found itself."""
    return problem.origin is not ProblemOrigin.SELF


async def _found(act: Act, problem: Problem, draft: Draft, text: str, state: EntryState) -> None:
    """Keep the finding of an acceptance, with its files."""
    act.session.add(
        ProblemEntry(
            problem_id=problem.id,
            text=text,
            done=state is EntryState.PASSED,
            state=state,
            draft_id=draft.id,
            written_at=act.now,
            written_by_id=act.actor.person_id,
        )
    )
    await act.session.flush()
    await drafts.finish(act.session, draft, act.now)


async def _more_time(act: Act, problem: Problem) -> None:
    """Give more time where the time has run out meanwhile."""
    problem.due_at = max(problem.due_at, lifecycle.days_on(act, act.town.settings.problems.again_working_days))


async def _again(act: Act, problem: Problem, text: str) -> None:
    """Add a finding as a measure."""
    act.session.add(
        ProblemMeasure(
            problem_id=problem.id,
            text=text,
            wider=False,
            refused=True,
            added_at=act.now,
            added_by_id=act.actor.person_id,
        )
    )
    await act.session.flush()
