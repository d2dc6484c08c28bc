"""The faults of a roster workbook, each with its place and the way to mend it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from services.core.errors import Refused
from services.core.labels import hyphened
from services.roster.workbook.sheets import column_title, sheet_title
from texts import Words

Places = Mapping[str, Mapping[str, str]]
"""Sheet key -> column key -> the letter of the column in a workbook."""
_NAMED = {"sheet": "roster-sheet", "role": "role"}
"""Arguments that are keys themselves, and the prefix of their texts."""


@dataclass(frozen=True)
class RosterFault:
    """One fault: its place, the value there, and the ``key`` of the texts that say what was expected."""

    sheet: str | None
    row: int | None
    column: str | None
    value: str
    key: str
    arguments: tuple[tuple[str, Any], ...] = ()
    cell: str | None = None
    """The cell as Excel calls it: ``D7``."""

    def placed(self, places: Places) -> "RosterFault":
        """Return the fault with the name of its cell."""
        letter = places.get(self.sheet or "", {}).get(self.column or "")
        return replace(self, cell=f"{letter}{self.row}") if letter and self.row else self

    def where(self, words: Words) -> str:
        """Return the place as Excel's user knows it: sheet, row, column title."""
        if self.sheet is None:
            return words.plain("roster-where-file")
        sheet = sheet_title(words, self.sheet)
        column = column_title(words, self.sheet, self.column) if self.column else ""
        if self.row is None:
            key = "roster-where-column" if column else "roster-where-sheet"
            return words.plain(key, sheet=sheet, column=column)
        key = "roster-where-cell" if column else "roster-where-row"
        return words.plain(key, sheet=sheet, row=str(self.row), column=column, cell=self.cell or "none")

    def expected(self, words: Words) -> str:
        """Return the expectation."""
        return self._said("roster-fault", words)

    def mend(self, words: Words) -> str:
        """Return the way to put it right."""
        return self._said("roster-mend", words)

    def _said(self, prefix: str, words: Words) -> str:
        arguments = {
            name: words.plain(f"{_NAMED[name]}-{hyphened(value)}") if name in _NAMED else value
            for name, value in self.arguments
        }
        return words.plain(f"{prefix}-{self.key}", **arguments)


class RosterRefused(Refused):
    """The workbook contradicts the database; nothing was imported."""

    def __init__(self, faults: list[RosterFault]) -> None:
        super().__init__("roster-refused", count=len(faults))
        self.faults = faults
