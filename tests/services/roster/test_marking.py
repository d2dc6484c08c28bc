"""The marked copy: the faults beside the cells, no value changed, and free of marks again once it is right."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from openpyxl import Workbook as Book
from openpyxl import load_workbook
from openpyxl.comments import Comment

from bot.demo.township import Demo
from services.roster.workbook.faults import RosterFault
from services.roster.workbook.marking import COLOUR, marked
from services.roster.workbook.reader import read_workbook
from services.roster.workbook.rows import Workbook
from services.roster.workbook.template import write_template
from services.settings.township import Township
from texts.bundle import load

CONFIG = Path(__file__).parents[3] / "config.yaml"
SETTINGS = Township.parse(yaml.safe_load(CONFIG.read_text(encoding="utf-8")))
WORDS = load()["zh_CN"]


@pytest.fixture
def spoilt(tmp_path: Path) -> Path:
    """A workbook with a fault in a number, a reference, a merged column and a sheet."""
    file = tmp_path / "roster.xlsx"
    write_template(file, SETTINGS, WORDS, Demo().filling(SETTINGS, WORDS))
    book = load_workbook(file)
    book["人员"]["A5"] = "1.38E+10"
    book["人员"]["A5"].comment = Comment("核实中", "李站长")
    book["网格"]["C3"] = "下湾村"
    book["网格"].merge_cells("C3:C4")
    book["农户"]["F3"] = "约三十"
    book["村社"]["B3"] = "=A1"
    book.save(file)
    return file


def faults_of(file: Path) -> list[RosterFault]:
    found = read_workbook(file, SETTINGS)
    return found if isinstance(found, list) else []


def copy_of(file: Path, faults: list[RosterFault]) -> Book:
    content = marked(file, faults, WORDS)
    assert content is not None
    return load_workbook(BytesIO(content))


def values(book: Book) -> Iterator[tuple[str, str, Any]]:
    for sheet in book.worksheets:
        heads = {cell.column for cell in sheet[1] if cell.value == "需修改"}
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None and cell.column not in heads:
                    yield sheet.title, cell.coordinate, cell.value


def column_of_marks(book: Book, sheet: str) -> dict[int, str]:
    heads = [cell.column for cell in book[sheet][1] if cell.value == "需修改"]
    assert len(heads) <= 1
    cells = (book[sheet].cell(row, column) for column in heads for row in range(2, 600))
    return {cell.row: str(cell.value) for cell in cells if cell.value}


def test_the_faults_stand_beside_the_cells_and_no_value_is_touched(spoilt: Path) -> None:
    faults = faults_of(spoilt)
    book = copy_of(spoilt, faults)
    assert list(values(book)) == list(values(load_workbook(spoilt)))
    phone = book["人员"]["A5"]
    assert phone.fill.fgColor.rgb == COLOUR
    assert phone.comment is not None
    assert phone.comment.text.startswith("核实中\n▶ 应为有效的手机号码"), "what somebody noted there stays"
    assert column_of_marks(book, "人员")[5].startswith("手机号：应为有效的手机号码。")
    assert set(column_of_marks(book, "网格")) == {3, 4}, "each row of what is merged"
    assert book["网格"]["C3"].comment is not None
    assert "准确的数" in column_of_marks(book, "农户")[3]
    assert book["村社"]["B3"].value == "=A1"
    assert not [cell for cell in book["单位"][1] if cell.value == "需修改"]


def test_the_copy_is_corrected_imported_and_marked_anew(spoilt: Path) -> None:
    first = spoilt.with_name("copy.xlsx")
    first.write_bytes(marked(spoilt, faults_of(spoilt), WORDS) or b"")
    assert faults_of(first) == faults_of(spoilt), "the marks are no faults"
    book = load_workbook(first)
    book["人员"]["A5"], book["网格"]["C3"], book["村社"]["B3"] = "138 0000 1003", "上湾村", "上湾村"
    book.save(first)
    again = copy_of(first, faults_of(first))
    assert again["农户"]["F3"].comment is not None
    kept = again["人员"]["A5"].comment
    assert kept is not None
    assert (kept.text, kept.author) == ("核实中", "李站长")
    assert again["人员"]["A5"].fill.fgColor.rgb != COLOUR
    assert column_of_marks(again, "人员") == {}
    assert 3 in column_of_marks(again, "农户")
    book["农户"]["F3"] = "30人"
    book.save(first)
    found = read_workbook(first, SETTINGS)
    assert isinstance(found, Workbook), [fault.expected(WORDS) for fault in found]


def test_faults_of_a_whole_sheet_stand_in_its_first_row(spoilt: Path) -> None:
    book = load_workbook(spoilt)
    book["人员"].delete_cols(2)
    book.save(spoilt)
    marks = copy_of(spoilt, faults_of(spoilt))["人员"]
    (head,) = [cell for cell in marks[1] if str(cell.value or "").startswith("需修改")]
    assert "姓名：应有这一栏" in str(marks.cell(2, head.column).value) + str(head.value)


def test_what_is_no_workbook_has_no_copy(tmp_path: Path) -> None:
    file = tmp_path / "x.xlsx"
    file.write_bytes(b"a,b")
    assert marked(file, faults_of(file), WORDS) is None
