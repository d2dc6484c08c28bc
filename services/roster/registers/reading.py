"""Read the sheets of a register: a row of titles in any language, then a row for each thing.

An empty cell is not there. The titles are those of ``services.roster.workbook.sheets``.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl.worksheet.worksheet import Worksheet

from services.core.errors import Refused
from services.roster.workbook.cells import Bad, Vocabulary, cleaned, folded
from services.roster.workbook.cells import read as read_cell
from services.roster.workbook.columns import Column
from services.roster.workbook.repair import UNREADABLE, open_workbook
from services.roster.workbook.sheets import Sheet, column_title, sheet_title
from services.settings.township import Township
from texts import Texts

FILE_LIMIT = 8 * 1024 * 1024
"""Bytes."""
HEADER_WITHIN = 10
"""Rows from the top among which the titles are looked for."""
EMPTY = frozenset({"", "-", "--", "—", "/", "无"})


@dataclass(frozen=True)
class Line:
    """A row of the file: its number, the cells that say something, and the columns that cannot be read."""

    row: int
    said: Mapping[str, Any]
    bad: tuple[str, ...] = ()


@dataclass(frozen=True)
class Kind:
    """A sheet of a register: it is known by its title, else by one of the sets of titles that it needs."""

    sheet: Sheet
    needs: tuple[frozenset[str], ...]
    most: int
    """Rows that are read."""
    words: Mapping[str, Mapping[str, Any]]
    """By column: what its folded words mean, beside the labels of its type."""
    raw: Collection[str] = ()
    """Columns that the area reads itself: the cell as it is."""

    @property
    def columns(self) -> dict[str, Column]:
        """The columns by key."""
        return {column.key: column for column in self.sheet.columns if column.kept}


def read(file: Path, kinds: Sequence[Kind], settings: Township, texts: Texts) -> dict[str, list[Line]]:
    """Return the rows by sheet. Raises ``Refused`` for a file that cannot be read, or has none of the titles."""
    try:
        if file.stat().st_size > FILE_LIMIT:
            raise Refused("register-file-large", limit=FILE_LIMIT >> 20)
        book = open_workbook(file)
    except UNREADABLE:
        raise Refused("register-file-unreadable") from None
    vocabulary = Vocabulary(settings, texts)
    left = [one for one in book.worksheets if isinstance(one, Worksheet)]
    found: dict[str, list[Line]] = {}
    for kind in kinds:
        titles = _titles(kind, texts)
        named = {folded(sheet_title(texts[language], kind.sheet.key)) for language in texts.languages}
        for sheet in sorted(left, key=lambda one: folded(one.title) not in named):
            if header := _header(sheet, titles, kind):
                found[kind.sheet.key] = list(_lines(sheet, *header, kind, vocabulary))
                left.remove(sheet)
                break
    return found


def _titles(kind: Kind, texts: Texts) -> dict[str, str]:
    return {
        folded(said): key
        for key in kind.columns
        for said in (column_title(texts[language], kind.sheet.key, key) for language in texts.languages)
    }


def _header(sheet: Worksheet, titles: Mapping[str, str], kind: Kind) -> tuple[int, dict[int, str]] | None:
    for at, row in enumerate(sheet.iter_rows(max_row=HEADER_WITHIN, values_only=True), start=1):
        columns = {place: titles[said] for place, cell in enumerate(row) if (said := folded(cleaned(cell))) in titles}
        if any(needed < set(columns.values()) for needed in kind.needs):
            return at, columns
    return None


def _lines(
    sheet: Worksheet, header: int, columns: Mapping[int, str], kind: Kind, vocabulary: Vocabulary
) -> Iterator[Line]:
    last, known = min(sheet.max_row, header + kind.most), kind.columns
    for at, row in enumerate(sheet.iter_rows(min_row=header + 1, max_row=last, values_only=True), start=header + 1):
        cells = {key: row[place] for place, key in columns.items() if cleaned(row[place]) not in EMPTY}
        if not cells or all(folded(cleaned(value)) == folded(key) for key, value in cells.items()):
            continue  # an empty row, or the row of keys of the roster's sheet
        said, bad = dict[str, Any](), list[str]()
        for key, value in cells.items():
            found = value if key in kind.raw else _value(value, known[key], kind, vocabulary)
            if isinstance(found, Bad):
                bad.append(key)
            else:
                said[key] = found
        yield Line(at, said, tuple(bad))


def _value(value: Any, column: Column, kind: Kind, vocabulary: Vocabulary) -> Any:
    if column.refers:
        return cleaned(value)
    found = read_cell(value, column, vocabulary)
    return kind.words.get(column.key, {}).get(folded(cleaned(value)), found)
