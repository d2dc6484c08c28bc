"""Reading the roster workbook: Excel in, rows or every fault out. Made for files that people have edited for years."""

import hashlib
import re
import zipfile
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from services.roster.workbook import checks
from services.roster.workbook.cells import Bad, Vocabulary, cleaned, folded, read
from services.roster.workbook.columns import Column
from services.roster.workbook.faults import RosterFault
from services.roster.workbook.repair import UNREADABLE, open_workbook
from services.roster.workbook.rows import Row, Workbook
from services.roster.workbook.sheets import ROW_LIMIT, SHEETS, Sheet, column_title, sheet_title
from services.settings.township import Township
from texts import Texts
from texts.bundle import load

if TYPE_CHECKING:
    from openpyxl import Workbook as Book
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

FILE_LIMIT = 32 * 1024 * 1024
"""Bytes of the file as it is."""
UNPACKED_LIMIT = 256 * 1024 * 1024
"""Bytes of its parts unpacked: a small file may hide a huge one."""
CELL_LIMIT = 1_000_000
"""Cells in all sheets, empty formatted ones included."""
HEADER_WITHIN = 10
"""Rows from the top among which the titles are looked for."""

_CELL = re.compile(rb"<(?:\w+:)?c[ >/]")


def read_workbook(path: Path | str, settings: Township, texts: Texts | None = None) -> Workbook | list[RosterFault]:
    """Return the workbook's rows, or all of its faults at once. Nothing is looked up in the database."""
    words = texts or load()
    file = Path(path)
    if fault := unfit(file):
        return [fault]
    try:
        book = open_workbook(file)
    except UNREADABLE as error:
        return [_file_fault("not-excel", type(error).__name__)]
    parts: dict[str, Any] = {}
    keys: dict[str, set[str]] = {}
    faults: list[RosterFault] = []
    vocabulary = Vocabulary(settings, words)
    places: dict[str, dict[str, str]] = {}
    for sheet in SHEETS:
        worksheet, *more = worksheets_of(book, sheet, words) or (None,)
        faults += [RosterFault(sheet.key, None, None, cleaned(one.title), "sheet-twice") for one in more]
        if worksheet is not None:
            reader = _SheetReader(sheet, worksheet, vocabulary, words, book.epoch)
            parts[sheet.key] = tuple(reader.read())
            keys[sheet.key], places[sheet.key] = reader.keys, reader.places
            faults += reader.faults
        elif sheet.required:
            faults.append(RosterFault(sheet.key, None, None, "", "sheet-missing"))
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    workbook = Workbook(**parts, digest=digest, zone=settings.zone, places=places)
    faults += checks.faults(workbook, keys)
    order = {sheet.key: at for at, sheet in enumerate(SHEETS)}
    faults.sort(key=lambda fault: (order.get(fault.sheet or "", -1), fault.row or 0))
    return [fault.placed(places) for fault in faults] or workbook


def worksheets_of(book: "Book", sheet: Sheet, texts: Texts) -> "list[Worksheet]":
    """Return the worksheets that have the title of a sheet, in whichever language."""
    from openpyxl.worksheet.worksheet import Worksheet

    names = {folded(name) for name in (sheet.key, *(sheet_title(texts[each], sheet.key) for each in texts.languages))}
    return [found for found in book.worksheets if isinstance(found, Worksheet) and folded(found.title) in names]


def _file_fault(key: str, value: str, **arguments: Any) -> RosterFault:
    return RosterFault(None, None, None, value, key, tuple(arguments.items()))


def unfit(file: Path) -> RosterFault | None:
    """Return why a file must not be opened: it is none, not a workbook, or too large to be a roster."""
    if not file.is_file():
        return _file_fault("no-file", str(file))
    if file.stat().st_size > FILE_LIMIT:
        return _file_fault("file-large", f"{file.stat().st_size >> 20} MB", limit=FILE_LIMIT >> 20)
    try:
        with zipfile.ZipFile(file) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
            if unpacked > UNPACKED_LIMIT:
                return _file_fault("file-large", f"{unpacked >> 20} MB", limit=UNPACKED_LIMIT >> 20)
            cells = 0
            for part in archive.namelist():
                if part.startswith("xl/worksheets/") and part.endswith(".xml"):
                    cells += _cells(archive, part)
            if cells > CELL_LIMIT:
                return _file_fault("too-many-cells", f"{cells}", limit=CELL_LIMIT)
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError) as error:
        return _file_fault("not-excel", type(error).__name__)
    return None


def _cells(archive: zipfile.ZipFile, part: str) -> int:
    count, tail = 0, b""
    with archive.open(part) as stream:
        while chunk := stream.read(1 << 20):
            text = tail + chunk
            cut = max(text.rfind(b"<"), 0)  # a tag that the chunk splits is counted with the next one
            count, tail = count + len(_CELL.findall(text[:cut])), text[cut:]
    return count + len(_CELL.findall(tail))


class _SheetReader:
    """Reads one sheet; faults are collected, never raised."""

    def __init__(
        self, sheet: Sheet, worksheet: "Worksheet", vocabulary: Vocabulary, texts: Texts, epoch: datetime
    ) -> None:
        self.sheet = sheet
        self.epoch = epoch
        self.places: dict[str, str] = {}
        self.ignored = {folded(texts[each].plain("roster-marked")) for each in texts.languages}
        self.worksheet = worksheet
        self.vocabulary = vocabulary
        self.faults: list[RosterFault] = []
        self.keys: set[str] = set()
        self.titles = {
            folded(title): column
            for column in sheet.columns
            for title in (column.key, *(column_title(texts[each], sheet.key, column.key) for each in texts.languages))
        }

    def read(self) -> list[Row]:
        """Return the rows that could be read; ``faults`` then has the faults, ``keys`` the key of every row."""
        from openpyxl.utils import get_column_letter

        rows: list[Row] = []
        by_row = self._cells_by_row()
        columns, header_ends = self._header(by_row)
        if not columns:
            self._add(None, None, "", "header-missing")
            return rows
        for column in self.sheet.columns:
            if column.required and column not in columns.values():
                self._add(header_ends, column, "", "column-missing")
        self.places = {column.key: get_column_letter(at) for at, column in columns.items()}
        self._fill_down(by_row, columns, header_ends)
        kept = {at: column for at, column in columns.items() if column.kept}
        filled = [
            at
            for at, cells in by_row.items()
            if at > header_ends and any(cleaned(cells[where].value) for where in cells.keys() & kept)
        ]
        for count, at in enumerate(filled, start=1):
            if count > ROW_LIMIT:
                self._add(at, None, "", "too-many-rows", limit=ROW_LIMIT)
                break
            if (row := self._row(at, by_row[at], kept)) is not None:
                rows.append(row)
        return rows

    def _cells_by_row(self) -> dict[int, dict[int, "Cell"]]:
        """Return the cells that are there; asking openpyxl row by row would create those that are not."""
        from openpyxl.cell.cell import Cell

        found: dict[int, dict[int, Cell]] = {}
        stored: dict[tuple[int, int], Any] = self.worksheet._cells
        for (at, column), cell in sorted(stored.items()):
            if isinstance(cell, Cell) and cell.value is not None:
                found.setdefault(at, {})[column] = cell
        return found

    def _fill_down(self, by_row: dict[int, dict[int, "Cell"]], columns: dict[int, Column], header_ends: int) -> None:
        """Give each row of cells merged down a column what they show. Cells merged across columns are a fault."""
        for merged in self.worksheet.merged_cells.ranges:
            covered = [at for at in columns if merged.min_col <= at <= merged.max_col]
            if merged.max_row <= header_ends or not covered:
                continue
            shown = by_row.get(merged.min_row, {}).get(merged.min_col)
            if len(covered) > 1 or covered[0] != merged.min_col or merged.min_row <= header_ends:
                self._add(merged.min_row, None, str(merged.coord), "merged")
            elif shown is not None:
                for at in range(merged.min_row + 1, merged.max_row + 1):
                    if by_row.get(at):  # a row that has nothing else is none
                        by_row[at][merged.min_col] = shown

    def _header(self, by_row: dict[int, dict[int, "Cell"]]) -> tuple[dict[int, Column], int]:
        """Return which column stands where, and the last row of titles (the Chinese row, the row of keys, or both)."""
        columns: dict[int, Column] = {}
        ends = 0
        for at, cells in by_row.items():
            if at > HEADER_WITHIN:
                break
            titles = {where: folded(cleaned(cell.value)) for where, cell in cells.items()}
            known = {where: self.titles[title] for where, title in titles.items() if title in self.titles}
            if len(known) < 2:
                if columns:
                    break
                continue
            ends = at
            for where, title in titles.items():
                column = known.get(where)
                if title in self.ignored:
                    continue
                if column is None and title and where not in columns:
                    self._add(at, None, cleaned(cells[where].value), "column-unknown")
                elif column is not None and column in columns.values() and columns.get(where) is not column:
                    self._add(at, column, cleaned(cells[where].value), "column-twice")
                elif column is not None:
                    columns[where] = column
        return columns, ends

    def _row(self, at: int, cells: dict[int, "Cell"], columns: dict[int, Column]) -> Row | None:
        values: dict[str, Any] = {}
        several: list[tuple[Column, Bad, str]] = []
        sound = True
        for where, column in columns.items():
            cell = cells.get(where)
            value = cell.value if cell is not None else None
            if cell is not None and cell.data_type in ("f", "e"):
                found: Any = Bad("formula" if cell.data_type == "f" else "excel-error")
            else:
                found = read(value, column, self.vocabulary, self.epoch)
            if isinstance(found, Bad) and found.key == "several":
                several.append((column, found, cleaned(value)))
                continue
            if isinstance(found, Bad):
                self._add(at, column, cleaned(value), found.key, **dict(found.arguments))
                sound = False
            elif found is not None:
                values[column.key] = found
        for column, found, text in several:
            if (one := self.vocabulary.only(column.refers or "", text, values)) is None:
                self._add(at, column, text, found.key, **dict(found.arguments))
                sound = False
            else:
                values[column.key] = one
        if self.sheet.key_column in values:
            self.keys.add(values[self.sheet.key_column])
            self.vocabulary.know(self.sheet.key, values)
        required = (column.key for column in self.sheet.columns if column.required)
        return self.sheet.row(at=at, **values) if sound and all(key in values for key in required) else None

    def _add(self, at: int | None, column: Column | None, value: str, key: str, **arguments: Any) -> None:
        shown = value if len(value) <= 60 else f"{value[:59]}…"
        place = (self.sheet.key, at, column.key if column else None)
        self.faults.append(RosterFault(*place, shown, key, tuple(arguments.items())))
