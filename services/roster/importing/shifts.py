"""Bringing the duty roster to what its sheet says. What was swapped or signed stays; what is past stays."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Person, Shift
from services.roster.importing.tables import change
from services.roster.workbook.rows import Counts, DutyRow

Key = tuple[Any, ...]


async def sync_shifts(
    session: AsyncSession, rows: Sequence[DutyRow] | None, people: Mapping[str, Person], zone: ZoneInfo, now: datetime
) -> Counts:
    """Create, bring back, update and end shifts. Rows of None (the sheet was left out) leave everything as it is.

    A shift is known by its kind, its hours and whom the workbook named; after a swap also by who took it over, so
    that a sheet corrected by hand after the swap means the same shift. An empty sheet ends the roster, one with rows
    only what it no longer has of the time to come: last month need not stay in the sheet.
    """
    if rows is None:
        return Counts()
    created = updated = unchanged = deactivated = 0
    left = list(await session.scalars(sa.select(Shift).order_by(Shift.active.desc(), Shift.id)))
    by_key = {**_by(left, "person_id"), **_by(left, "rostered_id")}
    for row in rows:
        values = _values(row, people, zone)
        key = (values["kind"], values["starts_at"], values["ends_at"], values["rostered_id"])
        shift = by_key.get(key)
        if shift is None or shift not in left:
            session.add(Shift(**values, person_id=values["rostered_id"]))
            created += 1
            continue
        left.remove(shift)
        if not shift.active:  # comes back as the workbook has it
            values["person_id"] = values["rostered_id"]
        if change(shift, values):
            updated += 1
        else:
            unchanged += 1
    for shift in left:
        if shift.active and (not rows or shift.ends_at > now):
            shift.active = False
            deactivated += 1
    await session.flush()
    return Counts(created, updated, unchanged, deactivated)


def span(row: DutyRow, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Return a shift's start and end; one that ends at or before the hour it starts at ends on the next day."""
    starts = datetime.combine(row.date, row.start, zone)
    day = row.date if row.end > row.start else row.date + timedelta(days=1)
    return starts.astimezone(UTC), datetime.combine(day, row.end, zone).astimezone(UTC)


def _values(row: DutyRow, people: Mapping[str, Person], zone: ZoneInfo) -> dict[str, Any]:
    starts, ends = span(row, zone)
    return {
        "kind": row.kind,
        "starts_at": starts,
        "ends_at": ends,
        "rostered_id": people[row.phone].id,
        "substitute_id": people[row.substitute].id if row.substitute else None,
        "active": True,
    }


def _by(shifts: Sequence[Shift], person: str) -> dict[Key, Shift]:
    def pairs() -> Iterator[tuple[Key, Shift]]:
        for shift in reversed(shifts):  # of two alike the active one counts
            yield (shift.kind, shift.starts_at, shift.ends_at, getattr(shift, person)), shift

    return dict(pairs())
