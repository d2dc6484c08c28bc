"""The printed card of a household: three copies with every field, full names by a window only, each look journalled."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from models import Household, JournalEntry
from services.core.errors import Forbidden, Refused
from services.core.town import Town
from services.documents.leaflet import Field, Leaflet, Part, drawn
from services.households import members, printed, reach, register
from services.households.workbook import importing, sheets, writing
from services.roster.workbook.tables import Verdict
from services.shelters import register as shelters
from township import TownshipDriver


@pytest.fixture
async def driver(town: Town) -> TownshipDriver:
    return await TownshipDriver.open(town)


def pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type /Page\b", pdf))


async def household(
    driver: TownshipDriver, code: str = "H-0312", village: str = "shangwan", **fields: object
) -> Household:
    of = driver.villages[village]
    entered: Household = await driver.by("duty", register.enter, code=code, village_id=of, **fields)
    return entered


async def look(driver: TownshipDriver, who: str) -> None:
    await driver.by(who, reach.open_window, "发放明白卡")


async def test_the_card_says_every_field_in_three_copies_and_its_code_finds_the_household(
    driver: TownshipDriver,
) -> None:
    shelter = await driver.by("officer", shelters.enter, name="中心小学", village_id=driver.villages["shangwan"])
    await driver.by("officer", shelters.change, shelter.id, {"keeper": "周校长", "keeper_phone": "+8613800138009"})
    said = {"position": "屋后", "signal": "鸣锣", "route": "沿村道往东", "medical": "卫生院", "house": "砖混"}
    one = await household(driver, shelter_id=shelter.id, helper="王五", helper_phone="+8613800138008", **said)
    await driver.by("officer", members.join, one.id, "李建国", born_in=1950)
    with pytest.raises(Refused, match="household-window-needed"):
        await driver.by("officer", printed.of_household, one.id)
    await look(driver, "officer")
    (card,) = (await driver.by("officer", printed.of_household, one.id)).leaflets
    assert [copy.partition("：")[2] for copy in card.copies] == ["户存", "村存", "发放单位存"]
    fields = [(field.title, field.value) for part in card.parts for field in part.fields]
    for title, value in (
        ("户主姓名", "李建国"),
        ("安置点", "中心小学"),
        ("负责人", "周校长"),
        ("撤离路线", "沿村道往东"),
    ):
        assert (title, value) in fields
    assert ("注意事项", None) in fields, "an empty field is there, to be written on"
    assert ("李建国", "", "76") in card.parts[1].table
    assert card.link == "h-0312"
    found = await driver.by("duty", register.by_code, card.link)
    assert found.id == one.id
    other = await household(driver, "SW-7.b")
    assert (await driver.by("duty", register.by_code, register.link(other))).id == other.id, "any number has a code"
    async with driver.town.database.reading() as session:
        of = JournalEntry.subject == register.subject(one.id)
        looks = list(await session.scalars(sa.select(JournalEntry).where(of, JournalEntry.action == "look")))
    assert [(entry.reason, entry.details) for entry in looks] == [("发放明白卡", {"printed": True})]


async def test_a_village_is_one_file_for_its_officer_and_the_station_and_the_export_comes_back(
    driver: TownshipDriver, tmp_path: Path
) -> None:
    for number in range(3):
        one = await household(driver, f"H-000{number + 1}", phone="+8613800138001", address=f"{number} 号", people=2)
        await driver.by("duty", members.join, one.id, f"李{number}", born_in=1950, vulnerable=["elderly"])
    elsewhere = await household(driver, "H-0009", "xiahe")
    for who in ("officer", "duty", "neighbour"):
        await look(driver, who)
    village = driver.villages["shangwan"]
    for who in ("officer", "duty"):
        made = await driver.by(who, printed.of_village, village)
        assert [card.link for card in made.leaflets] == ["h-0001", "h-0002", "h-0003"]
        assert pages(made.make("qingxi_bot")) == 9
    with pytest.raises(Refused, match="household-none-to-print"):
        await driver.by("neighbour", printed.of_village, village)
    with pytest.raises(Forbidden):
        await driver.by("officer", printed.of_household, elsewhere.id)
    for who in ("land", "director"):
        with pytest.raises(Forbidden):
            await driver.by(who, writing.workbook)
    name, make = await driver.by("officer", writing.workbook)
    path = tmp_path / name
    path.write_bytes(make(""))
    rows = sheets.read(path, driver.town.settings, driver.town.texts)
    assert len(rows.homes) == 3, "only those whose full names the officer may see"
    found = await driver.by("officer", importing.judge, rows)
    assert {one.verdict for one in found} == {Verdict.SAME}
    async with driver.town.database.reading() as session:
        asked = sa.select(JournalEntry.details).where(JournalEntry.action == "export_households")
        (details,) = await session.scalars(asked)
    assert details["codes"] == ["H-0001", "H-0002", "H-0003"]


def test_long_words_wrap_and_a_long_card_goes_on_overleaf() -> None:
    table = [("姓名", "性别"), *[(f"张三{number}", "") for number in range(60)]]
    parts = [
        Part("甲", [Field("乙", "W" * 500, wide=True), Field("丙", "<b>&"), Field("丁", None)]),
        Part("戊", (), table),
    ]
    card = Leaflet("卡", "H-1", parts, ["签名："], ["户存"], "h-1", "扫码")
    assert pages(drawn([card], "a_bot")) == 3
    assert pages(drawn([replace(card, parts=parts[:1], copies=["户存", "村存"])], "a_bot")) == 2
