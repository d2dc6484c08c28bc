"""The roster as people write it: names for codes, counts, days and hours in every form, merged cells, titles above."""

from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
import yaml
from openpyxl import Workbook as Book
from openpyxl import load_workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

from bot.demo.township import Demo
from services.roster.workbook.cells import Bad, Vocabulary, read
from services.roster.workbook.columns import Column, Type
from services.roster.workbook.faults import RosterFault
from services.roster.workbook.reader import read_workbook
from services.roster.workbook.rows import Workbook
from services.roster.workbook.template import write_template
from services.settings.township import Township
from texts.bundle import load

CONFIG = Path(__file__).parents[3] / "config.yaml"
SETTINGS = Township.parse(yaml.safe_load(CONFIG.read_text(encoding="utf-8")))
WORDS = load()["zh_CN"]
VOCABULARY = Vocabulary(SETTINGS, load())

Spoil = Callable[[Book], None]
Read = Callable[[Spoil], Workbook | list[RosterFault]]


@pytest.fixture(scope="module")
def demo_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("roster") / "demo.xlsx"
    filling = dict(Demo().filling(SETTINGS, WORDS))
    filling["duty"] = [
        {"date": date(2026, 3, day), "start": time(8), "end": time(20), "phone": "138 0000 1003", "kind": "带班领导"}
        for day in range(1, 9)
    ]
    write_template(file, SETTINGS, WORDS, filling)
    return file


@pytest.fixture
def written(demo_file: Path, tmp_path: Path) -> Read:
    """Write something else into the demo's workbook, and read it."""

    def reading(change: Spoil) -> Workbook | list[RosterFault]:
        book = load_workbook(demo_file)
        change(book)
        book.save(tmp_path / "written.xlsx")
        return read_workbook(tmp_path / "written.xlsx", SETTINGS)

    return reading


def put(book: Book, sheet: str, row: int, **values: Any) -> None:
    worksheet = book[sheet]
    columns = {cell.value: cell.column for cell in worksheet[2]}
    for key, value in values.items():
        worksheet.cell(row, columns[key]).value = value


def read_whole(found: Workbook | list[RosterFault]) -> Workbook:
    assert isinstance(found, Workbook), [(fault.where(WORDS), fault.value, fault.expected(WORDS)) for fault in found]
    return found


def said(value: object, kind: Type) -> Any:
    return read(value, Column(kind), VOCABULARY)


def test_names_stand_for_codes(demo_file: Path, written: Read) -> None:
    before = read_whole(read_workbook(demo_file, SETTINGS))

    def by_names(book: Book) -> None:
        put(book, "网格", 3, village="上湾村")
        put(book, "网格", 4, village=" 上 湾 村 ")
        put(book, "突击队", 3, village="上湾村")
        put(book, "风险点", 3, village="上湾村", grid="上湾村第一网格", unit="自然资源所")
        put(book, "风险点", 4, grid="第二网格")  # of its own village
        put(book, "农户", 3, grid="上湾村第一网格")
        put(book, "值班表", 3, phone="高德明")
        sheet = book["职务"]
        columns = {cell.value: cell.column for cell in sheet[2]}
        for row in range(3, 500):
            if sheet.cell(row, columns["unit"]).value == "social-governance":
                sheet.cell(row, columns["unit"]).value = "社治办" if row % 2 else "社会治理办公室"
            if sheet.cell(row, columns["squad"]).value == "TJ-SW":
                sheet.cell(row, columns["squad"]).value = "上湾村应急突击队"

    after = read_whole(written(by_names))
    for part in ("grids", "squads", "posts", "risk_points", "households", "duty"):
        assert getattr(after, part) == getattr(before, part), part


def test_a_name_that_several_have_is_asked_back_and_none_is_guessed(written: Read) -> None:
    found = written(lambda book: put(book, "农户", 3, grid="第一网格"))
    assert isinstance(found, list)
    (fault,) = found
    assert (fault.where(WORDS), fault.key) == ("《农户》第 3 行“网格编码”（B3）", "several")
    assert "SW-01、" in fault.expected(WORDS)


def test_a_name_that_nobody_has_is_a_fault_of_the_reference(written: Read) -> None:
    found = written(lambda book: put(book, "网格", 3, village="下湾村"))
    assert isinstance(found, list)
    assert [(fault.row, fault.column, fault.key) for fault in found if fault.sheet == "grids"] == [
        (3, "village", "reference")
    ]


@pytest.mark.parametrize(
    ("value", "count"),
    [
        ("30人", 30),
        ("３０ 人", 30),
        ("三十", 30),
        ("两百五", 250),
        ("1,200", 1200),
        ("30.0", 30),
        (30.0, 30),
        ("4户", 4),
        ("零", 0),
    ],
)
def test_a_count_however_it_is_written(value: object, count: int) -> None:
    assert said(value, Type.COUNT) == count


@pytest.mark.parametrize(
    "value", ["约30", "30多人", "30-40", "三四十", "十几", "1e3", "1.38E+10", "30.5", -1, "人", "1,20"]
)
def test_a_count_that_is_not_exact_is_refused(value: object) -> None:
    assert said(value, Type.COUNT) == Bad("count")


@pytest.mark.parametrize(
    "value",
    [
        datetime(2026, 3, 1),  # noqa: DTZ001 - as Excel has it
        date(2026, 3, 1),
        46082,
        46082.0,
        "2026年3月1日",
        "２０２６年３月１日",
        "二〇二六年三月一日",
        "2026年3月1日（星期日）",
        "2026-03-01 00:00:00",
        "2026.3.1",
        "20260301",
        20260301,
    ],
)
def test_a_day_however_it_is_written(value: object) -> None:
    assert said(value, Type.DATE) == date(2026, 3, 1)


@pytest.mark.parametrize("value", ["3月1日", "2026年2月30日", 46082.5, 7, "明天", 99999999, "26-3-1"])
def test_a_day_that_is_not_certain_is_refused(value: object) -> None:
    assert said(value, Type.DATE) == Bad("day")


def test_a_bare_number_is_a_day_by_the_workbook_s_own_calendar(written: Read) -> None:
    def mac(book: Book) -> None:
        book.epoch = CALENDAR_MAC_1904
        for day in range(8):
            put(book, "值班表", 3 + day, date=46082 - 1462 + day)
            book["值班表"].cell(3 + day, 1).number_format = "General"

    assert [row.date for row in read_whole(written(mac)).duty or ()] == [date(2026, 3, day) for day in range(1, 9)]


@pytest.mark.parametrize(
    ("value", "hour"),
    [
        ("八点", time(8)),
        ("上午8点半", time(8, 30)),
        ("下午2:30", time(14, 30)),
        ("晚上8点", time(20)),
        ("晚上12点", time(0)),
        ("中午12点", time(12)),
        (0.3333333333, time(8)),
        ("８：００", time(8)),
    ],
)
def test_an_hour_however_it_is_written(value: object, hour: time) -> None:
    assert said(value, Type.TIME) == hour


@pytest.mark.parametrize("value", ["8", 8, 1.0, "25点", "8-9点", "傍晚"])
def test_an_hour_that_is_not_certain_is_refused(value: object) -> None:
    assert said(value, Type.TIME) == Bad("hour")


def test_cells_merged_down_a_column_count_for_each_row(demo_file: Path, written: Read) -> None:
    before = read_whole(read_workbook(demo_file, SETTINGS))

    def merging(book: Book) -> None:
        villages = book["网格"]
        column = next(cell.column_letter for cell in villages[2] if cell.value == "village")
        same = [row for row in range(3, 40) if villages[f"{column}{row}"].value == "SW"]
        villages[f"{column}{same[0]}"] = "上湾村"
        villages.merge_cells(f"{column}{same[0]}:{column}{same[-1]}")
        duty: Worksheet = book["值班表"]
        duty.merge_cells("B3:B10")
        duty.merge_cells("D3:D14")  # beyond the last row: what is blank stays blank

    after = read_whole(written(merging))
    assert (after.grids, after.duty) == (before.grids, before.duty)


def test_titles_above_hidden_rows_and_blank_ones_change_nothing(demo_file: Path, written: Read) -> None:
    before = read_whole(read_workbook(demo_file, SETTINGS))

    def moved(book: Book) -> None:
        sheet = book["农户"]
        sheet.insert_rows(1, amount=2)
        sheet["A1"] = "青溪镇避险转移农户一览表（2026 年 3 月）"
        sheet.merge_cells("A1:F1")
        sheet.insert_rows(20, amount=3)
        sheet.row_dimensions[30].hidden = True
        book.create_sheet("填表说明").append(["先填这里", "再填那里"])

    after = read_whole(written(moved))
    assert [row.code for row in after.households or ()] == [row.code for row in before.households or ()]


def test_two_sheets_of_one_title_are_refused_and_none_is_left_out(written: Read) -> None:
    found = written(lambda book: setattr(book.copy_worksheet(book["农户"]), "title", "农户 "))
    assert isinstance(found, list)
    assert [(fault.sheet, fault.key, fault.value) for fault in found] == [("households", "sheet-twice", "农户")]


@pytest.mark.parametrize(
    "value", [13800001002, "+86 138 0000 1002", "138-0000-1002", "１３８ ００００ １００２", "0086 13800001002"]
)
def test_a_phone_number_however_it_is_written(written: Read, value: object) -> None:
    found = read_whole(written(lambda book: put(book, "人员", 4, phone=value)))
    assert found.persons[1].phone == "+8613800001002"


def test_digits_that_were_cut_off_are_refused_with_the_name_of_the_cell(written: Read) -> None:
    found = written(lambda book: put(book, "人员", 4, phone="1.38E+10"))
    assert isinstance(found, list)
    fault = next(fault for fault in found if fault.sheet == "persons")
    assert (fault.where(WORDS), fault.value, fault.key) == ("《人员》第 4 行“手机号”（A4）", "1.38E+10", "mobile")
