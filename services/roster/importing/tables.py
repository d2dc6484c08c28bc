"""Bring the rows of a table to the values of its sheet: create, update, deactivate, never delete."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any, Generic, TypeVar

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Grid, Squad, Unit, Village
from services.roster.workbook.rows import Row

Coded = Village | Grid | Unit | Squad
Ids = Mapping[str, int]
"""Code -> id."""
Key = TypeVar("Key")


@dataclass(frozen=True)
class RowCounts:
    """The rows of one table that an import created, updated and so on; a row that came back is updated."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    deactivated: int = 0
    kept: int = 0
    """Posts that the sheet does not have, kept because the captain let their holders in by chat."""


Summary = dict[str, RowCounts]
"""The figures of an import by sheet."""


@dataclass
class Settled(Generic[Key]):
    """The keys of the rows that an import found to be new, changed, gone or kept."""

    created: list[Key] = field(default_factory=list)
    changed: dict[Key, list[str]] = field(default_factory=dict)
    """Key -> names of the fields that changed."""
    unchanged: int = 0
    gone: list[Key] = field(default_factory=list)
    kept: int = 0

    @property
    def counts(self) -> RowCounts:
        """The figures for the summary."""
        return RowCounts(len(self.created), len(self.changed), self.unchanged, len(self.gone), self.kept)


def settle(
    known: Mapping[Key, Any],
    wanted: Mapping[Key, Mapping[str, Any]],
    keeps: Callable[[Any], bool] = lambda _: False,
) -> Settled[Key]:
    """Change known rows to the wanted values and deactivate the others, except those that ``keeps`` approves.

    The caller creates the new ones.
    """
    found = Settled[Key](created=[key for key in wanted if key not in known])
    for key, row in known.items():
        if key in wanted:
            changed = [name for name, value in wanted[key].items() if getattr(row, name) != value]
            for name in changed:
                setattr(row, name, wanted[key][name])
            if changed:
                found.changed[key] = changed
            else:
                found.unchanged += 1
        elif row.active and keeps(row):
            found.kept += 1
        elif row.active:
            row.active = False
            found.gone.append(key)
    return found


async def sync_table(
    session: AsyncSession, model: type[Coded], rows: Sequence[Row] | None, refers: Mapping[str, Ids]
) -> tuple[RowCounts, Ids]:
    """Bring a table to its sheet by code; ``refers`` resolves codes of other sheets to ids.

    Rows of None (the sheet was left out) leave the table as it is.
    """
    table = model.__table__.c
    counts = RowCounts()
    if rows is not None:
        present: Sequence[Any] = (await session.scalars(sa.select(model))).all()
        known = {row.code: row for row in present}
        wanted = {one["code"]: one for one in (values(row, refers) for row in rows)}
        found = settle(known, wanted)
        counts = found.counts
        await session.flush()
        if found.created:
            await session.execute(sa.insert(model), [wanted[code] for code in found.created])
    ids = await session.execute(sa.select(table.code, table.id))
    return counts, {row.code: row.id for row in ids}


def values(row: Row, refers: Mapping[str, Ids]) -> dict[str, Any]:
    """Return the columns of a row, with the ids of what it refers to."""
    found: dict[str, Any] = {"active": True}
    for column in fields(row):
        value = getattr(row, column.name)
        if column.name in refers:
            found[f"{column.name}_id"] = None if value is None else refers[column.name][value]
        elif column.name != "at":
            found[column.name] = value
    return found
