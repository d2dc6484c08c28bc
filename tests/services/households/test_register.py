"""The household register: nobody is joined or overwritten, all are found, full names need a window with a reason."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from models import HouseholdMember, JournalEntry, RiskPoint, RiskPointCard
from models.enums import Level
from services.core.act import Act
from services.core.errors import Forbidden, Refused, Stale
from services.core.town import Town
from services.households import members, reach, register, saying
from services.risk_points import register as risk_points
from township import TownshipDriver


@pytest.fixture
async def driver(town: Town) -> TownshipDriver:
    return await TownshipDriver.open(town)


async def household(
    driver: TownshipDriver, head: str, *others: str, who: str = "officer", village: str = "shangwan"
) -> int:
    async def entering(act: Act) -> int:
        one = await register.enter(act, village_id=driver.villages[village])
        for name in (head, *others):
            await members.join(act, one.id, name)
        return one.id

    found: int = await driver.by(who, entering)
    return found


async def found(driver: TownshipDriver, term: str, who: str = "duty") -> list[tuple[str, str]]:
    listing = await driver.by(who, register.search, term)
    assert listing.total == len(listing.entries)
    return [(one.code, member.name) for one, member, _ in listing.entries]


async def test_namesakes_and_twins_are_rows_of_their_own_and_all_are_found(driver: TownshipDriver) -> None:
    first = await household(driver, "李建国", "张伟", "张伟")
    await household(driver, "李建 国", who="neighbour", village="xiahe")
    await household(driver, "Li Jianguo", who="duty")
    assert await found(driver, "李建国") == [("H-0001", "李建国"), ("H-0002", "李建国")]
    assert await found(driver, "李 建国") == await found(driver, "李建国")
    assert await found(driver, "张伟") == [("H-0001", "张伟"), ("H-0001", "张伟")], "twins are two"
    assert await found(driver, "LIJIANGUO") == [("H-0003", "Li Jianguo")]
    for number in ("H-0001", "h0001", "01"):
        assert await found(driver, number) == [("H-0001", "李建国")]
    assert await found(driver, "李建国", "officer") == [("H-0001", "李建国")], (
        "an officer sees the households of one village"
    )
    for nothing in ("", " ", "李", "%", "_"):
        with pytest.raises(Refused, match="household-search-short"):
            await found(driver, nothing)
    assert await found(driver, "%%") == [], "a search is no pattern"
    for stranger in ("land", "operator"):
        with pytest.raises(Forbidden):
            await found(driver, "李建国", stranger)
    with pytest.raises(Forbidden):
        await driver.by("neighbour", register.shown, first)
    with pytest.raises(Forbidden):
        await household(driver, "外人", who="neighbour")
    async with driver.town.database.reading() as session:
        looked = sa.select(JournalEntry).where(JournalEntry.action == "search_households")
        told = str([entry.details for entry in await session.scalars(looked)])
    assert "H-0001" in told
    assert "李" not in told, "the journal never says names"


async def test_the_counts_follow_the_people_and_whoever_left_stays_a_row(driver: TownshipDriver) -> None:
    id_ = await household(driver, "赵大", "钱氏")
    await driver.by("officer", saying.take, id_, "people", "4")
    shown = await driver.by("officer", register.shown, id_)
    head, wife = shown.members
    assert (head.householder, wife.householder, shown.household.people) == (True, False, 4)
    await driver.by("officer", saying.take_of_person, wife.id, "needs", "高龄、残疾")
    await driver.by("officer", saying.take_of_person, wife.id, "born", "1950-12-02")
    with pytest.raises(Refused, match="household-people-few"):
        await driver.by("officer", saying.take, id_, "people", "1")
    for field, said in (("needs", "会飞"), ("born", "昨天"), ("sex", "不男不女"), ("phone", "12")):
        with pytest.raises(Refused, match=f"household-{field}-unclear"):
            await driver.by("officer", saying.take_of_person, wife.id, field, said)
    shown = await driver.by("officer", register.shown, id_)
    wife = shown.members[1]
    assert (wife.vulnerable, wife.born_on, shown.household.vulnerable) == (
        ["disabled", "elderly"],
        date(1950, 12, 2),
        1,
    )
    assert members.age(wife, date(2026, 11, 23)) == 75
    await driver.by("officer", members.leave, wife.id, "随子女进城")
    shown = await driver.by("officer", register.shown, id_)
    assert ([one.name for one in shown.members], [one.name for one in shown.left]) == (["赵大"], ["钱氏"])
    assert (shown.household.people, shown.household.vulnerable) == (3, 0)
    with pytest.raises(Stale):
        await driver.by("officer", members.leave, wife.id, "又走了")
    assert await found(driver, "钱氏") == []
    await driver.by("officer", members.come_back, wife.id)
    assert await found(driver, "钱氏") == [("H-0001", "钱氏")]


async def test_full_names_need_a_window_with_a_reason_and_each_look_is_journalled(driver: TownshipDriver) -> None:
    id_ = await household(driver, "李建国")
    shown = await driver.by("officer", register.shown, id_)

    async def name(act: Act) -> str:
        return (await reach.names(act, shown.household)).name("李建国")

    assert await driver.by("officer", name) == "李*"
    with pytest.raises(Refused, match="error-reason-needed"):
        await driver.by("officer", reach.open_window, " ")
    with pytest.raises(Forbidden):
        await driver.by("director", reach.open_window, "看看")
    await driver.by("officer", reach.open_window, "核对转移名单")
    assert await driver.by("officer", name) == "李建国"
    assert await driver.by("duty", name) == "李*", "a window is personal"
    await driver.by("neighbour", reach.open_window, "看看")
    with pytest.raises(Forbidden):
        await driver.by("neighbour", name)
    driver.forward(minutes=15)
    assert await driver.by("officer", name) == "李*"
    async with driver.town.database.reading() as session:
        of = sa.select(JournalEntry).where(JournalEntry.action == "look")
        (look,) = await session.scalars(of)
    assert (look.subject, look.actor_id, look.reason) == (f"household:{id_}", driver.people["officer"], "核对转移名单")


async def test_the_card_is_filled_in_by_hand_else_by_the_gravest_risk_point(driver: TownshipDriver) -> None:
    id_ = await household(driver, "赵大")
    points = [
        await driver.by(
            "duty", risk_points.add, name=name, line="geology", level=level, village_id=driver.villages["shangwan"]
        )
        for name, level in (("甲坡", Level.LOW), ("乙坡", Level.MAJOR))
    ]
    await driver.by("duty", risk_points.change, points[1].id, {"monitor": "周监测", "monitor_phone": "+8613800138000"})
    async with driver.town.database.transaction() as session:
        session.add(RiskPointCard(point_id=points[1].id, hazard="小型滑坡", route="沿村道往东", units={}))
    await driver.by("officer", saying.take, id_, "points", "甲坡、FX-002")
    await driver.by("officer", saying.take, id_, "route", "过桥走")
    await driver.by("officer", saying.take, id_, "helper", "冯书记")
    shown = await driver.by("officer", register.shown, id_)
    assert [point.name for point, _ in shown.points] == ["乙坡", "甲坡"]
    assert [shown.said(field) for field in ("hazard", "route", "monitor")] == ["小型滑坡", "过桥走", "周监测"]
    assert shown.helper is not None
    assert shown.helper.id == driver.people["principal"]
    for field, said in (("points", "丙坡"), ("helper", "无名氏"), ("shelter", "小学"), ("people", "很多")):
        with pytest.raises(Refused):
            await driver.by("officer", saying.take, id_, field, said)
    await driver.by("officer", saying.take, id_, "helper", "邻居老王 13800138001")
    shown = await driver.by("officer", register.shown, id_)
    assert (shown.helper, shown.household.helper) == (None, "邻居老王")
    async with driver.town.database.reading() as session:
        of = sa.select(JournalEntry.details).where(JournalEntry.subject == f"household:{id_}")
        told = str(list(await session.scalars(of)))
        assert not any(word in told for word in ("老王", "138", "过桥", "赵"))
        assert await session.scalar(sa.select(sa.func.count(HouseholdMember.id))) == 1
        assert await session.scalar(sa.select(sa.func.count(RiskPoint.id))) == 2


async def test_a_window_ends_when_it_is_closed_by_hand(driver: TownshipDriver) -> None:
    await driver.by("officer", reach.open_window, "核对")
    await driver.by("officer", reach.close_windows)
    assert await driver.by("officer", reach.window) is None
    driver.clock.at += timedelta(minutes=1)
    await driver.by("officer", reach.open_window, "再核对")
    assert await driver.by("officer", reach.window) is not None
