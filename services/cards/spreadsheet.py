"""Cells of the Excel files the station gets: what somebody typed stays words, never a formula."""

import re
from decimal import Decimal
from typing import Any

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

LIMIT = 32_000
"""Characters of a cell; Excel takes 32,767."""
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_THIN = Side(style="thin")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)


def clean(text: str) -> str:
    """Return words without signs that Excel refuses, as long as a cell may be."""
    return _ILLEGAL.sub("", text)[:LIMIT]


def put(sheet: Worksheet, row: int, column: int, value: Any, *, boxed: bool = False) -> Cell:
    """Write a cell. Words stay words: what somebody typed never becomes a formula, here or where it is pasted."""
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
    cell.alignment = Alignment(wrap_text=boxed, vertical="top")
    if boxed:
        cell.border = _BOX
    return cell


def head(sheet: Worksheet, row: int, titles: list[str], widths: list[int] | None = None) -> None:
    """Write a row of titles, bold, and keep it in sight."""
    for column, title in enumerate(titles, start=1):
        put(sheet, row, column, title, boxed=True).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(column)].width = widths[column - 1] if widths else 16
    sheet.freeze_panes = f"A{row + 1}"
