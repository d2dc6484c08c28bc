"""A list that is imported beside the roster: its file opened, its titles found, its rows read, a verdict on each."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from openpyxl.worksheet.worksheet import Worksheet

from services.core.errors import Refused
from services.roster.workbook.cells import cleaned, folded
from services.roster.workbook.reader import HEADER_WITHIN
from services.roster.workbook.repair import UNREADABLE, open_workbook

FILE_LIMIT = 8 * 1024 * 1024
"""Bytes."""
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


def opened(file: Path, what: str) -> list[Worksheet]:
    """Return the sheets of a file. Raises ``Refused`` with the text keys of ``what``: too large, unreadable."""
    try:
        if file.stat().st_size > FILE_LIMIT:
            raise Refused(f"{what}-file-large", limit=FILE_LIMIT >> 20)
        return [sheet for sheet in open_workbook(file).worksheets if isinstance(sheet, Worksheet)]
    except UNREADABLE:
        raise Refused(f"{what}-file-unreadable") from None


def header(
    sheet: Worksheet, known: Mapping[str, str], suffices: Callable[[Collection[str]], bool]
) -> tuple[int, dict[int, str]] | None:
    """Return the row of titles and its columns by place: the first near the top whose ``known`` titles suffice."""
    for at, row in enumerate(sheet.iter_rows(max_row=HEADER_WITHIN, values_only=True), start=1):
        columns = {place: known[said] for place, cell in enumerate(row) if (said := folded(cleaned(cell))) in known}
        if suffices(set(columns.values())):
            return at, columns
    return None


def rows(sheet: Worksheet, after: int, columns: Mapping[int, str], most: int) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the rows below the titles, ``most`` of them: each with its number and the cells that say something."""
    last = min(sheet.max_row, after + most)
    for at, row in enumerate(sheet.iter_rows(min_row=after + 1, max_row=last, values_only=True), start=after + 1):
        said = {column: row[place] for place, column in columns.items() if cleaned(row[place]) not in _EMPTY}
        if said:
            yield at, said
