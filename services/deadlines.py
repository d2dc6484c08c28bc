"""Deadlines as rows (I5): started and ended by the transition table, kept with the policy they were created under."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Assignment, Case, Deadline
from models.enums import DeadlineKind, DeadlineOutcome, Kind, Severity
from services import worktime
from services.database import DEADLINES, wake
from services.town import Town


async def start(
    session: AsyncSession,
    town: Town,
    kind: DeadlineKind,
    case: Case,
    *,
    now: datetime,
    due_at: datetime | None = None,
    started_at: datetime | None = None,
    assignment: Assignment | None = None,
) -> Deadline:
    """Start a deadline; due by the township's rules unless ``due_at`` is given."""
    begin = started_at or now
    deadline = Deadline(
        kind=kind,
        case_id=case.id,
        assignment_id=assignment.id if assignment else None,
        started_at=begin,
        due_at=due_at or due(town, kind, case, begin),
        policy={"clock": clock_of(case), "severity": case.severity.value},
    )
    session.add(deadline)
    await session.flush()
    wake(session, DEADLINES)
    return deadline


async def end(
    session: AsyncSession,
    kinds: Sequence[DeadlineKind],
    *,
    case_id: int,
    assignment_id: int | None,
    now: datetime,
    outcome: DeadlineOutcome = DeadlineOutcome.MET,
) -> None:
    """End the running deadlines of these kinds of a case (``assignment_id`` None) or of one assignment."""
    if not kinds:
        return
    await session.execute(
        sa.update(Deadline)
        .where(
            Deadline.case_id == case_id,
            Deadline.assignment_id == assignment_id if assignment_id else Deadline.assignment_id.is_(None),
            Deadline.kind.in_(kinds),
            Deadline.ended_at.is_(None),
        )
        .values(ended_at=now, outcome=outcome, version=Deadline.version + 1)
        .execution_options(synchronize_session=False)
    )
    wake(session, DEADLINES)


async def move(session: AsyncSession, kind: DeadlineKind, assignment: Assignment, due_at: datetime) -> None:
    """Move an assignment's running deadline."""
    await session.execute(
        sa.update(Deadline)
        .where(Deadline.assignment_id == assignment.id, Deadline.kind == kind, Deadline.ended_at.is_(None))
        .values(due_at=due_at, version=Deadline.version + 1)
        .execution_options(synchronize_session=False)
    )
    wake(session, DEADLINES)


def clock_of(case: Case) -> str:
    """Return which clock a case runs on: "round" for 险情, "working" for 隐患."""
    return "round" if case.kind is Kind.INCIDENT else "working"


def feedback_due(town: Town, kind: Kind, severity: Severity, start_at: datetime) -> datetime:
    """Return when a unit's feedback is due: by the clock for an incident, by working days for a hazard."""
    if kind is Kind.INCIDENT:
        return start_at + town.settings.clocks.incident_feedback
    days = town.settings.severities[severity].feedback_working_days
    return worktime.after(start_at, days, town.settings.working_time, town.zone)


def due(town: Town, kind: DeadlineKind, case: Case, start_at: datetime) -> datetime:
    """Return when a step is due by the township's rules (DOMAIN §3)."""
    clocks, incident = town.settings.clocks, case.kind is Kind.INCIDENT

    def working(days: float) -> datetime:
        return worktime.after(start_at, days, town.settings.working_time, town.zone)

    match kind:
        case DeadlineKind.TRIAGE:
            return start_at + clocks.incident_confirm if incident else working(clocks.triage_working_days)
        case DeadlineKind.DISPATCH:  # as long as the judging: both are the desk's
            return start_at + clocks.incident_confirm if incident else working(clocks.triage_working_days)
        case DeadlineKind.ACCEPT:
            return start_at + clocks.incident_accept if incident else working(clocks.accept_working_days)
        case DeadlineKind.FEED_BACK:
            return feedback_due(town, case.kind, case.severity, start_at)
        case DeadlineKind.VERIFY | DeadlineKind.CLOSE:
            return working(clocks.verify_working_days)
        case DeadlineKind.EXTENSION:
            return start_at + timedelta(hours=1) if incident else working(1)
        case _:
            raise ValueError(f"{kind} is due when its request says")
