"""Read an Excel file with titles as people write them, and write the marked copy that goes back.

An empty cell is not there, so that it changes nothing.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from services.core.errors import Refused
from services.roster.workbook import marking, tables
from services.roster.workbook.cells import cleaned, folded
from services.roster.workbook.marking import Note
from services.roster.workbook.reader import HEADER_WITHIN
from services.roster.workbook.tables import Verdict
from texts import Texts, Words

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

ROW_LIMIT, COLUMN_LIMIT = 2_000, 60
SIZE_LIMIT = 4 * 1024 * 1024
"""Bytes of the file."""
FORMULA = "="
"""Words that stand for a cell with a formula or an error of Excel, whose value nobody has typed."""

_BRACKETED = re.compile(r"\(.*?\)|[.:]+$")


@dataclass(frozen=True)
class Line:
    """A row: its number, and the words of its cells by column."""

    row: int
    said: Mapping[str, str]


@dataclass(frozen=True)
class Judged(tables.Judged):
    """A row with its verdict, the reason as a text key, and what would be written."""

    why: str = ""
    column: str = ""
    """The column that is wrong."""
    into: int | None = None
    """The question that is changed, or the person who was there."""
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Table:
    """The rows of a file, and where their columns stand."""

    lines: list[Line]
    title: str
    """Of the worksheet."""
    letters: Mapping[str, str]
    """Of the columns."""


def titles(texts: Texts, columns: Collection[str]) -> dict[str, str]:
    """Return columns by every title that people give them."""
    return {
        _plain(said): column
        for column in columns
        for language in texts.languages
        for said in (column, *texts[language].plain(f"training-column-{column}").split("|"))
    }


def _plain(title: object) -> str:
    return _BRACKETED.sub("", folded(cleaned(title)))


def read(data: bytes, known: Mapping[str, str], needed: str) -> Table:
    """Return the rows of the first worksheet that has a column ``needed``. Raises ``Refused``; it blocks."""
    from openpyxl.utils import get_column_letter

    for sheet in tables.sheets(_open(data)):
        if found := _header(sheet, known, needed):
            header, columns = found
            letters = {column: get_column_letter(at) for at, column in columns.items()}
            return Table(list(_lines(sheet, header, columns)), sheet.title, letters)
    raise Refused(f"training-sheet-no-{needed}")


def _open(data: bytes) -> "Workbook":
    if len(data) > SIZE_LIMIT:
        raise Refused("register-rows-many", rows=ROW_LIMIT)
    with TemporaryDirectory() as folder:
        file = Path(folder) / "sheet.xlsx"
        file.write_bytes(data)
        book = tables.opened(file, ROW_LIMIT)
    if any(one.max_row > 10 * ROW_LIMIT for one in tables.sheets(book)):
        raise Refused("register-rows-many", rows=ROW_LIMIT)
    return book


def _header(sheet: "Worksheet", known: Mapping[str, str], needed: str) -> tuple[int, dict[int, str]] | None:
    for at, row in enumerate(_rows(sheet, 1, HEADER_WITHIN), start=1):
        columns: dict[int, str] = {}
        for place, cell in enumerate(row, start=1):
            column = known.get(_plain(cell.value))
            if column is not None and column not in columns.values():
                columns[place] = column
        if needed in columns.values():
            return at, columns
    return None


def _rows(sheet: "Worksheet", first: int, last: int) -> Iterator[tuple[Any, ...]]:
    return sheet.iter_rows(min_row=first, max_row=last, max_col=COLUMN_LIMIT)


def _lines(sheet: "Worksheet", header: int, columns: Mapping[int, str]) -> Iterator[Line]:
    if sheet.max_row - header > ROW_LIMIT:
        raise Refused("register-rows-many", rows=ROW_LIMIT)
    for at, row in enumerate(_rows(sheet, header + 1, sheet.max_row), start=header + 1):
        said = {}
        for place, column in columns.items():
            cell = row[place - 1]
            words = FORMULA if getattr(cell, "data_type", "") in ("f", "e") else _words(cell.value)
            if words:
                said[column] = words
        if said:
            yield Line(at, said)


def _words(value: object) -> str:
    """Return a cell's words with their lines."""
    if not isinstance(value, str):
        return cleaned(value)
    return "\n".join(part for part in map(cleaned, value.splitlines()) if part)


def marked(data: bytes, table: Table, judged: Sequence[Judged], words: Words) -> bytes | None:
    """Return a copy of the file with the reasons beside the rows that are not taken over; None without any."""
    notes = [
        Note(one.row, words.plain(one.why), cell=f"{letter}{one.row}" if letter else None)
        for one in judged
        if one.why and one.verdict in (Verdict.DOUBTFUL, Verdict.REFUSED)
        for letter in (table.letters.get(one.column),)
    ]
    if not notes:
        return None
    book = _open(data)
    sheet = next((one for one in tables.sheets(book) if one.title == table.title), None)
    if sheet is None:
        return None
    marking.mark(sheet, notes, words)
    return marking.saved(book)
