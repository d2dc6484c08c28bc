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
async def loop(town: Town) -> TownshipDriver:
    return await TownshipDriver.open(town)


async def household(
    loop: TownshipDriver, head: str, *others: str, who: str = "officer", village: str = "shangwan"
) -> int:
    async def entering(act: Act) -> int:
        one = await register.enter(act, village_id=loop.villages[village])
        for name in (head, *others):
            await members.join(act, one.id, name)
        return one.id

    found: int = await loop.by(who, entering)
    return found


async def found(loop: TownshipDriver, term: str, who: str = "duty") -> list[tuple[str, str]]:
    listing = await loop.by(who, register.search, term)
    assert listing.total == len(listing.entries)
    return [(one.code, member.name) for one, member, _ in listing.entries]


async def test_namesakes_and_twins_are_rows_of_their_own_and_all_are_found(loop: TownshipDriver) -> None:
    first = await household(loop, "李建国", "张伟", "张伟")
    await household(loop, "李建 国", who="neighbour", village="xiahe")
    await household(loop, "Li Jianguo", who="duty")
    assert await found(loop, "李建国") == [("H-0001", "李建国"), ("H-0002", "李建国")]
    assert await found(loop, "李 建国") == await found(loop, "李建国")
    assert await found(loop, "张伟") == [("H-0001", "张伟"), ("H-0001", "张伟")], "twins are two"
    assert await found(loop, "LIJIANGUO") == [("H-0003", "Li Jianguo")]
    for number in ("H-0001", "h0001", "01"):
        assert await found(loop, number) == [("H-0001", "李建国")]
    assert await found(loop, "李建国", "officer") == [("H-0001", "李建国")], "an officer sees the own village"
    for nothing in ("", " ", "李", "%", "_"):
        with pytest.raises(Refused, match="household-search-short"):
            await found(loop, nothing)
    assert await found(loop, "%%") == [], "a search is no pattern"
    for stranger in ("land", "operator"):
        with pytest.raises(Forbidden):
            await found(loop, "李建国", stranger)
    with pytest.raises(Forbidden):
        await loop.by("neighbour", register.shown, first)
    with pytest.raises(Forbidden):
        await household(loop, "外人", who="neighbour")
    async with loop.town.database.reading() as session:
        looked = sa.select(JournalEntry).where(JournalEntry.action == "search_households")
        told = str([entry.details for entry in await session.scalars(looked)])
    assert "H-0001" in told
    assert "李" not in told, "the journal never says names"


async def test_the_counts_follow_the_people_and_whoever_left_stays_a_row(loop: TownshipDriver) -> None:
    id_ = await household(loop, "赵大", "钱氏")
    await loop.by("officer", saying.take, id_, "people", "4")
    shown = await loop.by("officer", register.shown, id_)
    head, wife = shown.members
    assert (head.householder, wife.householder, shown.household.people) == (True, False, 4)
    await loop.by("officer", saying.take_of_person, wife.id, "needs", "高龄、残疾")
    await loop.by("officer", saying.take_of_person, wife.id, "born", "1950-12-02")
    with pytest.raises(Refused, match="household-people-few"):
        await loop.by("officer", saying.take, id_, "people", "1")
    for field, said in (("needs", "会飞"), ("born", "昨天"), ("sex", "不男不女"), ("phone", "12")):
        with pytest.raises(Refused, match=f"household-{field}-unclear"):
            await loop.by("officer", saying.take_of_person, wife.id, field, said)
    shown = await loop.by("officer", register.shown, id_)
    wife = shown.members[1]
    assert (wife.vulnerable, wife.born_on, shown.household.vulnerable) == (
        ["disabled", "elderly"],
        date(1950, 12, 2),
        1,
    )
    assert members.age(wife, date(2026, 11, 23)) == 75
    await loop.by("officer", members.leave, wife.id, "随子女进城")
    shown = await loop.by("officer", register.shown, id_)
    assert ([one.name for one in shown.members], [one.name for one in shown.left]) == (["赵大"], ["钱氏"])
    assert (shown.household.people, shown.household.vulnerable) == (3, 0)
    with pytest.raises(Stale):
        await loop.by("officer", members.leave, wife.id, "又走了")
    assert await found(loop, "钱氏") == []
    await loop.by("officer", members.come_back, wife.id)
    assert await found(loop, "钱氏") == [("H-0001", "钱氏")]


async def test_full_names_need_a_window_with_a_reason_and_each_look_is_journalled(loop: TownshipDriver) -> None:
    id_ = await household(loop, "李建国")
    shown = await loop.by("officer", register.shown, id_)

    async def name(act: Act) -> str:
        return (await reach.names(act, shown.household)).name("李建国")

    assert await loop.by("officer", name) == "李*"
    with pytest.raises(Refused, match="error-reason-needed"):
        await loop.by("officer", reach.open_window, " ")
    with pytest.raises(Forbidden):
        await loop.by("director", reach.open_window, "看看")
    await loop.by("officer", reach.open_window, "核对转移名单")
    assert await loop.by("officer", name) == "李建国"
    assert await loop.by("duty", name) == "李*", "a window is personal"
    await loop.by("neighbour", reach.open_window, "看看")
    with pytest.raises(Forbidden):
        await loop.by("neighbour", name)
    loop.forward(minutes=15)
    assert await loop.by("officer", name) == "李*"
    async with loop.town.database.reading() as session:
        of = sa.select(JournalEntry).where(JournalEntry.action == "look")
        (look,) = await session.scalars(of)
    assert (look.subject, look.actor_id, look.reason) == (f"household:{id_}", loop.people["officer"], "核对转移名单")


async def test_the_card_is_filled_in_by_hand_else_by_the_gravest_risk_point(loop: TownshipDriver) -> None:
    id_ = await household(loop, "赵大")
    points = [
        await loop.by(
            "duty", risk_points.add, name=name, line="geology", level=level, village_id=loop.villages["shangwan"]
        )
        for name, level in (("甲坡", Level.LOW), ("乙坡", Level.MAJOR))
    ]
    await loop.by("duty", risk_points.change, points[1].id, {"monitor": "周监测", "monitor_phone": "+8613800138000"})
    async with loop.town.database.transaction() as session:
        session.add(RiskPointCard(point_id=points[1].id, hazard="小型滑坡", route="沿村道往东", units={}))
    await loop.by("officer", saying.take, id_, "points", "甲坡、FX-002")
    await loop.by("officer", saying.take, id_, "route", "过桥走")
    await loop.by("officer", saying.take, id_, "helper", "冯书记")
    shown = await loop.by("officer", register.shown, id_)
    assert [point.name for point, _ in shown.points] == ["乙坡", "甲坡"]
    assert [shown.said(field) for field in ("hazard", "route", "monitor")] == ["小型滑坡", "过桥走", "周监测"]
    assert shown.helper is not None
    assert shown.helper.id == loop.people["principal"]
    for field, said in (("points", "丙坡"), ("helper", "无名氏"), ("shelter", "小学"), ("people", "很多")):
        with pytest.raises(Refused):
            await loop.by("officer", saying.take, id_, field, said)
    await loop.by("officer", saying.take, id_, "helper", "邻居老王 13800138001")
    shown = await loop.by("officer", register.shown, id_)
    assert (shown.helper, shown.household.helper) == (None, "邻居老王")
    async with loop.town.database.reading() as session:
        of = sa.select(JournalEntry.details).where(JournalEntry.subject == f"household:{id_}")
        told = str(list(await session.scalars(of)))
        assert not any(word in told for word in ("老王", "138", "过桥", "赵"))
        assert await session.scalar(sa.select(sa.func.count(HouseholdMember.id))) == 1
        assert await session.scalar(sa.select(sa.func.count(RiskPoint.id))) == 2


async def test_a_window_ends_when_it_is_closed_by_hand(loop: TownshipDriver) -> None:
    await loop.by("officer", reach.open_window, "核对")
    await loop.by("officer", reach.close_windows)
    assert await loop.by("officer", reach.window) is None
    loop.clock.at += timedelta(minutes=1)
    await loop.by("officer", reach.open_window, "再核对")
    assert await loop.by("officer", reach.window) is not None
