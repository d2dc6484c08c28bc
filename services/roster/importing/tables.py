"""Bringing one table with codes to what its sheet says."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Grid, Household, RiskPoint, Squad, Unit, Village
from services.roster.workbook.rows import Counts, Row

Coded = Village | Grid | Unit | Squad | RiskPoint | Household
Ids = Mapping[str, int]
"""Code -> id."""


async def sync_table(
    session: AsyncSession, model: type[Coded], rows: Sequence[Row] | None, refers: Mapping[str, Ids]
) -> tuple[Counts, Ids]:
    """Create, update and deactivate a table's rows by code; ``refers`` resolves codes of other sheets to ids.

    Rows of None (the sheet was left out) leave the table as it is.
    """
    rows_there: Sequence[Any] = (await session.scalars(sa.select(model))).all()
    known = {found.code: found for found in rows_there}
    updated = unchanged = deactivated = 0
    wanted = {values["code"]: values for values in (_values(row, refers) for row in rows or ())}
    created = [values for code, values in wanted.items() if code not in known]
    for code, found in known.items():
        if code not in wanted:
            continue
        if change(found, wanted[code]):
            updated += 1
        else:
            unchanged += 1
    if rows is not None:
        for code, found in known.items():
            if code not in wanted and found.active:
                found.active = False
                deactivated += 1
    await session.flush()
    if created:  # in bulk: tens of thousands of households must not hold the writer for long
        await session.execute(sa.insert(model), created)
    table = model.__table__.c
    ids = await session.execute(sa.select(table.code, table.id))
    return Counts(len(created), updated, unchanged, deactivated), {row.code: row.id for row in ids}


def change(found: object, values: Mapping[str, Any]) -> list[str]:
    """Set what differs and return the names of the fields that did."""
    changed = [name for name, value in values.items() if getattr(found, name) != value]
    for name in changed:
        setattr(found, name, values[name])
    return changed


def _values(row: Row, refers: Mapping[str, Ids]) -> dict[str, Any]:
    values: dict[str, Any] = {"active": True}
    for field in fields(row):
        value = getattr(row, field.name)
        if field.name in refers:
            values[f"{field.name}_id"] = None if value is None else refers[field.name][value]
        elif field.name != "at":
            values[field.name] = value
    return values
