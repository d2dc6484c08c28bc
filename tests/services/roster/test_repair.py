"""Workbooks that Excel opens are read: their values matter, the decoration does not."""

import re
import warnings
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from services.roster.workbook.repair import UNREADABLE, open_workbook

Change = Callable[[bytes], bytes]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["姓名", "手机号", "日期"])
    sheet.append(["王小明", 13800001001, date(2026, 6, 1)])
    book.save(tmp_path / "roster.xlsx")
    return tmp_path / "roster.xlsx"


def damage(file: Path, part: str, change: Change) -> None:
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    before = parts[part]
    parts[part] = change(before)
    assert parts[part] != before
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


SHEET, STYLES = "xl/worksheets/sheet1.xml", "xl/styles.xml"


@pytest.mark.parametrize(
    ("part", "change"),
    [
        (STYLES, lambda text: re.sub(rb"<fill>.*?</fill>", b"<fill><nonsense/></fill>", text, count=1)),
        (STYLES, lambda text: text.replace(b"<fills", b"<fills><fill/></fills><fills", 1)),
        (STYLES, lambda text: re.sub(rb"<fonts.*</fonts>", b"", text)),
        (SHEET, lambda text: text.replace(b'<c r="A2"', b'<c s="999" r="A2"')),
        (SHEET, lambda text: text.replace(b"</sheetData>", b'</sheetData><conditionalFormatting sqref="A1"><cfRule '
            b'type="cellIs" dxfId="77" priority="x"/></conditionalFormatting>')),
        (SHEET, lambda text: text.replace(b"</sheetData>", b'</sheetData><drawing r:id="rId99" xmlns:r="http://x"/>')),
    ],
)  # fmt: skip
def test_values_and_dates_are_read_whatever_the_decoration(file: Path, part: str, change: Change) -> None:
    damage(file, part, change)
    sheet = open_workbook(file).active
    assert sheet is not None
    assert [str(cell.value) for cell in sheet[2]] == ["王小明", "13800001001", "2026-06-01 00:00:00"]


def test_a_text_that_is_not_there_is_an_empty_cell(file: Path) -> None:
    damage(file, SHEET, lambda text: re.sub(rb'<c r="A2".*?</c>', b'<c r="A2" t="s"><v>4711</v></c>', text))
    sheet = open_workbook(file).active
    assert sheet is not None
    assert [str(cell.value) for cell in sheet[2]] == ["None", "13800001001", "2026-06-01 00:00:00"]


def test_no_warning_of_the_library_is_shown(file: Path) -> None:
    damage(file, SHEET, lambda text: text.replace(b"</sheetData>", b'</sheetData><extLst><ext uri="x"/></extLst>'))
    with warnings.catch_warnings(record=True) as shown:
        warnings.simplefilter("always")
        open_workbook(file)
    assert shown == []


@pytest.mark.parametrize("tag", [b"<drawing>", b"<drawing ", b"<extLst", b'<c t="s" ', b"<c ", b"<row"])
def test_a_hostile_part_is_read_once_through_and_refused(file: Path, tag: bytes) -> None:
    damage(file, SHEET, lambda text: text.replace(b"</sheetData>", tag * 100_000))  # beyond any patience if it is not
    with pytest.raises(UNREADABLE):
        open_workbook(file)
