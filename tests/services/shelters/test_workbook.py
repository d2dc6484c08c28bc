"""Shelters by Excel: a row for each room, said row by row; empty cells and the second run change nothing."""

from pathlib import Path
from typing import Any

from openpyxl import Workbook

from services.core.town import Town
from services.roster.workbook.tables import Verdict
from services.shelters import register
from services.shelters.workbook import importing, sheets, writing
from services.shelters.workbook.importing import Judged
from township import TownshipDriver

TITLES = ("名称", "村社", "管理人（不在花名册）", "管理人电话", "房间", "白天人数", "夜间人数", "停用人数", "停用原因")


def book(folder: Path, *rows: tuple[Any, ...]) -> Path:
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    for row in (TITLES, *rows):
        sheet.append(row)
    path = folder / "shelters.xlsx"
    workbook.save(path)
    return path


async def imports(driver: TownshipDriver, path: Path, who: str = "officer") -> list[Judged]:
    rows = sheets.read(path, driver.town.settings, driver.town.texts)
    found = await driver.by(who, importing.judge, rows)
    done: list[Judged] = await driver.by(who, importing.take_over, found)
    return done


async def test_rooms_are_rows_and_what_cannot_be_taken_is_refused_alone(town: Town, tmp_path: Path) -> None:
    driver = await TownshipDriver.open(town)
    path = book(
        tmp_path,
        ("中心小学", "上湾村", "周校长", "13800138009", "教室一", 40, 20),
        ("中心小学", "上湾村", None, None, "食堂", 60, 10, 20, "漏雨"),
        ("中心小学", "上湾村", None, None, "走廊", 5, 6),
        ("下河祠堂", "下河村", None, None, "正厅", 30, 10),
        (None, "上湾村", None, None, "库房", 30, 10),
        ("敬老院", "上湾村", None, None, "活动室", "很多", 10),
    )
    done = await imports(driver, path)
    assert [one.verdict for one in done] == [Verdict.NEW] * 2 + [Verdict.REFUSED] * 4
    words = driver.town.words(None)
    assert "夜间人数不能多于白天" in done[2].explained(words)[0]
    assert done[3].why == ("household-import-elsewhere",)
    assert done[5].columns == ("day",)
    (found,) = await driver.by("officer", register.listed)
    assert (found.room_by_day, found.room_by_night, found.keeper) == (80, 20, "周校长")
    assert [one.verdict for one in (await imports(driver, path))[:2]] == [Verdict.SAME] * 2
    name, content = await driver.by("officer", writing.workbook)
    (tmp_path / name).write_bytes(content)
    assert {one.verdict for one in await imports(driver, tmp_path / name)} == {Verdict.SAME}
