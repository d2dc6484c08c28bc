"""A unit's assignment, whoever moves it: the step it takes, how it ends, how many each unit has."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Assignment, Case, Unit
from models.enums import Action, AssignmentState, CaseState, DeadlineKind
from services.cases import deadlines
from services.cases import notices as cases_notices
from services.cases.lifecycle import move_assignment
from services.core.act import Act, Actor, Moment
from services.core.errors import reason as needed


async def step(
    act: Moment,
    case: Case,
    assignment: Assignment,
    action: Action,
    notice: cases_notices.Notice,
    *,
    reason: str | None = None,
    details: dict[str, Any] | None = None,
    to: AssignmentState | None = None,
    **told: Any,
) -> None:
    """Take one step of the table and tell whom it concerns; ``told`` is said beside the reason."""
    await move_assignment(act, case, assignment, action, reason=reason, details=details, to=to)
    await cases_notices.tell(act, notice, case, assignment=assignment, reason=reason or "", **told)


async def take_back(
    act: Act, case: Case, assignment: Assignment, *, reason: str, action: Action = Action.WITHDRAW
) -> None:
    """End an assignment that the station no longer wants from this unit, and tell the unit why."""
    await step(act, case, assignment, action, cases_notices.WITHDRAWN, reason=needed(reason))


async def after_change(act: Act, case: Case) -> None:
    """When nobody leads any more, the desk's clock runs; when every unit has reported back, the verifier's."""
    if case.state is CaseState.TRIAGED:
        await deadlines.end(act.session, (DeadlineKind.DISPATCH,), case_id=case.id, assignment_id=None, now=act.now)
        await deadlines.start(act, DeadlineKind.DISPATCH, case)
    if case.state is not CaseState.FEEDBACK:
        return
    await deadlines.end(act.session, (DeadlineKind.VERIFY,), case_id=case.id, assignment_id=None, now=act.now)
    await deadlines.start(act, DeadlineKind.VERIFY, case)
    await cases_notices.tell(act, cases_notices.TO_VERIFY, case)


async def units_by_load(session: AsyncSession) -> list[tuple[Unit, int]]:
    """Return the active units with how many assignments each has at work, for choosing one."""
    rows = await session.execute(
        sa.select(Unit, sa.func.count(Assignment.id))
        .outerjoin(
            Assignment,
            sa.and_(
                Assignment.unit_id == Unit.id,
                Assignment.state.in_((AssignmentState.ISSUED, AssignmentState.ACCEPTED, AssignmentState.RETURNED)),
            ),
        )
        .where(Unit.active)
        .group_by(Unit.id)
        .order_by(Unit.id)
    )
    return [(unit, load) for unit, load in rows]


async def unit_name(session: AsyncSession, unit_id: int) -> str:
    """Return a unit's name; nothing when the roster does not have it."""
    unit = await session.get(Unit, unit_id)
    return unit.name if unit else ""


async def just_fed_back(session: AsyncSession, actor: Actor, *, since: datetime) -> int | None:
    """Return the id of the case about which the actor fed back last, since an instant."""
    case_id: int | None = await session.scalar(
        sa.select(Assignment.case_id)
        .where(Assignment.fed_back_by_id == actor.person_id, Assignment.fed_back_at >= since)
        .order_by(Assignment.fed_back_at.desc())
        .limit(1)
    )
    return case_id
