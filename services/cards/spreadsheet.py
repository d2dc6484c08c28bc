"""Cells of the Excel files the station gets: what somebody typed stays words, never a formula."""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell
    from openpyxl.styles import Alignment, Border
    from openpyxl.worksheet.worksheet import Worksheet


LIMIT = 32_000
"""Characters of a cell; Excel takes 32,767."""
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def clean(text: str) -> str:
    """Return words without signs that Excel refuses, as long as a cell may be."""
    return _ILLEGAL.sub("", text)[:LIMIT]


def put(sheet: "Worksheet", row: int, column: int, value: Any, *, boxed: bool = False) -> "Cell":
    """Write a cell. Words stay words: what somebody typed never becomes a formula, here or where it is pasted."""
    from openpyxl.cell import Cell

    cell = sheet.cell(row, column)
    if not isinstance(cell, Cell):
        raise TypeError("no cells of these sheets are merged")
    if isinstance(value, str):
        cell.value = clean(value)
        cell.data_type = "s"
        cell.quotePrefix = True
    else:
        cell.value = value
        if isinstance(value, Decimal):
            cell.number_format = "0.00"
    cell.alignment, border = _style(boxed)
    if border is not None:
        cell.border = border
    return cell


@cache
def _style(boxed: bool) -> "tuple[Alignment, Border | None]":
    """Return alignment and border of a cell. To make them for each cell takes three quarters of the time of a sheet."""
    from openpyxl.styles import Alignment, Border, Side

    thin = Side(style="thin")
    return Alignment(wrap_text=boxed, vertical="top"), Border(thin, thin, thin, thin) if boxed else None


def head(sheet: "Worksheet", row: int, titles: list[str], widths: list[int] | None = None) -> None:
    """Write a row of titles, bold, and keep it in sight."""
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    for column, title in enumerate(titles, start=1):
        put(sheet, row, column, title, boxed=True).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(column)].width = widths[column - 1] if widths else 16
    sheet.freeze_panes = f"A{row + 1}"


def new_book(title: str, headline: str = "") -> "tuple[Workbook, Worksheet]":
    """Return a workbook with one sheet, and that sheet."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    return book, add_sheet(book, title, headline)


def add_sheet(book: "Workbook", title: str, headline: str = "") -> "Worksheet":
    """Return a new sheet, with a headline where one is given."""
    sheet: Worksheet = book.create_sheet(title)
    if headline:
        from openpyxl.styles import Font

        put(sheet, 1, 1, headline).font = Font(bold=True, size=14)
    return sheet


def table(
    sheet: "Worksheet", row: int, titles: list[str], rows: Iterable[Sequence[Any]], widths: list[int] | None = None
) -> None:
    """Write a row of titles, and the rows below it."""
    head(sheet, row, titles, widths)
    for below, values in enumerate(rows, start=row + 1):
        for column, value in enumerate(values, start=1):
            put(sheet, below, column, value, boxed=True)


def pairs(sheet: "Worksheet", row: int, said: Iterable[tuple[str, Any]], widths: tuple[int, int]) -> None:
    """Write a title and its value in each row."""
    from openpyxl.styles import Font

    for at, (title, value) in enumerate(said, start=row):
        put(sheet, at, 1, title, boxed=True).font = Font(bold=True)
        put(sheet, at, 2, value, boxed=True)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = widths


def saved(book: "Workbook") -> bytes:
    """Return the content of the file."""
    content = BytesIO()
    book.save(content)
    return content.getvalue()
