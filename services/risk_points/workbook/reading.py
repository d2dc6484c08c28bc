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
from services.roster.workbook import tables
from services.roster.workbook.cells import Bad, Vocabulary, cleaned, folded
from services.roster.workbook.cells import read as read_cell
from services.roster.workbook.columns import Column
from services.roster.workbook.sheets import SHEETS, column_title, sheet_title
from services.settings.township import Township
from texts import Texts

ROW_LIMIT = 5000
SHEET = next(sheet for sheet in SHEETS if sheet.key == "risk_points")
COLUMNS: dict[str, Column] = {column.key: column for column in SHEET.columns if column.kept}


@dataclass(frozen=True)
class Line:
    """A row of the file: its number, the cells that say something, and the columns that cannot be read."""

    row: int
    said: Mapping[str, Any]
    bad: tuple[str, ...] = ()


def read(file: Path, settings: Township, texts: Texts) -> list[Line]:
    """Return the rows of the first sheet that has the titles. Raises ``Refused`` when there is none."""
    sheets = tables.sheets(tables.opened(file, ROW_LIMIT))
    known = {
        folded(said): key
        for key in COLUMNS
        for said in (column_title(texts[language], SHEET.key, key) for language in texts.languages)
    }
    vocabulary = Vocabulary(settings, texts)
    levels = _levels(texts)
    named = {folded(sheet_title(texts[language], SHEET.key)) for language in texts.languages}
    for sheet in sorted(sheets, key=lambda one: folded(one.title) not in named):
        found = tables.header(sheet, known, lambda there: {"name"} < {*there} or {"code"} < {*there})
        if found is not None:
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


def _lines(
    sheet: Worksheet,
    header: int,
    columns: Mapping[int, str],
    vocabulary: Vocabulary,
    levels: Mapping[str, Level],
) -> Iterator[Line]:
    for at, cells in tables.rows(sheet, header, columns, ROW_LIMIT):
        if all(folded(cleaned(value)) == folded(key) for key, value in cells.items()):
            continue  # the row of keys of the roster's sheet
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
