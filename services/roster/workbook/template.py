"""Writing the roster workbook: empty for the operator, or filled by code (the demo township, tests)."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook as Book
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from services.core.labels import hyphened
from services.core.labels import name as label
from services.roster.workbook.columns import Column, Type
from services.roster.workbook.sheets import CHOICES, SHEETS, Sheet, column_title, sheet_title
from services.settings.township import Township
from texts import Words

Filling = Mapping[str, Sequence[Mapping[str, Any]]]
"""Sheet key -> rows -> column key -> what is written into the cell."""

Lists = Mapping[Type, str]
"""Type -> formula of its drop-down list."""

FIRST_ROW = 3
"""The first row to fill in; above it stand the titles and the keys."""
NOTES = 9
_STYLED_ROWS = 500
_FORMATS = {
    **dict.fromkeys((Type.CODE, Type.PHONE, Type.MOBILE, Type.TELEPHONE), "@"),
    Type.DATE: "yyyy-mm-dd",
    Type.TIME: "hh:mm",
}
_NEEDED = PatternFill("solid", fgColor="FFE699")
_TITLE = PatternFill("solid", fgColor="DDEBF7")
_GREY = Font(color="808080", italic=True, size=9)


def write_template(path: Path | str, settings: Township, words: Words, filling: Filling | None = None) -> None:
    """Write the workbook in one language: guide, sheets with drop-down lists, and rows where ``filling`` has some."""
    book = Book()
    guide = book.active
    if not isinstance(guide, Worksheet):
        raise TypeError("a new workbook has no sheet")
    _write_guide(guide, settings, words)
    choices, lists = _write_choices(book, settings, words)
    for sheet in SHEETS:
        _write_sheet(book, sheet, words, lists, (filling or {}).get(sheet.key, ()))
    book.move_sheet(choices, offset=len(SHEETS))
    book.active = 0
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    book.save(path)


def _write_choices(book: Book, settings: Township, words: Words) -> tuple[Worksheet, Lists]:
    """Write the hidden sheet that the drop-down lists read; return it, and the formula of each list.

    Excel allows 255 characters in a list written out.
    """
    sheet = book.create_sheet(words.plain("roster-choices"))
    sheet.sheet_state = "hidden"
    lines = [line.name.in_language(words.language) for line in settings.lines.values()]
    committees = [committee.name.in_language(words.language) for committee in settings.committees.values()]
    lists = {
        **{kind: [label(words, member).unescape() for member in CHOICES[kind]] for kind in CHOICES},
        Type.YES_NO: [words.plain("roster-yes"), words.plain("roster-no")],
        Type.LINE: lines,
        Type.LINES: [*committees, *lines],
    }
    for at, (kind, labels) in enumerate(lists.items(), start=1):
        for row, choice in enumerate(labels, start=1):
            sheet.cell(row, at, choice)
        letter, name = get_column_letter(at), f"choices_{kind.value}"
        place = f"'{sheet.title}'!${letter}$1:${letter}${len(labels)}"
        book.defined_names[name] = DefinedName(name, attr_text=place)
    return sheet, {kind: f"=choices_{kind.value}" for kind in lists}


def _write_guide(guide: Worksheet, settings: Township, words: Words) -> None:
    guide.title = words.plain("roster-guide")
    guide.append([words.plain("roster-title", town=settings.name.in_language(words.language))])
    guide["A1"].font = Font(bold=True, size=16)
    for note in range(1, NOTES + 1):
        guide.append([f"{note}. {words.plain(f'roster-note-{note}')}"])
        row = guide.max_row
        guide.merge_cells(start_row=row, end_row=row, start_column=1, end_column=4)
        guide.cell(row, 1).alignment = Alignment(wrap_text=True, vertical="top")
        guide.row_dimensions[row].height = 34
    guide.append([])
    guide.append([words.plain(f"roster-guide-{part}") for part in ("sheet", "column", "need", "help")])
    for cell in guide[guide.max_row]:
        cell.font, cell.fill = Font(bold=True), _TITLE
    for sheet in SHEETS:
        for column in sheet.columns:
            need = words.plain("roster-required" if column.required else "roster-optional")
            explanation = words.plain(f"roster-help-{hyphened(sheet.key)}-{hyphened(column.key)}")
            guide.append([sheet_title(words, sheet.key), column_title(words, sheet.key, column.key), need, explanation])
            guide.cell(guide.max_row, 4).alignment = Alignment(wrap_text=True, vertical="top")
    for letter, width in zip("ABCD", (14, 18, 10, 70), strict=True):
        guide.column_dimensions[letter].width = width


def _write_sheet(book: Book, sheet: Sheet, words: Words, lists: Lists, rows: Sequence[Mapping[str, Any]]) -> None:
    worksheet = book.create_sheet(sheet_title(words, sheet.key))
    last = max(_STYLED_ROWS, len(rows) + FIRST_ROW)
    for at, column in enumerate(sheet.columns, start=1):
        letter = get_column_letter(at)
        heading = worksheet.cell(1, at, column_title(words, sheet.key, column.key))
        heading.font, heading.fill = Font(bold=True), _NEEDED if column.required else _TITLE
        heading.alignment = Alignment(horizontal="center")
        worksheet.cell(2, at, column.key).font = _GREY
        worksheet.column_dimensions[letter].width = 26 if column.type in (Type.TEXT, Type.LINES, Type.ROLE) else 16
        if column.type in _FORMATS:
            worksheet.column_dimensions[letter].number_format = _FORMATS[column.type]
            for row in range(FIRST_ROW, last + 1):
                worksheet.cell(row, at).number_format = _FORMATS[column.type]
        _add_list(worksheet, column, lists, words, f"{letter}{FIRST_ROW}:{letter}{last}")
    for row, values in enumerate(rows, start=FIRST_ROW):
        for at, column in enumerate(sheet.columns, start=1):
            if values.get(column.key) is not None:
                cell = worksheet.cell(row, at, values[column.key])
                if isinstance(cell.value, str):
                    cell.data_type = "s"  # never a formula, whatever it begins with
    worksheet.freeze_panes = "A3"


def _add_list(worksheet: Worksheet, column: Column, lists: Lists, words: Words, where: str) -> None:
    """Give a column its drop-down list: a choice's labels, or the codes of the sheet it refers to."""
    if column.type in lists:
        formula, strict = lists[column.type], column.type is not Type.LINES
    elif column.refers is not None:
        formula, strict = f"='{sheet_title(words, column.refers)}'!$A${FIRST_ROW}:$A$2000", False
    else:
        return
    validation = DataValidation(type="list", formula1=formula, allow_blank=True, showErrorMessage=strict)
    validation.add(where)
    worksheet.add_data_validation(validation)
