"""The steps of an assignment, its end, and the number of assignments at each unit."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Assignment, Case, Unit
from models.enums import Action, AssignmentState, CaseState, DeadlineKind
from services.cases import deadlines, notices
from services.cases.lifecycle import allowed, load_case, move_assignment, subject_of, subject_of_unit
from services.core.act import Act, Actor, Moment
from services.core.errors import reason as needed
from services.people.access import may


async def step(
    act: Moment,
    case: Case,
    assignment: Assignment,
    action: Action,
    notice: notices.Notice,
    reason: str | None = None,
    *,
    to: AssignmentState | None = None,
    **times: datetime | None,
) -> None:
    """Take one step of the table and tell the people concerned; both say the reason and the times."""
    details = {key: at.isoformat() if at else None for key, at in times.items()}
    await move_assignment(act, case, assignment, action, reason=reason, details=details, to=to)
    told: dict[str, Any] = {key: act.town.on_the_wall(at) if at else "no" for key, at in times.items()}
    await notices.tell(act, notice, case, assignment=assignment, reason=reason or "", **told)


async def take_back(
    act: Act, case: Case, assignment: Assignment, *, reason: str, action: Action = Action.WITHDRAW
) -> None:
    """End an assignment that the station no longer wants from this unit, and tell the unit why."""
    await step(act, case, assignment, action, notices.WITHDRAWN, needed(reason))


async def after_change(act: Act, case: Case) -> None:
    """Start the desk's clock when nobody leads any more, the verifier's when every unit has reported back."""
    kind = {CaseState.TRIAGED: DeadlineKind.DISPATCH, CaseState.FEEDBACK: DeadlineKind.VERIFY}.get(case.state)
    if kind is None:
        return
    await deadlines.end(act, case, kind)
    await deadlines.start(act, kind, case)
    if kind is DeadlineKind.VERIFY:
        await notices.tell(act, notices.TO_VERIFY, case)


async def units_by_load(session: AsyncSession) -> list[tuple[Unit, int]]:
    """Return the active units with their number of assignments at work, for choosing one."""
    at_work = Assignment.state.in_((AssignmentState.ISSUED, AssignmentState.ACCEPTED, AssignmentState.RETURNED))
    units = sa.select(Unit, sa.func.count(Assignment.id)).where(Unit.active).group_by(Unit.id).order_by(Unit.id)
    theirs = sa.and_(Assignment.unit_id == Unit.id, at_work)
    return [(unit, load) for unit, load in await session.execute(units.outerjoin(Assignment, theirs))]


async def unit_name(session: AsyncSession, unit_id: int) -> str:
    """Return a unit's name; nothing when the roster does not have it."""
    unit = await session.get(Unit, unit_id)
    return unit.name if unit else ""


async def just_fed_back(session: AsyncSession, actor: Actor, *, since: datetime) -> int | None:
    """Return the id of the case about which the actor fed back last, since an instant."""
    theirs = sa.select(Assignment.case_id).where(Assignment.fed_back_by_id == actor.person_id)
    late = theirs.where(Assignment.fed_back_at >= since).order_by(Assignment.fed_back_at.desc())
    return await session.scalar(late.limit(1))


async def owed_by(session: AsyncSession, actor: Actor, case_id: int) -> tuple[Action, int] | None:
    """Return the step with evidence that a person owes in a case: feeding back, with the id of the one assignment, or
    verifying, with the case's. None when there is none, or several.
    """
    case = await load_case(session, case_id, lock=False)
    subject = await subject_of(session, case)
    theirs = [
        (Action.FEED_BACK, one.id)
        for one in case.assignments
        if allowed(one.state, Action.FEED_BACK)
        and may(actor, Action.FEED_BACK, subject_of_unit(subject, one.unit_id))
        and one.unit_id in actor.unit_ids
    ]
    if not theirs and allowed(case.state, Action.VERIFY) and may(actor, Action.VERIFY, subject):
        theirs = [(Action.VERIFY, case.id)]
    return theirs[0] if len(theirs) == 1 else None
