"""The verdict on a row, and the villages, grids, units and people that a row names."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Grid, Person, Unit, Village
from services.roster.registers.reading import Line
from services.roster.workbook.cells import cleaned, folded, phone


class Verdict(StrEnum):
    """The effect that an import would have on a row."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    DOUBTFUL = "doubtful"
    REFUSED = "refused"


@dataclass(frozen=True)
class References:
    """Ids by column, by folded code or name."""

    ids: Mapping[str, Mapping[str, list[int]]]

    def said(self, line: Line, of: Collection[str]) -> tuple[dict[str, Any], list[str]]:
        """Return the fields that a row says, and the text keys of references that cannot be told."""
        said, faults = dict[str, Any](), list[str]()
        for column, value in line.said.items():
            if column not in of:
                said[column] = value
                continue
            plain = phone(value) or value if column == "person" else value
            there = self.ids[column].get(folded(cleaned(plain)), [])
            if len(there) == 1:
                said[f"{column}_id"] = there[0]
            else:
                faults.append(f"register-{'several' if there else 'unknown'}-{column}")
        if ("latitude" in said) != ("longitude" in said):
            faults.append("register-half-a-pin")
        return said, faults


async def references(session: AsyncSession) -> References:
    """Return the active villages, grids, units and people by what they are called."""
    ids: dict[str, dict[str, list[int]]] = {}
    for column, table, other in (
        ("village", Village, Village.code),
        ("grid", Grid, Grid.code),
        ("unit", Unit, Unit.code),
        ("person", Person, Person.phone),
    ):
        ids[column] = {}
        for id_, name, code in await session.execute(sa.select(table.id, table.name, other).where(table.active)):
            for said in {folded(name), folded(code)}:
                ids[column].setdefault(said, []).append(id_)
    return References(ids)
