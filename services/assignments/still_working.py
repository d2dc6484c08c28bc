"""An acceptance that lapses: a live incident is asked about again, and silence puts it back to be accepted."""

from models import Assignment, Case, Deadline
from models.enums import Action, DeadlineKind, Kind
from services.assignments import moves
from services.cases import deadlines
from services.cases import notices as cases_notices
from services.cases.lifecycle import assignment_for, load_assignment, move_assignment
from services.core.act import Act, Moment
from services.deadlines.deadlines import runs


async def ask_later(act: Moment, case: Case, assignment: Assignment) -> None:
    """Have the unit asked in a while whether it is still at work; for incidents only."""
    if case.kind is Kind.INCIDENT:
        await deadlines.start(act, DeadlineKind.STILL_ON, case, assignment=assignment)


async def confirm(act: Act, assignment_id: int) -> Case:
    """Say that the unit is still at work; it is asked again in a while."""
    case, assignment = await assignment_for(act.session, act.actor, assignment_id, Action.CONFIRM_ON)
    await move_assignment(act, case, assignment, Action.CONFIRM_ON)
    await ask_later(act, case, assignment)
    return case


async def lapse(act: Moment, deadline: Deadline) -> None:
    """Put a silent unit's assignment back to be accepted, and tell the desk, unless it has answered meanwhile."""
    case, assignment = await load_assignment(act.session, deadline.subject_id)
    if not await runs(act.session, deadline):
        return
    assignment.accepted_at = assignment.accepted_by_id = assignment.eta_at = None
    await moves.step(act, case, assignment, Action.LAPSE, cases_notices.LAPSED)
    await deadlines.start(act, DeadlineKind.ACCEPT, case, assignment=assignment)
