"""The roster check: each sees what they answer for; the monthly reminder is told once, and only where it is needed."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
import sqlalchemy as sa
from openpyxl import load_workbook

from models import Message, Person, Village
from scheduler import ticks
from services.core.act import Act
from services.core.errors import Forbidden
from services.core.town import Town
from services.roster import check as roster_check
from services.roster import gap_sheet, reminders
from squad_steps import enrol
from texts.bundle import load
from township import TownshipDriver

WORDS = load()["zh_CN"]
FIRST_OF_DECEMBER = datetime(2026, 12, 1, 1, 0, tzinfo=UTC)
"""9:00 in Shanghai."""


async def reminded(driver: TownshipDriver) -> dict[str, str]:
    """Who was reminded, and with which words."""
    names = {person_id: who for who, person_id in driver.people.items()}
    async with driver.town.database.reading() as session:
        rows = await session.scalars(sa.select(Message).where(Message.event == reminders.REMINDER.event))
        return {names[row.person_id or 0]: row.content["text"] for row in rows}


async def test_each_sees_what_they_answer_for(town: Town) -> None:
    driver = await TownshipDriver.open(town, accounts={"principal": 1, "neighbour": 2})
    await enrol(driver, needed=30)
    async with town.database.reading() as session:
        found = await roster_check.check(Act(session, driver.town, driver.now, await driver.actor("principal")))
        whole = await roster_check.check(Act(session, driver.town, driver.now, await driver.actor("chief")))
        with pytest.raises(Forbidden):
            await roster_check.check(Act(session, driver.town, driver.now, await driver.actor("duty")))
    said = [gap.said(WORDS) for gap in found.gaps]
    assert said == [
        "上湾村缺应急管理员",
        "上湾村的灾害信息员没有 B 角",
        "上湾村的第一网格没有网格员",
        "上湾村应急突击队现有 7 人，应不少于 30 人",
    ]
    assert {one.name for one, _ in found.silent} == {"王信息员", "蒋经办", "沈经办", "何队员0", "何队员1", "何队员2"}
    everything = [gap.said(WORDS) for gap in whole.gaps]
    assert set(said) < set(everything)
    assert "下河村没有应急突击队" in everything
    assert "应急管理站现有 6 人，应有 16 人" in everything
    assert len(roster_check.card(driver.town, WORDS, whole).text) < 4096


async def test_the_figures_are_the_township_s(town: Town) -> None:
    rules = town.settings.organisation.model_copy(
        update={"station_staff": 6, "station_full_time": 3, "squad_strength": 7}
    )
    driver = await TownshipDriver.open(replace(town, settings=town.settings.model_copy(update={"organisation": rules})))
    await enrol(driver, needed=None)
    async with town.database.reading() as session:
        whole = await roster_check.check(Act(session, driver.town, driver.now, await driver.actor("chief")))
    assert not {"station-staff", "station-full-time", "squad-strength"} & {gap.key for gap in whole.gaps}


async def test_hostile_names_stay_text_in_the_file_and_people_are_masked(town: Town) -> None:
    driver = await TownshipDriver.open(town, accounts={"chief": 1})
    async with town.database.transaction() as session:
        await session.execute(sa.update(Village).where(Village.code == "xiahe").values(name='=HYPERLINK("x")'))
        await session.execute(sa.update(Person).where(Person.name == "赵站长").values(name="=1+1"))
    async with town.database.reading() as session:
        name, content = await gap_sheet.workbook(
            Act(session, driver.town, driver.now, await driver.actor("chief")), "20261123"
        )
    assert name == "花名册体检-20261123.xlsx"
    book = load_workbook(BytesIO(content))
    assert book.sheetnames == ["缺口", "从未登录"]
    assert [cell.value for cell in book["缺口"][1]] == ["序号", "所在", "缺什么", "影响办理"]
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert '=HYPERLINK("x")' in [cell.value for cell in cells]
    people = [[cell.value for cell in row] for row in book["从未登录"].iter_rows(min_row=2)]
    assert ["王*", "0007"] in [row[3:] for row in people]
    assert not any("王信息员" in str(value) for row in people for value in row)


async def test_the_principals_and_the_chief_are_reminded_once_a_month(town: Town) -> None:
    driver = await TownshipDriver.open(town)
    assert await ticks.do(driver.town, "remind_of_roster") == 0, "a new township begins with the next month"
    driver.clock.at = FIRST_OF_DECEMBER - timedelta(minutes=1)
    assert await ticks.do(driver.town, "remind_of_roster") == 0
    driver.clock.at = FIRST_OF_DECEMBER
    told = await asyncio.gather(ticks.do(driver.town, "remind_of_roster"), ticks.do(driver.town, "remind_of_roster"))
    assert sorted(told) == [0, 3], "two clocks tell it once"
    found = await reminded(driver)
    assert set(found) == {"chief", "principal", "neighbour_principal"}
    assert "上湾村缺应急管理员" in found["principal"]
    assert "下河村" not in found["principal"]
    driver.clock.at = FIRST_OF_DECEMBER + timedelta(days=31 + 8)
    assert await ticks.do(driver.town, "remind_of_roster") == 0, "a reminder a week late is none"


async def test_nobody_is_reminded_of_nothing(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    driver = await TownshipDriver.open(town)
    await ticks.do(driver.town, "remind_of_roster")

    async def complete(*_: object) -> list[object]:
        return []

    monkeypatch.setattr(reminders, "gaps", complete)
    driver.clock.at = FIRST_OF_DECEMBER
    assert await ticks.do(driver.town, "remind_of_roster") == 0
