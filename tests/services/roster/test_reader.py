"""The roster workbook as it comes back from the villages: every fault at once, by sheet, row and column."""

import ast
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from openpyxl import Workbook as Book
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from bot.demo.township import Demo
from models.enums import Role
from services.roster.workbook import cells, reader
from services.roster.workbook.faults import RosterFault
from services.roster.workbook.reader import read_workbook
from services.roster.workbook.rows import Workbook
from services.roster.workbook.template import write_template
from services.settings.township import Township
from texts.bundle import load

CONFIG = Path(__file__).parents[3] / "config.yaml"
SETTINGS = Township.parse(yaml.safe_load(CONFIG.read_text(encoding="utf-8")))
WORDS = load()["zh_CN"]

Spoil = Callable[[Book], None]


@pytest.fixture(scope="module")
def demo_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("roster") / "demo.xlsx"
    write_template(file, SETTINGS, WORDS, Demo().filling(SETTINGS, WORDS))
    return file


@pytest.fixture
def faults_of(demo_file: Path, tmp_path: Path) -> Callable[[Spoil], list[RosterFault]]:
    """Spoil the demo's workbook and answer what the reader says of it."""

    def read(spoil: Spoil) -> list[RosterFault]:
        book = load_workbook(demo_file)
        spoil(book)
        file = tmp_path / "spoilt.xlsx"
        book.save(file)
        found = read_workbook(file, SETTINGS)
        return found if isinstance(found, list) else []

    return read


def at(fault: RosterFault) -> tuple[str | None, int | None, str | None, str]:
    return fault.sheet, fault.row, fault.column, fault.key


def column_of(sheet: Worksheet, key: str) -> int:
    return next(cell.column for cell in sheet[2] if cell.value == key)


def put(book: Book, sheet: str, row: int, key: str, value: object) -> None:
    worksheet = book[sheet]
    worksheet.cell(row, column_of(worksheet, key)).value = value  # type: ignore[assignment]


def test_the_demo_workbook_has_no_fault(demo_file: Path) -> None:
    found = read_workbook(demo_file, SETTINGS)
    assert isinstance(found, Workbook)
    assert len(found.villages) == 8
    assert len(found.digest) == 64
    staff = {post.phone for post in found.posts if post.role.value.startswith("station_")}
    assert len(staff) == 16
    assert sum(post.full_time for post in found.posts) == 8


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_a_template_in_either_language_can_be_read(tmp_path: Path, language: str) -> None:
    words = load()[language]
    write_template(tmp_path / "t.xlsx", SETTINGS, words, Demo().filling(SETTINGS, words))
    assert isinstance(read_workbook(tmp_path / "t.xlsx", SETTINGS), Workbook)


def test_an_empty_template_names_what_is_needed(tmp_path: Path) -> None:
    write_template(tmp_path / "t.xlsx", SETTINGS, WORDS)
    found = read_workbook(tmp_path / "t.xlsx", SETTINGS)
    assert isinstance(found, list)
    assert [at(fault) for fault in found] == [("posts", None, None, "nobody-at-station")]


def test_the_template_offers_lists_and_keeps_phones_as_text(tmp_path: Path) -> None:
    write_template(tmp_path / "t.xlsx", SETTINGS, WORDS)
    book = load_workbook(tmp_path / "t.xlsx")
    assert book.sheetnames[0] == "填写说明"
    assert book["选项"].sheet_state == "hidden"
    lists = {rule.formula1 for rule in book["职务"].data_validations.dataValidation}
    assert {"=choices_role", "=choices_lines", "=choices_yes_no", "='村社'!$A$3:$A$2000"} <= lists
    roles = [cell.value for cell in book["选项"]["A"] if cell.value]
    assert len(roles) == len(Role)
    assert "灾害信息员" in roles
    assert book["人员"]["A3"].number_format == "@"


def test_every_fault_is_said_at_once_and_where(faults_of: Callable[[Spoil], list[RosterFault]]) -> None:
    def spoil(book: Book) -> None:
        put(book, "村社", 3, "latitude", "北纬三十度")
        put(book, "网格", 4, "village", "NOWHERE")
        put(book, "单位", 5, "name", None)
        put(book, "人员", 6, "phone", "1380000")
        put(book, "职务", 3, "role", "大王")
        put(book, "风险点", 3, "level", "吓人")
        put(book, "农户", 3, "vulnerable", 99)

    found = faults_of(spoil)
    assert {
        ("villages", 3, "latitude", "latitude"),
        ("grids", 4, "village", "reference"),
        ("units", 5, "name", "required"),
        ("persons", 6, "phone", "mobile"),
        ("posts", 3, "role", "role"),
        ("risk_points", 3, "level", "level"),
        ("households", 3, "vulnerable", "vulnerable"),
    } <= {at(fault) for fault in found}
    assert not [fault for fault in found if fault.sheet == "grids" and fault.value == "SW"], "one fault is said once"
    said = next(fault for fault in found if fault.sheet == "grids")
    assert said.where(WORDS) == "《网格》第 4 行“村社编码”（C4）"
    assert "《村社》" in said.expected(WORDS)
    assert "《村社》" in said.mend(WORDS)


def test_every_fault_has_words_in_both_languages(faults_of: Callable[[Spoil], list[RosterFault]]) -> None:
    for language in ("zh_CN", "en"):
        words = load()[language]
        text = (Path(reader.__file__).parents[3] / "texts" / language / "roster.ftl").read_text()
        keys = {line.split(" = ")[0].removeprefix("roster-fault-") for line in text.splitlines() if "-fault-" in line}
        for key in keys:
            arguments = {"limit": 1, "length": 1, "row": "1", "rows": "1", "sheet": "grids", "role": "director"}
            arguments |= {"village": "x", "name": "x", "people": 1, "codes": "x"}
            fault = RosterFault("posts", 3, "role", "x", key, tuple(arguments.items()))
            assert fault.where(words)
            assert fault.expected(words)
            assert fault.mend(words)


ONE_FAULT = [
    ("职务", 3, "unit", "water-station", "scope-foreign"),
    ("村社", 4, "code", "SW", "twice"),
    ("人员", 3, "name", "=HYPERLINK(1)", "formula"),
    ("人员", 3, "name", "#REF!", "excel-error"),
    ("人员", 3, "name", "甲" * 65, "long"),
    ("村社", 3, "longitude", None, "half-a-pin"),
    ("突击队", 3, "longitude", None, "half-a-pin"),
    ("突击队", 3, "needed", "三十来个", "count"),
    ("人员", 3, "old_phone", "138 0000 1001", "old-phone-same"),
    ("人员", 3, "old_phone", "138 0000 1002", "old-phone-in-use"),
    ("职务", 3, "substitute_for", "138 0000 1001", "substitute-self"),
    ("职务", 3, "substitute_for", "138 0000 1020", "substitute-elsewhere"),
    ("职务", 3, "name", "别人", "other-name"),
    ("职务", 3, "substitute_for", "138 0000 9999", "reference"),
    ("风险点", 3, "grid", "XB-01", "grid-elsewhere"),
]
SHEETS = dict.fromkeys(sheet for sheet, *_ in ONE_FAULT)


@pytest.mark.parametrize("number", range(5))
def test_each_fault(faults_of: Callable[[Spoil], list[RosterFault]], number: int) -> None:
    """One fault a sheet: to read a workbook takes half a second."""
    by_sheet = [[fault for fault in ONE_FAULT if fault[0] == sheet] for sheet in SHEETS]
    chosen = [faults[number] for faults in by_sheet if number < len(faults)]

    def spoil(book: Book) -> None:
        for sheet, row, key, value, _ in chosen:
            put(book, sheet, row, key, value)

    found = {(fault.row, fault.key) for fault in faults_of(spoil)}
    assert {(row, expected) for _, row, _, _, expected in chosen} <= found


def test_two_information_officers_are_one_too_many_unless_one_is_the_substitute(
    faults_of: Callable[[Spoil], list[RosterFault]],
) -> None:
    def spoil(book: Book) -> None:
        sheet = book["职务"]
        roles, substitute = column_of(sheet, "role"), column_of(sheet, "substitute")
        officers = [row for row in range(3, 500) if sheet.cell(row, roles).value == "灾害信息员"]
        second = next(row for row in officers if sheet.cell(row, substitute).value)
        sheet.cell(second, substitute).value = None

    assert [fault.key for fault in faults_of(spoil)] == ["too-many-holders"]


def test_a_head_needs_a_unit(faults_of: Callable[[Spoil], list[RosterFault]]) -> None:
    def spoil(book: Book) -> None:
        sheet = book["职务"]
        roles = column_of(sheet, "role")
        row = next(row for row in range(3, 500) if sheet.cell(row, roles).value == "单位负责人")
        put(book, "职务", row, "unit", None)

    assert [fault.key for fault in faults_of(spoil)] == ["scope-missing"]


def test_blank_rows_remarks_and_numbers_for_phones_are_no_faults(
    faults_of: Callable[[Spoil], list[RosterFault]],
) -> None:
    def spoil(book: Book) -> None:
        sheet = book["人员"]
        sheet.insert_rows(5, amount=3)
        put(book, "人员", 6, "remark", "以下待补")
        put(book, "人员", 3, "phone", 13800001001.0)
        put(book, "人员", 4, "phone", "１３８００００１００２")
        for _ in range(2):
            book["村社"].insert_rows(1)
        book["村社"]["A1"] = "青溪镇村社一览表"
        book["村社"].merge_cells("A1:E1")

    assert faults_of(spoil) == []


def test_cells_merged_across_columns_are_refused(faults_of: Callable[[Spoil], list[RosterFault]]) -> None:
    found = faults_of(lambda book: book["网格"].merge_cells("B3:C6"))
    assert ("grids", 3, None, "merged") in {at(fault) for fault in found}


def test_columns_and_sheets(faults_of: Callable[[Spoil], list[RosterFault]]) -> None:
    def spoil(book: Book) -> None:
        book["网格"].cell(1, 9, "村名")
        book["人员"].delete_cols(2)
        book["单位"].cell(1, 6, "单位名称")
        del book["村社"]
        del book["农户"]

    found = {at(fault) for fault in faults_of(spoil)}
    assert ("villages", None, None, "sheet-missing") in found
    assert ("grids", 1, None, "column-unknown") in found
    assert ("persons", 2, "name", "column-missing") in found
    assert ("units", 1, "name", "column-twice") in found
    assert not [fault for fault in found if fault[0] == "households"], "a sheet that may be left out"


def test_columns_may_change_places_and_the_row_of_keys_may_go(
    faults_of: Callable[[Spoil], list[RosterFault]],
) -> None:
    def spoil(book: Book) -> None:
        sheet = book["网格"]
        for row in range(1, sheet.max_row + 1):
            first, third = sheet.cell(row, 1).value, sheet.cell(row, 3).value
            sheet.cell(row, 1).value, sheet.cell(row, 3).value = third, first
        sheet.delete_rows(2)

    assert faults_of(spoil) == []


def test_too_many_rows(faults_of: Callable[[Spoil], list[RosterFault]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "ROW_LIMIT", 10)
    found = faults_of(lambda book: None)
    assert ("grids", 13, None, "too-many-rows") in {at(fault) for fault in found}


def test_a_million_formatted_cells_are_refused_before_they_are_loaded(
    demo_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "CELL_LIMIT", 5_000)
    found = read_workbook(demo_file, SETTINGS)
    assert isinstance(found, list)
    assert [fault.key for fault in found] == ["too-many-cells"]


def test_a_small_file_that_unpacks_to_a_huge_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "UNPACKED_LIMIT", 1_000_000)
    bomb = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 2_000_000)
    found = read_workbook(bomb, SETTINGS)
    assert isinstance(found, list)
    assert [fault.key for fault in found] == ["file-large"]


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04 not really", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old or encrypted", b"a,b\n1,2\n"]
)
def test_what_is_no_workbook(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "x.xlsx"
    file.write_bytes(content)
    found = read_workbook(file, SETTINGS)
    assert isinstance(found, list)
    assert [fault.key for fault in found] == ["not-excel"]


def test_a_zip_that_is_no_workbook(tmp_path: Path) -> None:
    file = tmp_path / "x.xlsx"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("readme.txt", "hello")
    found = read_workbook(file, SETTINGS)
    assert isinstance(found, list)
    assert [fault.key for fault in found] == ["not-excel"]


def test_no_file(tmp_path: Path) -> None:
    found = read_workbook(tmp_path / "none.xlsx", SETTINGS)
    assert isinstance(found, list)
    assert [fault.key for fault in found] == ["no-file"]


PLACE_OF_KEY = {"Bad": 0, "_file_fault": 0, "_add": 3, "_fault": 3, "RosterFault": 4}


def test_every_fault_the_code_can_find_has_words() -> None:
    folder = Path(reader.__file__).parents[1]
    keys = set(cells.FAULTS.values())
    for part in ("workbook/reader", "workbook/cells", "workbook/checks", "importing/people"):
        for node in ast.walk(ast.parse((folder / f"{part}.py").read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                at = PLACE_OF_KEY.get(name, 99)
                if len(node.args) > at and isinstance(key := node.args[at], ast.Constant):
                    keys.add(str(key.value))
    assert {"mobile", "not-excel", "twice", "sheet-missing", "column-unknown", "old-phone-both"} <= keys
    for key in sorted(keys):
        assert WORDS.has(f"roster-fault-{key}"), key
        assert WORDS.has(f"roster-mend-{key}"), key
