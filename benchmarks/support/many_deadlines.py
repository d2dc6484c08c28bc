"""Deadlines in bulk for the benchmarks of the clock: cases at units of the demo township, each with a deadline."""

from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Assignment, Case, Deadline, Person, Unit
from models.enums import AssignmentState, CaseState, DeadlineKind, Kind, Part, Priority, Severity, Source
from services.cases import deadlines as case_deadlines
from services.core.town import Town

AT_ONCE = 5_000


async def cases(town: Town, count: int, *, life_every: int = 0) -> list[dict[str, Any]]:
    """Make cases, each handled by a unit; every ``life_every``-th is a danger to life."""
    now, made = town.now(), list[dict[str, Any]]()
    async with town.database.transaction() as session:
        reporter = await session.scalar(sa.select(Person.id).limit(1))
        units = list(await session.scalars(sa.select(Unit.id)))
        for start in range(0, count, AT_ONCE):
            numbers = range(start + 1, min(start + AT_ONCE, count) + 1)
            lives = [bool(life_every) and number % life_every == 0 for number in numbers]
            rows = [
                {
                    "id": number,
                    "number": f"{'XQ' if life else 'YH'}20260101-{number:06d}",
                    "source": Source.REPORT,
                    "kind": Kind.INCIDENT if life else Kind.HAZARD,
                    "severity": Severity.MAJOR if life else Severity.ORDINARY,
                    "line": "geology",
                    "state": CaseState.HANDLING,
                    "description": "边坡开裂",
                    "life_danger": life,
                    "reporter_id": reporter,
                    "submitted_at": now - timedelta(days=30),
                }
                for number, life in zip(numbers, lives, strict=True)
            ]
            await session.execute(sa.insert(Case), rows)
            assignments = [
                {
                    "id": number,
                    "case_id": number,
                    "unit_id": units[number % len(units)],
                    "part": Part.LEAD,
                    "state": AssignmentState.ACCEPTED,
                    "issued_at": now,
                    "issued_by_id": reporter,
                    "started_at": now,
                    "due_at": now,
                }
                for number in numbers
            ]
            await session.execute(sa.insert(Assignment), assignments)
            made += [
                {"case_id": number, "assignment_id": number, "life": life}
                for number, life in zip(numbers, lives, strict=True)
            ]
    return made


async def deadlines(session: AsyncSession, town: Town, of: list[dict[str, Any]], due_at: datetime, count: int) -> None:
    """Start ``count`` feedback deadlines due at a moment, spread over the cases, a second apart."""
    rules = {
        life: case_deadlines.policy(
            town.settings, DeadlineKind.FEED_BACK, Kind.INCIDENT if life else Kind.HAZARD, Severity.ORDINARY
        ).kept()
        for life in (False, True)
    }
    for start in range(0, count, AT_ONCE):
        rows = []
        for number in range(start, min(start + AT_ONCE, count)):
            one, at = of[number % len(of)], due_at + timedelta(seconds=number)
            rows.append(
                {
                    "kind": DeadlineKind.FEED_BACK,
                    "case_id": one["case_id"],
                    "subject_kind": case_deadlines.ASSIGNMENT,
                    "subject_id": one["assignment_id"],
                    "priority": Priority.LIFE if one["life"] else Priority.REMINDER,
                    "started_at": at - timedelta(days=3),
                    "counted_from": at - timedelta(days=3),
                    "used": 0,
                    "due_at": at,
                    "policy": rules[one["life"]],
                    "next_at": at,
                    "fired_until": at - timedelta(seconds=1),
                    "version": 1,
                }
            )
        await session.execute(sa.insert(Deadline.__table__), rows)  # type: ignore[arg-type]
