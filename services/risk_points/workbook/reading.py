"""Read a workbook of risk points: a row of titles in any language, then a row for each point.

The titles are those of the roster's sheet, so that its file is read as well.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl.worksheet.worksheet import Worksheet

from models.enums import Level
from services.core.errors import Refused
from services.roster.workbook.cells import Bad, Vocabulary, cleaned, folded
from services.roster.workbook.cells import read as read_cell
from services.roster.workbook.columns import Column
from services.roster.workbook.repair import UNREADABLE, open_workbook
from services.roster.workbook.sheets import SHEETS, column_title, sheet_title
from services.settings.township import Township
from texts import Texts

FILE_LIMIT = 8 * 1024 * 1024
"""Bytes."""
ROW_LIMIT = 5000
HEADER_WITHIN = 10
"""Rows from the top among which the titles are looked for."""
SHEET = next(sheet for sheet in SHEETS if sheet.key == "risk_points")
COLUMNS: dict[str, Column] = {column.key: column for column in SHEET.columns if column.kept}
_EMPTY = frozenset({"", "-", "--", "—", "/", "无"})


@dataclass(frozen=True)
class Line:
    """A row of the file: its number, the cells that say something, and the columns that cannot be read."""

    row: int
    said: Mapping[str, Any]
    bad: tuple[str, ...] = ()


def read(file: Path, settings: Township, texts: Texts) -> list[Line]:
    """Return the rows of the first sheet that has the titles. Raises ``Refused`` when there is none."""
    try:
        if file.stat().st_size > FILE_LIMIT:
            raise Refused("risk-file-large", limit=FILE_LIMIT >> 20)
        book = open_workbook(file)
    except UNREADABLE:
        raise Refused("risk-file-unreadable") from None
    known = {
        folded(said): key
        for key in COLUMNS
        for said in (column_title(texts[language], SHEET.key, key) for language in texts.languages)
    }
    vocabulary = Vocabulary(settings, texts)
    levels = _levels(texts)
    named = {folded(sheet_title(texts[language], SHEET.key)) for language in texts.languages}
    for sheet in sorted(book.worksheets, key=lambda one: folded(one.title) not in named):
        if isinstance(sheet, Worksheet) and (found := _header(sheet, known)):
            return list(_lines(sheet, *found, vocabulary, levels))
    raise Refused("risk-file-titles")


def _levels(texts: Texts) -> dict[str, Level]:
    """Return the levels by the words that lists have for them, beside their labels: by colour, by number."""
    spoken = [texts[language] for language in texts.languages]
    return {
        folded(said): level
        for level in Level
        for words in spoken
        for said in (
            words.plain(f"risk-level-{level.value}"),
            *words.plain(f"risk-words-level-{level.value}").split("、"),
        )
    }


def _header(sheet: Worksheet, known: Mapping[str, str]) -> tuple[int, dict[int, str]] | None:
    for at, row in enumerate(sheet.iter_rows(max_row=HEADER_WITHIN, values_only=True), start=1):
        columns = {place: known[said] for place, cell in enumerate(row) if (said := folded(cleaned(cell))) in known}
        if {"name"} < set(columns.values()) or {"code"} < set(columns.values()):
            return at, columns
    return None


def _lines(
    sheet: Worksheet,
    header: int,
    columns: Mapping[int, str],
    vocabulary: Vocabulary,
    levels: Mapping[str, Level],
) -> Iterator[Line]:
    last = min(sheet.max_row, header + ROW_LIMIT)
    for at, row in enumerate(sheet.iter_rows(min_row=header + 1, max_row=last, values_only=True), start=header + 1):
        cells = {key: row[place] for place, key in columns.items() if cleaned(row[place]) not in _EMPTY}
        if not cells or all(folded(cleaned(value)) == folded(key) for key, value in cells.items()):
            continue  # an empty row, or the row of keys of the roster's sheet
        said, bad = dict[str, Any](), list[str]()
        for key, value in cells.items():
            column = COLUMNS[key]
            found = cleaned(value) if column.refers else read_cell(value, column, vocabulary)
            if key == "level":
                found = levels.get(folded(cleaned(value)), found)
            if isinstance(found, Bad):
                bad.append(key)
            else:
                said[key] = found
        yield Line(at, said, tuple(bad))
