"""A list that is imported beside the roster: its file opened, its titles found, its rows read, a verdict on each."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from services.core.errors import Refused
from services.roster.workbook.cells import cleaned, folded
from services.roster.workbook.reader import HEADER_WITHIN, unfit
from services.roster.workbook.repair import UNREADABLE, open_workbook

if TYPE_CHECKING:
    from openpyxl import Workbook as Book
    from openpyxl.worksheet.worksheet import Worksheet

_EMPTY = frozenset({"", "-", "--", "—", "/", "无"})


class Verdict(StrEnum):
    """The effect that taking a row over would have."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    DOUBTFUL = "doubtful"
    REFUSED = "refused"


@dataclass(frozen=True)
class Judged:
    """A row with the verdict on it, and what it is about."""

    row: int
    verdict: Verdict
    about: str


def opened(file: Path, most: int) -> "Book":
    """Return the workbook in a file. Raises ``Refused``: it is no workbook, or far larger than ``most`` rows."""
    if (fault := unfit(file)) is not None:
        large = fault.key in ("file-large", "too-many-cells")
        raise Refused("register-rows-many", rows=most) if large else Refused("register-file-unreadable")
    try:
        return open_workbook(file)
    except UNREADABLE:
        raise Refused("register-file-unreadable") from None


def sheets(book: "Book") -> "list[Worksheet]":
    """Return the sheets with cells: a chart has none."""
    from openpyxl.worksheet.worksheet import Worksheet

    return [sheet for sheet in book.worksheets if isinstance(sheet, Worksheet)]


def header(
    sheet: "Worksheet", known: Mapping[str, str], suffices: Callable[[Collection[str]], bool]
) -> tuple[int, dict[int, str]] | None:
    """Return the row of titles and its columns by place: the first near the top whose ``known`` titles suffice."""
    for at, row in enumerate(sheet.iter_rows(max_row=HEADER_WITHIN, values_only=True), start=1):
        columns = {place: known[said] for place, cell in enumerate(row) if (said := folded(cleaned(cell))) in known}
        if suffices(set(columns.values())):
            return at, columns
    return None


def rows(sheet: "Worksheet", after: int, columns: Mapping[int, str], most: int) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the rows below the titles: each with its number and the cells that say something.

    Raises ``Refused`` for more than ``most`` of them: none is left out in silence.
    """
    count = 0
    for at, row in enumerate(sheet.iter_rows(min_row=after + 1, values_only=True), start=after + 1):
        said = {column: row[place] for place, column in columns.items() if cleaned(row[place]) not in _EMPTY}
        if said:
            count += 1
            if count > most:
                raise Refused("register-rows-many", rows=most)
            yield at, said
