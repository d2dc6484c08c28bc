"""The sheets of the roster workbook. Titles are in ``texts/*/roster.ftl``."""

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields, replace
from enum import Enum
from functools import cached_property
from typing import get_type_hints

from models.enums import DutyKind, Language, Level, NumberHolder, Role
from services.core.labels import hyphened
from services.roster.workbook import rows
from services.roster.workbook.columns import REMARK, Column, Type
from texts import Words

ROW_LIMIT = 50_000
"""Filled rows a sheet may have."""
CHOICES: Mapping[Type, type[Enum]] = {
    Type.ROLE: Role,
    Type.LEVEL: Level,
    Type.LANGUAGE: Language,
    Type.DUTY_KIND: DutyKind,
    Type.NUMBER_HOLDER: NumberHolder,
}
"""The vocabularies of choice columns; their labels are those of ``services.core.labels``."""


@dataclass(frozen=True)
class Sheet:
    """One sheet. ``key_column`` identifies a row when the workbook is imported again."""

    key: str
    row: type[rows.Row]
    required: bool = True
    """A sheet that is not required may be left out; the import then leaves its table as it is."""
    key_column: str = "code"

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The columns that the row class declares, a place on the map last, and a remark."""
        hints = get_type_hints(self.row, include_extras=True)
        declared = (
            replace(hints[field.name].__metadata__[0], key=field.name, required=field.default is MISSING)
            for field in fields(self.row)
            if field.name != "at"
        )
        return (*sorted(declared, key=lambda column: column.type in (Type.LATITUDE, Type.LONGITUDE)), REMARK)


SHEETS = (
    Sheet("villages", rows.VillageRow),
    Sheet("grids", rows.GridRow),
    Sheet("units", rows.UnitRow),
    Sheet("squads", rows.SquadRow, required=False),
    Sheet("persons", rows.PersonRow, key_column="phone"),
    Sheet("posts", rows.PostRow, key_column="phone"),
    Sheet("risk_points", rows.RiskPointRow, required=False),
    Sheet("households", rows.HouseholdRow, required=False),
    Sheet("duty", rows.DutyRow, required=False, key_column="phone"),
)


def sheet_title(words: Words, sheet: str) -> str:
    """Return the title of a sheet by its key."""
    return words.plain(f"roster-sheet-{hyphened(sheet)}")


def column_title(words: Words, sheet: str, column: str) -> str:
    """Return the title of a column by its keys."""
    return words.plain(f"roster-column-{hyphened(sheet)}-{hyphened(column)}")
