"""A unit's share of a case, whoever moves it: the step it takes, how it ends, how many each unit has."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Assignment, Case, Unit
from models.enums import Action, AssignmentState, CaseState, DeadlineKind
from services.cases import notices
from services.cases.lifecycle import move
from services.core.act import Actor
from services.core.errors import reason as needed
from services.core.town import Town
from services.deadlines import deadlines


async def step(
    session: AsyncSession,
    town: Town,
    actor: Actor | None,
    case: Case,
    assignment: Assignment,
    action: Action,
    event: str,
    *,
    now: datetime,
    reason: str | None = None,
    details: dict[str, Any] | None = None,
    to: AssignmentState | None = None,
    **told: Any,
) -> None:
    """Take one step of the table and tell whom the event concerns; ``told`` is said beside the reason."""
    await move(
        session, case, action, actor=actor, now=now, assignment=assignment, reason=reason, details=details, to=to
    )
    await notices.tell(
        session, town, event, case, now=now, actor=actor, assignment=assignment, reason=reason or "", **told
    )


async def take_back(
    session: AsyncSession,
    town: Town,
    actor: Actor,
    case: Case,
    assignment: Assignment,
    *,
    reason: str,
    now: datetime,
    action: Action = Action.WITHDRAW,
) -> None:
    """End a share that the station no longer wants from this unit, and tell the unit why."""
    await step(session, town, actor, case, assignment, action, "withdrawn", now=now, reason=needed(reason))


async def after_change(session: AsyncSession, town: Town, case: Case, actor: Actor, now: datetime) -> None:
    """When nobody leads any more, the desk's clock runs; when every unit has reported back, the verifier's."""
    if case.state is CaseState.TRIAGED:
        await deadlines.end(session, (DeadlineKind.DISPATCH,), case_id=case.id, assignment_id=None, now=now)
        await deadlines.start(session, town, DeadlineKind.DISPATCH, case, now=now)
    if case.state is not CaseState.FEEDBACK:
        return
    await deadlines.end(session, (DeadlineKind.VERIFY,), case_id=case.id, assignment_id=None, now=now)
    await deadlines.start(session, town, DeadlineKind.VERIFY, case, now=now)
    await notices.tell(session, town, "to_verify", case, now=now, actor=actor)


async def units_by_load(session: AsyncSession) -> list[tuple[Unit, int]]:
    """Return the active units with how many shares each has at work, for choosing one."""
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
