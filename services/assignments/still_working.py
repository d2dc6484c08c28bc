"""An acceptance that lapses: a live incident is asked about again, and silence puts it back to be accepted."""

import sqlalchemy as sa

from models import Assignment, Case, Deadline
from models.enums import Action, DeadlineKind, Kind
from services.assignments import moves
from services.cases import notices as cases_notices
from services.cases.lifecycle import allowed, assignment_for, load_assignment, move_assignment
from services.core.act import Act, Moment
from services.deadlines import deadlines


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


async def silent(act: Moment) -> list[int]:
    """Return the assignments whose units were asked and have not answered in time."""
    found = await act.session.scalars(
        sa.select(Deadline.assignment_id)
        .where(
            Deadline.kind == DeadlineKind.STILL_ON,
            Deadline.ended_at.is_(None),
            Deadline.paused.is_(False),
            Deadline.due_at <= act.now - act.town.settings.clocks.incident_silence,
        )
        .order_by(Deadline.due_at, Deadline.id)
    )
    return [assignment_id for assignment_id in found if assignment_id is not None]


async def lapse(act: Moment, assignment_id: int) -> bool:
    """Put a silent unit's share back to be accepted, and tell the desk; False when it has answered meanwhile."""
    case, assignment = await load_assignment(act.session, assignment_id)
    if not allowed(assignment.state, Action.LAPSE) or assignment_id not in await silent(act):
        return False
    assignment.accepted_at = assignment.accepted_by_id = assignment.eta_at = None
    await moves.step(act, case, assignment, Action.LAPSE, cases_notices.LAPSED)
    await deadlines.start(act, DeadlineKind.ACCEPT, case, assignment=assignment)
    return True
