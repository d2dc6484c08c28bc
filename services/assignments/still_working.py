"""An acceptance that lapses: a live incident is asked about again, and silence puts it back to be accepted."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Assignment, Case, Deadline
from models.enums import Action, DeadlineKind, Kind
from services.assignments import moves as shares
from services.cases import guards as steps
from services.cases.lifecycle import allowed, load_assignment, move
from services.core.act import Actor
from services.core.town import Town
from services.deadlines import deadlines


async def ask_later(session: AsyncSession, town: Town, case: Case, assignment: Assignment, *, now: datetime) -> None:
    """Have the unit asked in a while whether it is still at work; for incidents only."""
    if case.kind is Kind.INCIDENT:
        await deadlines.start(session, town, DeadlineKind.STILL_ON, case, now=now, assignment=assignment)


async def confirm(session: AsyncSession, town: Town, actor: Actor, assignment_id: int, *, now: datetime) -> Case:
    """Say that the unit is still at work; it is asked again in a while."""
    case, assignment = await steps.of_share(session, actor, assignment_id, Action.CONFIRM_ON)
    await move(session, case, Action.CONFIRM_ON, actor=actor, now=now, assignment=assignment)
    await ask_later(session, town, case, assignment, now=now)
    return case


async def silent(session: AsyncSession, town: Town, *, now: datetime) -> list[int]:
    """Return the assignments whose units were asked and have not answered in time."""
    found = await session.scalars(
        sa.select(Deadline.assignment_id)
        .where(
            Deadline.kind == DeadlineKind.STILL_ON,
            Deadline.ended_at.is_(None),
            Deadline.paused.is_(False),
            Deadline.due_at <= now - town.settings.clocks.incident_silence,
        )
        .order_by(Deadline.due_at, Deadline.id)
    )
    return [assignment_id for assignment_id in found if assignment_id is not None]


async def lapse(session: AsyncSession, town: Town, assignment_id: int, *, now: datetime) -> bool:
    """Put a silent unit's share back to be accepted, and tell the desk; False when it has answered meanwhile."""
    case, assignment = await load_assignment(session, assignment_id)
    if not allowed(assignment.state, Action.LAPSE) or assignment_id not in await silent(session, town, now=now):
        return False
    assignment.accepted_at = assignment.accepted_by_id = assignment.eta_at = None
    await shares.step(session, town, None, case, assignment, Action.LAPSE, "lapsed", now=now)
    await deadlines.start(session, town, DeadlineKind.ACCEPT, case, now=now, assignment=assignment)
    return True
