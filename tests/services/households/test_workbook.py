"""Households and people by Excel: a preview names each row, empty cells and the second run change nothing."""

from collections import Counter
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from openpyxl import Workbook

from models import Grid, Household, HouseholdMember
from services.core.errors import Forbidden, Refused
from services.core.town import Town
from services.households.workbook import importing, sheets
from services.households.workbook.judged import Judged
from services.roster.workbook.tables import Verdict
from township import TownshipDriver

Sheet = list[dict[str, Any]]
HOMES: Sheet = [
    {"户编号": "H-0312", "村社": "上湾村", "户主姓名": "李建国", "人口": 4, "需协助人数": 1, "住址": "三组 1 号"},
    {"户编号": "H-0313", "村社": "上湾村", "户主姓名": "王五"},
    {"村社": "下河村", "户主姓名": "赵六", "住址": "一组"},
    {"户编号": "H-0400", "户主姓名": "没有村"},
    {"户编号": "H-0401", "村社": "无名村", "户主姓名": "谁"},
    {"户编号": "H-0402", "村社": "上湾村", "户主姓名": "王五"},
    {"户编号": "H-0403", "村社": "上湾村", "户主姓名": "孙七", "人口": "很多"},
]
PEOPLE: Sheet = [
    {"户编号": "H-0312", "姓名": "李建 国", "性别": "男", "出生": 1950, "需要帮助的原因": "老人、独居", "户主": "是"},
    {
        "户编号": "H-0312",
        "姓名": "张伟",
        "性别": "男",
        "出生": datetime.combine(date(2015, 5, 1), time()),
        "电话": "13800138000",
    },
    {"户编号": "H-0312", "姓名": "张玮", "性别": "男", "出生": "2015年5月1日"},
    {"户编号": "H-0313", "姓名": "张伟", "出生": "2015-05-01", "电话": "13800138000"},
    {"户编号": "H-0312", "姓名": "Li Jianguo", "性别": "男"},
    {"户编号": "H-0999", "姓名": "陈八", "村社": "上湾村", "住址": "五组"},
    {"户编号": "H-0998", "姓名": "无家"},
    {"户编号": "H-0312", "姓名": "怪人", "需要帮助的原因": "会飞"},
]


@pytest.fixture
async def driver(town: Town) -> TownshipDriver:
    return await TownshipDriver.open(town)


def book(folder: Path, homes: Sheet, people: Sheet) -> Path:
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, rows in (("户", homes), ("人", people)):
        if rows:
            sheet = workbook.create_sheet(name)
            titles = list(dict.fromkeys(title for row in rows for title in row))
            sheet.append(titles)
            for row in rows:
                sheet.append([row.get(title) for title in titles])
    path = folder / "households.xlsx"
    workbook.save(path)
    return path


async def judged(
    driver: TownshipDriver, path: Path, *, who: str = "duty", write: bool = False, **how: bool
) -> list[Judged]:
    rows = sheets.read(path, driver.town.settings, driver.town.texts)
    found: list[Judged] = await driver.by(who, importing.judge, rows)
    if write:
        await driver.by(who, importing.take_over, found, **how)
    return found


def told(found: list[Judged]) -> list[tuple[str, str]]:
    return [(one.verdict.value, "、".join((*one.why, *one.columns))) for one in found]


async def people(driver: TownshipDriver) -> Counter[str]:
    async with driver.town.database.reading() as session:
        rows = await session.execute(
            sa.select(Household.code, HouseholdMember.name).join(
                HouseholdMember, HouseholdMember.household_id == Household.id
            )
        )
        return Counter(f"{code} {name}" for code, name in rows)


async def test_two_sheets_are_judged_row_by_row_and_a_second_run_changes_nothing(
    driver: TownshipDriver, tmp_path: Path
) -> None:
    path = book(tmp_path, HOMES, PEOPLE)
    preview = await judged(driver, path)
    namesake = "household-import-namesake"
    assert told(preview) == [
        ("new", ""),
        ("doubtful", namesake),
        ("new", ""),
        ("refused", "register-lacks、village"),
        ("refused", "register-unknown-village"),
        ("doubtful", namesake),
        ("refused", "register-unreadable、people"),
        ("new", ""),
        ("new", ""),
        ("new", ""),
        ("refused", "household-import-no-household"),
        ("new", ""),
        ("new", ""),
        ("refused", "household-import-no-household"),
        ("refused", "register-unreadable、needs"),
    ]
    assert not await people(driver), "a preview writes nothing"
    await judged(driver, path, write=True)
    there = [
        *("H-0312 李建国", "H-0312 张伟", "H-0312 张玮", "H-0312 Li Jianguo"),
        *("H-0999 陈八", "H-1000 赵六"),
    ]
    assert await people(driver) == Counter(there)
    async with driver.town.database.reading() as session:
        (head,) = await session.scalars(sa.select(HouseholdMember).where(HouseholdMember.sought == "李建国"))
        assert (head.householder, head.born_in, head.vulnerable) == (True, 1950, ["alone", "elderly"])
        home = await session.get_one(Household, head.household_id)
        assert (home.people, home.vulnerable, home.address) == (4, 1, "三组 1 号")
    again = await judged(driver, path, write=True)
    assert not {Verdict.NEW, Verdict.CHANGED} & {one.verdict for one in again}
    assert Counter(one.verdict for one in again)[Verdict.SAME] == 7
    assert await people(driver) == Counter(there)
    await judged(driver, path, write=True, doubtful=True)
    assert (await people(driver))["H-0313 王五"] == (await people(driver))["H-0402 王五"] == 1
    (row,) = [one for one in await judged(driver, path) if one.about == "H-0313 张伟"]
    assert told([row]) == [("doubtful", "household-import-double")], (
        "same name, number and day of birth in two households"
    )


async def test_people_alone_empty_cells_likely_doubles_and_other_villages(
    driver: TownshipDriver, tmp_path: Path
) -> None:
    await judged(driver, book(tmp_path, HOMES[:1], PEOPLE[:3]), write=True)
    changed: Sheet = [
        {"户编号": "H-0312", "姓名": "张伟", "性别": "女"},
        {"户编号": "H-0312", "姓名": "张玮", "电话": "13800138002", "情况说明": "住校"},
        {"户编号": "H-0312", "姓名": "Zhang Wei", "出生": 2015},
        {"户编号": "H-0312", "姓名": "张玮", "电话": "13800138003"},
        {"户编号": "H-0312", "姓名": "李建国", "迁出日期": datetime.combine(date(2026, 11, 1), time())},
    ]
    path = book(tmp_path, [], changed)
    assert told(await judged(driver, path, who="officer", write=True)) == [
        ("doubtful", "household-import-differs"),
        ("changed", "phone、remark_of"),
        ("doubtful", "household-import-other-script"),
        ("doubtful", "household-import-twice"),
        ("changed", "left"),
    ]
    async with driver.town.database.reading() as session:
        (twin,) = await session.scalars(sa.select(HouseholdMember).where(HouseholdMember.sought == "张玮"))
        assert (twin.born_in, twin.phone, twin.remark) == (2015, "+8613800138002", "住校"), (
            "an empty cell changes nothing"
        )
    found = await judged(driver, path, who="neighbour")
    assert {one.why for one in found} == {("household-import-elsewhere",)}
    with pytest.raises(Forbidden):
        await judged(driver, path, who="land")
    with pytest.raises(Refused, match="household-file-titles"):
        await judged(driver, book(tmp_path, [], [{"甲": 1, "乙": 2}]))


async def test_a_row_that_the_register_refuses_is_said_and_the_others_go_in(
    driver: TownshipDriver, tmp_path: Path
) -> None:
    async with driver.town.database.transaction() as session:
        session.add(Grid(code="XH-01", name="下河第一网格", village_id=driver.villages["xiahe"]))
    elsewhere = {"户编号": "H-0313", "村社": "上湾村", "网格": "XH-01", "户主姓名": "王五"}
    path = book(tmp_path, [elsewhere, HOMES[0]], PEOPLE[:2])
    found = await judged(driver, path)
    done = await driver.by("duty", importing.take_over, found)
    words = driver.town.words(None)
    assert [(one.verdict, one.explained(words)) for one in done[:2]] == [
        (Verdict.REFUSED, ["这个网格不在这一户的村社里，请先核对村社。"]),
        (Verdict.NEW, []),
    ]
    assert await people(driver) == Counter(["H-0312 李建国", "H-0312 张伟"])
