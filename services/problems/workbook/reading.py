"""Read a workbook of problems: a row of titles in any language, then a row for each problem."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from openpyxl.worksheet.worksheet import Worksheet

from services.core.errors import Refused
from services.problems.workbook.columns import titles
from services.roster.workbook.cells import cleaned, folded
from services.roster.workbook.repair import UNREADABLE, open_workbook
from texts import Texts

FILE_LIMIT = 8 * 1024 * 1024
"""Bytes."""
ROW_LIMIT = 3000
HEADER_WITHIN = 10
"""Rows from the top among which the titles are looked for."""

_EMPTY = frozenset({"", "-", "--", "—", "/", "无"})
_DAY = re.compile(r"(\d{4})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})\s?日?(?:[ T](\d{1,2}):(\d{2})(?::\d{2})?)?")


@dataclass(frozen=True)
class Line:
    """A row of the file: its number, and what its cells say; an empty cell is not there."""

    row: int
    said: Mapping[str, Any]


def read(file: Path, texts: Texts) -> list[Line]:
    """Return the rows of the first sheet that has the titles. Raises ``Refused`` when there is none."""
    try:
        if file.stat().st_size > FILE_LIMIT:
            raise Refused("problem-file-large", limit=FILE_LIMIT >> 20)
        book = open_workbook(file)
    except UNREADABLE:
        raise Refused("problem-file-unreadable") from None
    known = {folded(said): column for said, column in titles(texts).items()}
    for sheet in book.worksheets:
        if isinstance(sheet, Worksheet) and (found := _header(sheet, known)):
            return list(_lines(sheet, *found))
    raise Refused("problem-file-titles")


def _header(sheet: Worksheet, known: Mapping[str, str]) -> tuple[int, dict[int, str]] | None:
    for at, row in enumerate(sheet.iter_rows(max_row=HEADER_WITHIN, values_only=True), start=1):
        columns = {
            place: known[folded(cleaned(cell))] for place, cell in enumerate(row) if folded(cleaned(cell)) in known
        }
        if "text" in columns.values() or {"number", "due"} <= set(columns.values()):
            return at, columns
    return None


def _lines(sheet: Worksheet, header: int, columns: Mapping[int, str]) -> Iterator[Line]:
    last = min(sheet.max_row, header + ROW_LIMIT)
    for at, row in enumerate(sheet.iter_rows(min_row=header + 1, max_row=last, values_only=True), start=header + 1):
        said = {column: row[place] for place, column in columns.items() if cleaned(row[place]) not in _EMPTY}
        if said:
            yield Line(at, said)


def words_of(value: object) -> str:
    """Return a cell's words with their lines, without blanks around them."""
    return "\n".join(part for part in (cleaned(line) for line in str(value).splitlines()) if part)


def time_of(value: object, zone: ZoneInfo, end: time) -> datetime | None:
    """Return the instant that a cell says; a day alone is the end of office hours. None for anything else."""
    if isinstance(value, datetime):
        at = value.time() if value.time() != time() else end
        return datetime.combine(value.date(), at, zone)
    if isinstance(value, date):
        return datetime.combine(value, end, zone)
    found = _DAY.fullmatch(cleaned(value))
    if found is None:
        return None
    try:
        day = date(int(found[1]), int(found[2]), int(found[3]))
        return datetime.combine(day, time(int(found[4]), int(found[5])) if found[4] else end, zone)
    except ValueError:
        return None
