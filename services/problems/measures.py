"""The measures against a problem: the unit writes them, somebody else agrees before the rectification begins."""

import re
from datetime import datetime

from models import Problem, ProblemMeasure
from models.enums import ProblemStep
from services.core import journal
from services.core.act import Act
from services.core.errors import Refused, to_come
from services.core.errors import reason as needed
from services.problems import lifecycle, notices, progress

MOST = 20
"""Measures of one problem."""

_NUMBERED = re.compile(r"^\s*(?:[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）.．、:：]|[-•·])\s*")
_WIDER = re.compile(r"^(?:举一反三|look elsewhere)\s*[:：]\s*(?=\S)", re.IGNORECASE)


async def add(act: Act, problem_id: int, said: str, *, wider: bool = False) -> list[ProblemMeasure]:
    """Add a measure for each line that was written; ``wider``: it looks for the same elsewhere (举一反三).

    A line that says so itself is taken so. Raises ``Refused`` for a second one of that kind.
    """
    problem = await lifecycle.problem_for(act, problem_id, ProblemStep.CHANGE_MEASURES)
    texts = [text for text in (_NUMBERED.sub("", line).strip() for line in needed(said).splitlines()) if text]
    if wider:
        texts = ["\n".join(texts)]
    present = await lifecycle.measures_of(act, problem)
    if len(present) + len(texts) > MOST:
        raise Refused("problem-measures-many", most=MOST)
    found: list[ProblemMeasure] = []
    for text in texts:
        elsewhere = wider or _WIDER.match(text) is not None
        if elsewhere and any(one.wider for one in (*present, *found)):
            raise Refused("problem-wider-twice")
        measure = ProblemMeasure(
            problem_id=problem.id,
            text=_WIDER.sub("", text),
            wider=elsewhere,
            refused=False,
            added_at=act.now,
            added_by_id=act.actor.person_id,
        )
        act.session.add(measure)
        found.append(measure)
    await act.session.flush()
    await _changed(act, problem, added=[one.text for one in found])
    return found


async def take_out(act: Act, measure_id: int) -> Problem:
    """Take a measure out before it is handed in; the journal keeps it."""
    problem, measure = await lifecycle.measure_for(act, measure_id, ProblemStep.CHANGE_MEASURES)
    if measure.refused:
        raise Refused("problem-measure-asked")
    await act.session.delete(measure)
    await act.session.flush()
    await _changed(act, problem, removed=measure.text)
    return problem


async def set_day(act: Act, measure_id: int, due_at: datetime) -> Problem:
    """Give a measure a day of its own, within the time of the problem. Raises ``Refused`` beyond it."""
    problem, measure = await lifecycle.measure_for(act, measure_id, ProblemStep.CHANGE_MEASURES)
    to_come(due_at, act.now)
    if due_at > problem.due_at:
        raise Refused("problem-day-beyond", until=act.town.on_the_wall(problem.due_at))
    measure.due_at = due_at
    await _changed(act, problem, measure=measure.id, due=due_at.isoformat())
    return problem


async def hand_in(act: Act, problem_id: int) -> Problem:
    """Hand the measures in for review. Raises ``Refused`` unless there is one besides the one that looks elsewhere."""
    problem = await lifecycle.problem_for(act, problem_id, ProblemStep.PLAN)
    found = await lifecycle.measures_of(act, problem)
    if not any(not one.wider for one in found):
        raise Refused("problem-measures-none")
    if not any(one.wider for one in found):
        raise Refused("problem-wider-none")
    seq = await lifecycle.move(act, problem, ProblemStep.PLAN, measures=[one.text for one in found])
    await notices.tell_desk(act, problem, "problem-told-planned", seq, count=len(found))
    return problem


async def approve(act: Act, problem_id: int) -> Problem:
    """Agree to the measures: the rectification begins. Nobody agrees to measures of their unit.

    Those of a problem that was dropped and opened again may all be done already: then the acceptance is owed.
    """
    problem = await judged(act, problem_id, ProblemStep.APPROVE)
    seq = await lifecycle.move(act, problem, ProblemStep.APPROVE)
    await notices.tell_unit(act, problem, notices.NEWS, "problem-told-approved", seq)
    await progress.go_on(act, problem)
    return problem


async def send_back(act: Act, problem_id: int, reason: str) -> Problem:
    """Send the measures back to the unit, with the reason."""
    problem = await judged(act, problem_id, ProblemStep.RETURN_PLAN)
    why = needed(reason)
    seq = await lifecycle.move(act, problem, ProblemStep.RETURN_PLAN, reason=why)
    await notices.tell_unit(act, problem, notices.NEWS, "problem-told-plan-returned", seq, reason=why)
    return problem


async def judged(act: Act, problem_id: int, step: ProblemStep) -> Problem:
    """Return a problem whose measures the actor may judge. Raises ``Forbidden`` for an author, ``Stale``."""
    problem = await lifecycle.load(act.session, problem_id)
    return await lifecycle.problem_for(act, problem_id, step, writers=await lifecycle.planners_of(act.session, problem))


async def _changed(act: Act, problem: Problem, **details: object) -> None:
    subject, state = lifecycle.subject(problem.id), problem.state.value
    step = ProblemStep.CHANGE_MEASURES.value
    await journal.record(act, subject, step, from_state=state, to_state=state, details=details)
    await act.session.flush()
