"""A copy of a roster workbook with its faults beside the cells: colour, comment, and a column that says what to do.

No value is changed. The copy can be corrected and imported: the reader takes no notice of the marks, and the next copy
begins without them.
"""

import re
import warnings
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from services.roster.workbook.cells import folded
from services.roster.workbook.faults import RosterFault
from services.roster.workbook.reader import HEADER_WITHIN, worksheets_of
from services.roster.workbook.repair import UNREADABLE, open_workbook
from services.roster.workbook.sheets import SHEETS, column_title
from texts import Words
from texts.bundle import load

if TYPE_CHECKING:
    from openpyxl import Workbook as Book
    from openpyxl.styles import PatternFill
    from openpyxl.worksheet.worksheet import Worksheet

AUTHOR, SIGN = "Bihuan", "▶ "
"""Of our comments. By the sign the next copy knows them, also below what somebody had noted there."""
COLOUR = "FFFFC7CE"
_OURS = re.compile(f"^{SIGN}", re.MULTILINE)
WIDTH = 60


@dataclass(frozen=True)
class Note:
    """Words about a row, and about one of its cells (``D7``), whose column has a title."""

    row: int
    said: str
    title: str = ""
    cell: str | None = None


def marked(file: Path, faults: Sequence[RosterFault], words: Words) -> bytes | None:
    """Return the marked copy; None when the file cannot be opened, or no fault has a place in it."""
    try:
        book = open_workbook(file)
    except UNREADABLE:
        return None
    texts, found = load(), False
    by_sheet: dict[str | None, list[RosterFault]] = defaultdict(list)
    for fault in faults:
        by_sheet[fault.sheet].append(fault)
    for sheet in SHEETS:
        for at, worksheet in enumerate(worksheets_of(book, sheet, texts)):
            notes = [_note(fault, words) for fault in by_sheet[sheet.key]] if at == 0 else []
            mark(worksheet, notes, words)
            found = found or bool(notes)
    return saved(book) if found else None


def _note(fault: RosterFault, words: Words) -> Note:
    said = words.plain("roster-marked-cell", expected=fault.expected(words), mend=fault.mend(words))
    title = column_title(words, fault.sheet or "", fault.column) if fault.column else ""
    return Note(fault.row or 1, said, title, fault.cell)


def mark(worksheet: "Worksheet", notes: Sequence[Note], words: Words) -> None:
    """Take the marks of an earlier copy away, and write these notes."""
    column = _without_marks(worksheet)
    if notes:
        _mark(worksheet, column, notes, words)


def _without_marks(worksheet: "Worksheet") -> int:
    """Take the marks of an earlier copy away; return the column for the new ones."""
    from openpyxl.cell.cell import MergedCell
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    texts = load()
    titles = {folded(texts[each].plain("roster-marked")) for each in texts.languages}
    column = worksheet.max_column + 1
    for row in worksheet.iter_rows():
        for cell in row:
            if isinstance(cell, MergedCell):
                continue
            if cell.comment is not None and (ours := _OURS.search(cell.comment.text)):
                theirs = cell.comment.text[: ours.start()].rstrip()
                cell.comment = Comment(theirs, cell.comment.author) if theirs else None
                if cell.fill.fgColor.rgb == COLOUR:
                    cell.fill = PatternFill()
            if cell.row <= HEADER_WITHIN and isinstance(cell.value, str) and folded(cell.value) in titles:
                column = min(column, cell.column)
    for at in range(1, worksheet.max_row + 1 if column <= worksheet.max_column else 1):
        worksheet.cell(at, column).value = None
    return column


def _mark(worksheet: "Worksheet", column: int, notes: Sequence[Note], words: Words) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    by_row: dict[int, list[str]] = defaultdict(list)
    by_cell: dict[str, list[str]] = defaultdict(list)
    for note in notes:
        line = words.plain("roster-marked-line", column=note.title, said=note.said) if note.title else note.said
        by_row[note.row].append(line)
        if note.cell is not None:
            by_cell[note.cell].append(note.said)
    for place, said_there in by_cell.items():
        _comment(worksheet, place, "\n".join(said_there))
    heading = worksheet.cell(1, column)
    heading.value, heading.font = words.plain("roster-marked"), Font(bold=True)
    worksheet.column_dimensions[get_column_letter(column)].width = WIDTH
    for row, lines in by_row.items():
        cell: Any = worksheet.cell(row, column)
        before = [cell.value] if cell.value else []
        cell.value = "\n".join((*before, *lines))
        cell.data_type = "s"
        cell.alignment, cell.fill = Alignment(wrap_text=True, vertical="top"), _faulty()


def _comment(worksheet: "Worksheet", place: str, said: str) -> None:
    """Colour a cell and add to its comment; of merged cells the first one shows both."""
    from openpyxl.cell.cell import MergedCell
    from openpyxl.comments import Comment

    cell: Any = worksheet[place]
    if isinstance(cell, MergedCell):
        merged = next(area for area in worksheet.merged_cells.ranges if place in area)
        cell = worksheet.cell(merged.min_row, merged.min_col)
    before, author = (f"{cell.comment.text}\n", cell.comment.author) if cell.comment is not None else ("", AUTHOR)
    cell.comment, cell.fill = Comment(f"{before}{SIGN}{said}", author, height=120, width=360), _faulty()


def _faulty() -> "PatternFill":
    from openpyxl.styles import PatternFill

    return PatternFill("solid", fgColor=COLOUR)


def saved(book: "Book") -> bytes:
    """Return the content of the workbook."""
    content = BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book.save(content)
    return content.getvalue()
