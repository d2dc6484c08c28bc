"""The register in the hands of the station: changes with their history, duties that follow, the roster beside it."""

from typing import Any

import pytest
import sqlalchemy as sa

from duty_steps import rows, ruled, run
from models import Deadline, Message, RiskPoint
from models.enums import DutyState, Level
from scheduler import ticks
from services.core.errors import Forbidden, Refused, Stale
from services.core.town import Town
from services.risk_points import cards, register
from services.roster.importing.risk_points import sync_risk_points
from services.roster.workbook.rows import RiskPointRow
from township import TownshipDriver

PATROL = {"owes": "risk_point", "levels": ["larger", "major"], "each": "month", "fulfilled_by": "patrol"}


@pytest.fixture
async def driver(town: Town) -> TownshipDriver:
    return await TownshipDriver.open(ruled(town, patrol=PATROL))


async def added(driver: TownshipDriver, name: str = "后山边坡", level: Level = Level.LOW) -> RiskPoint:
    point: RiskPoint = await driver.by(
        "duty", register.add, name=name, line="geology", level=level, village_id=driver.villages["shangwan"]
    )
    return point


async def card(driver: TownshipDriver, point: RiskPoint) -> str:
    found = await driver.by("duty", register.shown, point.id)
    return str(cards.text(driver.town, driver.town.words("zh_CN"), found))


async def test_a_point_is_added_changed_and_closed_with_its_history_and_its_duties_follow(
    driver: TownshipDriver,
) -> None:
    point = await added(driver)
    assert (point.code, point.unit_id) == ("FX-001", driver.units["natural-resources"]), "the line's lead unit"
    with pytest.raises(Refused, match="risk-point-twin"):
        await added(driver)
    await run(driver.town)
    assert await rows(driver.town) == []
    await driver.by("duty", register.change, point.id, {"level": Level.MAJOR})
    await ticks.do(driver.town, "make_duties")
    assert [duty.state for duty in await rows(driver.town)] == [DutyState.OPEN], "at once, not only at night"
    await driver.by("land_head", register.change, point.id, {"person_id": driver.people["land"], "households": 12})
    await driver.by("land_head", register.change, point.id, {"monitor": "周监测", "monitor_phone": "+8613800138000"})
    await driver.by("duty", register.close, point.id, "已搬迁")
    assert [duty.state for duty in await rows(driver.town)] == [DutyState.VOID]
    with pytest.raises(Stale, match="risk-point-closed"):
        await driver.by("duty", register.change, point.id, {"level": Level.LOW})
    text = await card(driver, point)
    assert "变更记录（5 次）" in text.replace("<b>", "").replace("</b>", "")
    for said in (
        "销号，已搬迁",
        "风险等级 低风险（蓝）→重大风险（红）",
        "受威胁户数 空→12",
        "监测人已改",
        "孙值班：新增",
    ):
        assert said in text, said
    assert "周监测" not in text, "names are masked in chat"
    await driver.by("duty", register.reopen, point.id, "搬迁户返回")
    assert [duty.state for duty in await rows(driver.town)] == [DutyState.OPEN]


async def test_who_looks_after_a_point_neither_grades_nor_closes_it(driver: TownshipDriver) -> None:
    point = await added(driver, level=Level.MAJOR)
    for fields in ({"level": Level.LOW}, {"unit_id": None}, {"households": 1, "line": "fire"}):
        with pytest.raises(Forbidden):
            await driver.by("land_head", register.change, point.id, fields)
    with pytest.raises(Forbidden):
        await driver.by("land_head", register.close, point.id, "没有了")
    with pytest.raises(Forbidden):
        await driver.by("road", register.change, point.id, {"households": 1})


async def test_the_person_responsible_is_reminded_and_without_a_unit_the_village_is(driver: TownshipDriver) -> None:
    named, of_village = await added(driver, level=Level.MAJOR), await added(driver, "塘坝", level=Level.MAJOR)
    await driver.by("duty", register.change, named.id, {"person_id": driver.people["land_head"]})
    await driver.by("duty", register.change, of_village.id, {"unit_id": None})
    await ticks.do(driver.town, "make_duties")
    async with driver.town.database.transaction() as session:
        due = await session.scalar(sa.select(sa.func.max(Deadline.due_at)).where(Deadline.kind == "duty"))
    assert due is not None
    driver.clock.at = due
    await ticks.work_off(driver.town)
    driver.forward(minutes=3)
    await ticks.work_off(driver.town)
    async with driver.town.database.reading() as session:
        told = await session.execute(sa.select(Message.person_id, Message.content).where(Message.event != "digest"))
        about: dict[str, set[int | None]] = {
            name: {person for person, content in told_rows if name in content["text"]}
            for told_rows in [list(told)]
            for name in ("后山边坡", "塘坝")
        }
    assert about["后山边坡"] == {driver.people["land_head"]}
    assert about["塘坝"] == {driver.people["principal"]}


async def test_the_roster_fills_in_and_leaves_what_is_kept_by_hand(driver: TownshipDriver) -> None:
    async def imports(*given: RiskPointRow) -> None:
        places: dict[str, Any] = {"village": {"上湾": driver.villages["shangwan"]}, "grid": {}, "unit": {}}
        async with driver.town.database.transaction() as session:
            await sync_risk_points(session, given, places, {}, driver.now)

    usual: dict[str, Any] = {"name": "河堤", "line": "flood", "village": "上湾"}
    of_roster, by_hand = (RiskPointRow(code=code, level=Level.LOW, **usual) for code in ("R-1", "R-2"))
    await imports(of_roster, by_hand)
    mine = await added(driver)
    async with driver.town.database.reading() as session:
        known = {one.code: one for one in await session.scalars(sa.select(RiskPoint))}
    await driver.by("duty", register.change, known["R-2"].id, {"level": Level.MAJOR, "households": 9})
    await imports(RiskPointRow(code="R-1", level=Level.LARGER, households=4, **usual), by_hand)
    await imports(RiskPointRow(code="R-1", level=Level.LARGER, **usual), by_hand)
    async with driver.town.database.reading() as session:
        known = {one.code: one for one in await session.scalars(sa.select(RiskPoint))}
    assert (known["R-1"].level, known["R-1"].households) == (Level.LARGER, 4), "an empty cell changes nothing"
    assert (known["R-2"].level, known["R-2"].households) == (Level.MAJOR, 9), "no danger is judged less by an old file"
    assert known[mine.code].active, "nor is a point closed because the roster does not have it"
    text = await card(driver, known["R-1"])
    assert "花名册导入：风险等级 低风险（蓝）→较大风险（橙）" in text
