"""Bring the duty roster to its sheet. Swaps, signatures and past shifts stay."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Person, Shift
from services.roster.importing.tables import RowCounts, settle
from services.roster.workbook.rows import DutyRow

Key = tuple[Any, ...]


async def sync_shifts(
    session: AsyncSession, rows: Sequence[DutyRow] | None, people: Mapping[str, Person], zone: ZoneInfo, now: datetime
) -> RowCounts:
    """Create, bring back, update and end shifts. Rows of None (the sheet was left out) leave everything as it is.

    A shift is known by its kind, its hours and the person in the workbook; after a swap also by the person who took it
    over, so that a sheet corrected by hand after the swap means the same shift. An empty sheet ends the roster. A sheet
    with rows ends only future shifts that it no longer has: last month need not stay in the sheet.
    """
    if rows is None:
        return RowCounts()
    left = list(await session.scalars(sa.select(Shift).order_by(Shift.active.desc(), Shift.id)))
    by_key = {**_by(left, "person_id"), **_by(left, "rostered_id")}
    known: dict[Key, Shift] = {}
    wanted: dict[Key, dict[str, Any]] = {}
    for row in rows:
        values = _values(row, people, zone)
        key = (values["kind"], values["starts_at"], values["ends_at"], values["rostered_id"])
        shift = by_key.get(key)
        if shift is not None and shift in left:
            left.remove(shift)
            known[key] = shift
        if shift is None or not shift.active:  # comes back as the workbook has it
            values["person_id"] = values["rostered_id"]
        wanted[key] = values
    found = settle(known, wanted)
    ended = settle(dict(enumerate(left)), {}, lambda shift: bool(rows) and shift.ends_at <= now)
    session.add_all(Shift(**wanted[key]) for key in found.created)
    await session.flush()
    return replace(found.counts, deactivated=len(ended.gone))


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
