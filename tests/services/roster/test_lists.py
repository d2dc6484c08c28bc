"""Lists of rows in Excel that are imported beside the roster: what is too large is said, and no row is left out."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from services.core.errors import Refused
from services.roster.workbook import reader, tables


def book(folder: Path, rows: int) -> Path:
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet()
    sheet.append(["名称"])
    for number in range(rows):
        sheet.append([f"第{number}处"] if number % 2 else [None])
    path = folder / "list.xlsx"
    workbook.save(path)
    return path


def read(file: Path, most: int) -> list[str]:
    (sheet,) = tables.sheets(tables.opened(file, most))
    found = tables.header(sheet, {"名称": "name"}, lambda there: "name" in there)
    assert found is not None
    return [said["name"] for _, said in tables.rows(sheet, *found, most)]


def test_empty_rows_do_not_count_and_one_row_too_many_is_refused(tmp_path: Path) -> None:
    assert len(read(book(tmp_path, 20), 10)) == 10
    with pytest.raises(Refused, match="register-rows-many"):
        read(book(tmp_path, 22), 10)


def test_a_file_far_too_large_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = book(tmp_path, 40)
    monkeypatch.setattr(reader, "CELL_LIMIT", 20)
    with pytest.raises(Refused, match="register-rows-many"):
        tables.opened(file, 10)
    file.write_bytes(b"PK not a workbook")
    with pytest.raises(Refused, match="register-file-unreadable"):
        tables.opened(file, 10)
