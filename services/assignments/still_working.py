"""Ask a unit to re-confirm its acceptance during an incident; without an answer, reissue the assignment."""

from models import Case, Deadline
from models.enums import Action, AssignmentState, DeadlineKind, Kind
from services.assignments import moves
from services.cases import deadlines, notices
from services.cases.lifecycle import assignment_for, load_assignment, move_assignment
from services.core.act import Act, Moment
from services.deadlines.deadlines import runs


async def confirm(act: Act, assignment_id: int) -> Case:
    """Say that the unit is still at work; it is asked again in a while."""
    case, assignment = await assignment_for(act.session, act.actor, assignment_id, Action.CONFIRM_ON)
    await move_assignment(act, case, assignment, Action.CONFIRM_ON)
    return case


async def follow_kind(act: Moment, case: Case) -> None:
    """Ask the units at work from now on, because the case is an incident by now; or no more, because it is none."""
    for assignment in case.live:
        if assignment.state is not AssignmentState.ACCEPTED:
            continue
        row = await deadlines.newest(act.session, DeadlineKind.STILL_ON, assignment)
        runs_now = row is not None and row.ended_at is None
        if case.kind is Kind.INCIDENT and not runs_now:
            await deadlines.start(act, DeadlineKind.STILL_ON, case, assignment=assignment)
        elif case.kind is not Kind.INCIDENT and runs_now:
            await deadlines.end(act, case, DeadlineKind.STILL_ON, assignment=assignment)


async def lapse(act: Moment, deadline: Deadline) -> None:
    """Reissue a silent unit's assignment, and tell the desk, unless the unit has answered meanwhile."""
    case, assignment = await load_assignment(act.session, deadline.subject_id)
    if not await runs(act.session, deadline):
        return
    assignment.accepted_at = assignment.accepted_by_id = assignment.eta_at = None
    await moves.step(act, case, assignment, Action.LAPSE, notices.LAPSED)
