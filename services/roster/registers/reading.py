"""Read the sheets of a register: a row of titles in any language, then a row for each thing.

An empty cell is not there. The titles are those of ``services.roster.workbook.sheets``.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from services.roster.workbook import tables
from services.roster.workbook.cells import Bad, Vocabulary, cleaned, folded
from services.roster.workbook.cells import read as read_cell
from services.roster.workbook.columns import Column
from services.roster.workbook.sheets import Sheet, column_title, sheet_title
from services.settings.township import Township
from texts import Texts

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet


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

    def known_by(self, there: Collection[str]) -> bool:
        """Whether these columns suffice to know the sheet."""
        return any(needed < {*there} for needed in self.needs)

    @property
    def columns(self) -> dict[str, Column]:
        """The columns by key."""
        return {column.key: column for column in self.sheet.columns if column.kept}


def read(file: Path, kinds: Sequence[Kind], settings: Township, texts: Texts) -> dict[str, list[Line]]:
    """Return the rows by sheet. Raises ``Refused`` for a file that cannot be read, or has none of the titles."""
    left = tables.sheets(tables.opened(file, max(kind.most for kind in kinds)))
    vocabulary = Vocabulary(settings, texts)
    found: dict[str, list[Line]] = {}
    for kind in kinds:
        titles = _titles(kind, texts)
        named = {folded(sheet_title(texts[language], kind.sheet.key)) for language in texts.languages}
        for sheet in sorted(left, key=lambda one: folded(one.title) not in named):
            header = tables.header(sheet, titles, kind.known_by)
            if header is not None:
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


def _lines(
    sheet: "Worksheet", header: int, columns: Mapping[int, str], kind: Kind, vocabulary: Vocabulary
) -> Iterator[Line]:
    known = kind.columns
    for at, cells in tables.rows(sheet, header, columns, kind.most):
        if all(folded(cleaned(value)) == folded(key) for key, value in cells.items()):
            continue  # the row of keys of the roster's sheet
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
