"""The reachability test: whom chat would reach, asked gently and once, never in the way of what is real."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
import yaml
from openpyxl import load_workbook

from models import (
    Account,
    Broadcast,
    Message,
    Mobilisation,
    Person,
    Post,
    ReachabilityMonth,
    ReachabilityTest,
    RemediationTask,
    RollCallEntry,
)
from models.enums import BroadcastLevel, BroadcastState, MessageState, MobilisationState, OutOfReach, Priority, Role
from scheduler import ticks
from services.accounts import login
from services.broadcasts import cards as broadcasts_cards
from services.core import journal
from services.core.act import Act, Moment
from services.core.errors import Forbidden, Refused, Stale
from services.core.town import Town
from services.messaging import audiences, ledger
from services.messaging.audiences import Selection
from services.messaging.kinds import REACHABILITY
from services.people.affiliation import Places
from services.reachability import asking as reachability_asking
from services.reachability import blockers as reachability_blockers
from services.reachability import cards as reachability_cards
from services.reachability import closing as reachability_closing
from services.reachability import result as reachability_result
from services.reachability import workbook as reachability_workbook
from services.reachability.result import Result
from services.settings.township import Township
from squad_steps import enrol
from township import MONDAY, TownshipDriver
from two_at_once import Does, at_once

CONFIG = Path(__file__).parents[3] / "config.yaml"
TEN = timedelta(hours=2)
"""From midnight UTC to 10:00 in Shanghai."""
DECEMBER = datetime(2026, 12, 10, tzinfo=UTC) + TEN
"""A working Thursday."""


@pytest.fixture
async def driver(town: Town) -> TownshipDriver:
    return await TownshipDriver.open(town)


def ruled(town: Town, **roll_call: Any) -> Town:
    """The township with other rules for roll-calls."""
    rules = town.settings.roll_call.model_copy(update=roll_call)
    return replace(town, settings=town.settings.model_copy(update={"roll_call": rules}))


async def starts(driver: TownshipDriver, who: str = "duty") -> ReachabilityTest:
    test: ReachabilityTest = await driver.by(who, reachability_asking.start)
    return test


async def arrives(driver: TownshipDriver, *, but: Sequence[str] = (), blocked: Sequence[str] = ()) -> None:
    """Let every question that waits be delivered; to ``but`` it is not sent, ``blocked`` have blocked the bot."""
    async with driver.town.database.transaction() as session:
        ids = {who: driver.people[who] for who in (*but, *blocked)}
        waiting = sa.and_(Message.event == REACHABILITY.event, Message.state == MessageState.QUEUED)
        refused = [ids[who] for who in blocked]
        await session.execute(
            sa.update(Message).where(waiting, Message.person_id.in_(refused)).values(state=MessageState.FAILED)
        )
        await session.execute(sa.update(Account).where(Account.person_id.in_(refused)).values(reachable=False))
        await session.execute(
            sa.update(Message)
            .where(waiting, Message.person_id.not_in(list(ids.values())))
            .values(state=MessageState.SENT, sent_at=driver.now)
        )


async def answers(driver: TownshipDriver, test: ReachabilityTest, *who: str) -> list[str]:
    """Let people press "received"; returns what each is told."""
    said = []
    for one in who:
        actor = await driver.actor(one)
        async with driver.town.database.transaction() as session:
            said.append((await reachability_asking.answer(Act(session, driver.town, driver.now, actor), test.id))[1])
    return said


async def everybody_answers(driver: TownshipDriver, test: ReachabilityTest, *, but: Sequence[str] = ()) -> None:
    await answers(driver, test, *(who for who in driver.people if who not in but))


async def asked(driver: TownshipDriver) -> list[tuple[str, Message]]:
    """Every question so far, with who got it."""
    names = {person_id: who for who, person_id in driver.people.items()}
    async with driver.town.database.reading() as session:
        rows = await session.scalars(sa.select(Message).where(Message.event == REACHABILITY.event).order_by(Message.id))
        return [(names.get(row.person_id or 0, "stranger"), row) for row in rows]


async def told(driver: TownshipDriver, event: str) -> dict[str, str]:
    """Who was told of an event, and in which words."""
    names = {person_id: who for who, person_id in driver.people.items()}
    async with driver.town.database.reading() as session:
        rows = await session.scalars(sa.select(Message).where(Message.event == event).order_by(Message.id))
        return {names[row.person_id or 0]: row.content["text"] for row in rows}


async def over(driver: TownshipDriver) -> int:
    """Let the hour pass."""
    driver.forward(minutes=61)
    return await ticks.do(driver.town, "end_tests")


async def figures(driver: TownshipDriver, test: ReachabilityTest) -> Result:
    async with driver.town.database.reading() as session:
        fresh = await session.get_one(ReachabilityTest, test.id)
        return await reachability_result.of(session, fresh)


async def sent_so_far(driver: TownshipDriver) -> list[ReachabilityTest]:
    async with driver.town.database.reading() as session:
        return list(await session.scalars(sa.select(ReachabilityTest).order_by(ReachabilityTest.id)))


async def test_each_person_is_asked_once_without_a_sound_and_behind_everything_else(driver: TownshipDriver) -> None:
    test = await starts(driver)
    questions = await asked(driver)
    assert sorted(who for who, _ in questions) == sorted(driver.people), "also who holds two posts, once"
    for _, row in questions:
        text = row.content["text"]
        assert "联络测试" in text
        assert "不是险情，无需行动" in text
        assert not [sign for sign in ("🚨", "🔴", "🆘", "⚠️", "紧急", "立即") if sign in text]
        assert [[button["text"] for button in line] for line in row.content["rows"]] == [["收到"]]
        assert row.content["silent"] is True
        assert (row.priority, row.call, row.group_id) == (Priority.DIGEST, False, None)
        assert row.expires_at == test.ends_at
    assert test.ends_at - test.started_at == timedelta(minutes=60)


async def test_the_silent_are_asked_twice_more_and_nobody_telephones(driver: TownshipDriver) -> None:
    test = await starts(driver)
    await arrives(driver)
    await everybody_answers(driver, test, but=["officer", "land"])
    for minutes, expected in ((19, 0), (1, 2), (19, 0), (1, 2), (19, 0)):
        before = len(await asked(driver))
        driver.forward(minutes=minutes)
        await ticks.do(driver.town, "chase_silent")
        new = (await asked(driver))[before:]
        assert len(new) == expected
        assert {who for who, _ in new} <= {"officer", "land"}
        assert all("还没有看到您的回复" in row.content["text"] and row.content["silent"] for _, row in new)
    assert not any(row.call for _, row in await asked(driver))


async def test_nothing_is_asked_again_while_squads_are_out(driver: TownshipDriver) -> None:
    await starts(driver)
    await arrives(driver)
    await mobilised(driver)
    before = len(await asked(driver))
    driver.forward(minutes=20)
    await ticks.do(driver.town, "chase_silent")
    assert len(await asked(driver)) == before


async def mobilised(
    driver: TownshipDriver, *, drill: bool = False, state: MobilisationState = MobilisationState.RUNNING
) -> int:
    async with driver.town.database.transaction() as session:
        made = Mobilisation(
            commander_id=driver.people["duty"], state=state, drill=drill, squads=[], created_at=driver.now, task="转移"
        )
        session.add(made)
        await session.flush()
        return made.id


async def warned(driver: TownshipDriver, *, level: BroadcastLevel = BroadcastLevel.RED, drill: bool = False) -> None:
    async with driver.town.database.transaction() as session:
        session.add(
            Broadcast(
                author_id=driver.people["duty"],
                state=BroadcastState.SENT,
                level=level,
                drill=drill,
                audience={},
                text="请转移",
                created_at=driver.now,
                sent_at=driver.now,
            )
        )


async def test_a_second_test_within_two_days_is_refused_with_both_times(driver: TownshipDriver) -> None:
    await starts(driver)
    driver.forward(hours=47)
    with pytest.raises(Refused, match="reach-too-soon") as refused:
        await starts(driver, "deputy")
    words = refused.value.in_words(driver.town.words("zh_CN"))
    assert words == "上次测试是 11-23 10:00，11-25 10:00 以后才能再测。"
    driver.forward(hours=1)
    assert (await starts(driver, "deputy")).number == 2


async def test_the_township_says_how_often(town: Town) -> None:
    driver = await TownshipDriver.open(ruled(town, test_every=timedelta(hours=3)))
    await starts(driver)
    driver.forward(hours=3)
    await starts(driver)
    assert len(await sent_so_far(driver)) == 2


async def test_two_pressing_at_once_start_one_test(driver: TownshipDriver) -> None:
    both = await asyncio.gather(
        starts(driver), starts(driver, "deputy"), starts(driver, "chief"), return_exceptions=True
    )
    assert sum(isinstance(one, ReachabilityTest) for one in both) == 1
    assert [one.key for one in both if isinstance(one, Refused)] == ["reach-too-soon"] * 2
    assert len(await asked(driver)) == len(driver.people)


async def test_it_never_reaches_into_the_quiet_hours(driver: TownshipDriver) -> None:
    for hours, refused in ((10.9, False), (11.1, True), (15, True), (20.9, True)):  # from 10:00: quiet 22:00 to 7:00
        now = MONDAY + timedelta(hours=hours)
        async with driver.town.database.reading() as session:
            found = await reachability_blockers.of(Moment(session, driver.town, now), None)
        assert (found is not None) is refused, hours
    assert found is not None
    assert driver.town.words("zh_CN")(found.key, **found.arguments).endswith("11-24 07:00 以后再发。")
    driver.forward(hours=13)
    with pytest.raises(Refused, match="reach-at-night"):
        await starts(driver)


async def test_it_waits_for_what_is_real_and_not_for_exercises(driver: TownshipDriver) -> None:
    await mobilised(driver, drill=True)
    await mobilised(driver, state=MobilisationState.ENDED)
    await warned(driver, drill=True)
    await warned(driver, level=BroadcastLevel.YELLOW)
    async with driver.town.database.reading() as session:
        assert not await reachability_blockers.busy(session, now=driver.now)
    await warned(driver)
    with pytest.raises(Refused, match="reach-busy"):
        await starts(driver)
    driver.forward(hours=2)
    await mobilised(driver, state=MobilisationState.STANDING_DOWN)
    with pytest.raises(Refused, match="reach-busy"):
        await starts(driver)


async def test_a_village_tests_its_own_and_keeps_the_station_from_nothing(driver: TownshipDriver) -> None:
    test = await starts(driver, "principal")
    questions = await asked(driver)
    assert {who for who, _ in questions} == {"principal", "officer"}
    assert all("这是上湾村的例行测试" in row.content["text"] for _, row in questions)
    with pytest.raises(Refused, match="reach-too-soon"):
        await starts(driver, "principal")
    assert {*(await starts(driver, "neighbour_principal")).villages} == {driver.villages["xiahe"]}
    whole = await starts(driver)
    actor = await driver.actor("principal")
    async with driver.town.database.reading() as session:
        assert (await reachability_asking.seen_by(session, actor, test.id)).id == test.id
        with pytest.raises(Stale):
            await reachability_asking.seen_by(session, actor, whole.id)
    with pytest.raises(Forbidden):
        await starts(driver, "land")


async def test_the_page_before_it_counts_by_post_village_and_squad(driver: TownshipDriver) -> None:
    await enrol(driver, strangers=3)
    actor = await driver.actor("duty")
    async with driver.town.database.reading() as session:
        found = await reachability_asking.look(Act(session, driver.town, driver.now, actor))
        words = driver.town.words("zh_CN")
        card = reachability_cards.preview(driver.town, words, found, await Places.load(session), None, None, 0)
    assert "将发给 <b>20 人</b>" in card.text
    assert "突击队队员 3" in card.text
    assert "灾害信息员 2" in card.text
    assert "村社：上湾村 8、下河村 2" in card.text
    assert "突击队：上湾村应急突击队 7" in card.text
    assert "3 人没有登录" in card.text
    assert [row[0].text for row in card.rows] == ["📶 发送给这 20 人", "🔍 现在收不到的 3 人"]


async def test_the_result_says_who_is_out_of_reach_and_why(driver: TownshipDriver) -> None:
    async with driver.town.database.transaction() as session:
        await session.execute(sa.delete(Account).where(Account.person_id == driver.people["road"]))
    test = await starts(driver)
    await arrives(driver, but=["build"], blocked=["land"])
    async with driver.town.database.transaction() as session:
        await session.execute(
            sa.update(Message)
            .where(Message.person_id == driver.people["build"])
            .values(state=MessageState.FAILED, failure="bad_request")
        )
    await everybody_answers(driver, test, but=["road", "land", "build", "officer"])
    assert await over(driver) == 1
    found = await figures(driver, test)
    assert (found.asked, found.answered, found.late, found.out) == (17, 13, 0, 4)
    async with driver.town.database.reading() as session:
        fresh = await session.get_one(ReachabilityTest, test.id)
        out = [(one.person.name, one.reason) for one in await reachability_result.out_of_reach(session, fresh)]
    assert out == [
        ("沈经办", OutOfReach.NO_ACCOUNT),
        ("蒋经办", OutOfReach.BLOCKED),
        ("韩经办", OutOfReach.UNDELIVERED),
        ("王信息员", OutOfReach.SILENT),
    ], "gravest first"
    results = await told(driver, "reachability_result")
    assert set(results) == {"duty", "chief"}
    for part in ("共 17 人：按时回复 <b>13</b> 人，联系不上 <b>4</b> 人", "没有登录 1 人", "送达但未回复 1 人"):
        assert part in results["chief"]
    assert "聊天：13/17 人收得到" in results["chief"]
    assert "没有配置短信等通道，聊天联系不上的 4 人只能打电话" in results["chief"]
    assert await ticks.do(driver.town, "end_tests") == 0, "once"
    async with driver.town.database.reading() as session:
        meant = await audiences.find(session, driver.town, Selection(everyone=True))
    away = {driver.people[who] for who in ("road", "land")}
    assert set(meant.unreached) == away
    assert meant.doubtful == {driver.people["build"], driver.people["officer"]}, "a draft says so before it goes"
    said = broadcasts_cards.who(driver.town.words("zh_CN"), meant, groups=False)
    assert f"能收到 {len(meant.people) - 2} 人，收不到 2 人" in said
    assert "2 人最近一次联络测试没有回复" in said
    first = [one.person_id for one in meant.gravest_first[:4]]
    assert (set(first[:2]), set(first[2:])) == (away, meant.doubtful), "by name, these first"


async def test_two_clocks_end_a_test_once(driver: TownshipDriver) -> None:
    await starts(driver)
    driver.forward(minutes=61)
    ended = await asyncio.gather(ticks.do(driver.town, "end_tests"), ticks.do(driver.town, "end_tests"))
    assert sorted(ended) == [0, 1]


async def test_what_could_not_be_sent_is_nobody_s_fault(driver: TownshipDriver) -> None:
    test = await starts(driver)
    await over(driver)
    found = await figures(driver, test)
    assert found.reasons == {OutOfReach.UNSENT: 17}
    async with driver.town.database.reading() as session:
        assert await session.scalar(sa.select(sa.func.count(RemediationTask.id))) == 0


async def test_whom_it_did_not_reach_is_on_its_own_list_not_among_the_undelivered(driver: TownshipDriver) -> None:
    await starts(driver)
    await arrives(driver, blocked=["land", "officer"])
    driver.forward(minutes=20)
    await ticks.do(driver.town, "chase_silent")
    assert (await driver.by("duty", ledger.undelivered)).total == 0


async def test_a_late_answer_is_noted_kindly_and_counts_as_late(driver: TownshipDriver) -> None:
    test = await starts(driver)
    await arrives(driver)
    assert await answers(driver, test, "land", "land") == ["roll-call-noted", "roll-call-noted-before"]
    await over(driver)
    assert await answers(driver, test, "officer", "officer") == ["reach-noted-late", "roll-call-noted-before"]
    found = await figures(driver, test)
    assert (found.answered, found.late, found.reasons[OutOfReach.SILENT]) == (1, 1, 15)


async def test_who_was_not_asked_is_told_so(driver: TownshipDriver) -> None:
    test = await starts(driver, "principal")
    with pytest.raises(Stale, match="roll-call-not-on-it"):
        await answers(driver, test, "land")


async def test_logging_in_meanwhile_is_an_answer(driver: TownshipDriver) -> None:
    async with driver.town.database.transaction() as session:
        await session.execute(sa.delete(Account).where(Account.person_id == driver.people["road"]))
    test = await starts(driver)
    await arrives(driver)
    driver.forward(minutes=5)
    async with driver.town.database.transaction() as session:
        phone = await session.scalar(sa.select(Person.phone).where(Person.id == driver.people["road"]))
        await login.enter_by_contact(
            Moment(session, driver.town, driver.now), telegram_id=77, contact_user_id=77, phone=phone or ""
        )
    await over(driver)
    found = await figures(driver, test)
    assert (found.answered, found.reasons[OutOfReach.NO_ACCOUNT]) == (1, 0)


async def test_start_and_end_are_journalled(driver: TownshipDriver) -> None:
    test = await starts(driver)
    await arrives(driver)
    await over(driver)
    async with driver.town.database.reading() as session:
        found = await journal.history(session, reachability_asking.subject(test.id))
    assert [(entry.action, entry.actor_id) for entry in found] == [("start", driver.people["duty"]), ("end", None)]
    assert found[0].details["people"] == 17
    assert found[1].details == {"asked": 17, "answered": 0, "silent": 17}


async def test_a_training_copy_says_so_everywhere(town: Town) -> None:
    driver = await TownshipDriver.open(replace(town, settings=town.settings.model_copy(update={"drill": True})))
    test = await starts(driver)
    await arrives(driver)
    await everybody_answers(driver, test, but=["officer"])
    await over(driver)
    async with driver.town.database.reading() as session:
        rows = list(await session.scalars(sa.select(Message)))
        name, _ = await reachability_workbook.workbook(
            Act(session, driver.town, driver.now, await driver.actor("duty")), test.id
        )
    assert {row.event for row in rows} == {REACHABILITY.event, "reachability_result", "mend_given"}
    assert all("【演练】" in row.content["text"] and row.drill for row in rows)
    assert "演练" in name


async def test_the_file_names_them_masked_and_holds_no_formula(driver: TownshipDriver) -> None:
    async with driver.town.database.transaction() as session:
        await session.execute(sa.update(Person).where(Person.id == driver.people["land"]).values(name="=1+1"))
    test = await starts(driver)
    await arrives(driver)
    await everybody_answers(driver, test, but=["land", "officer"])
    await over(driver)
    async with driver.town.database.reading() as session:
        name, content = await reachability_workbook.workbook(
            Act(session, driver.town, driver.now, await driver.actor("duty")), test.id
        )
    assert name == "联络测试-第1次-20261123.xlsx"
    sheet = load_workbook(BytesIO(content)).active
    assert sheet is not None
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0][:6] == ["序号", "所在", "职务", "姓名", "手机尾号", "聊天为何收不到"]
    officer = next(row for row in rows if row[1] == "上湾村")
    assert officer == [1, "上湾村", "灾害信息员", "王*", "0007", "送达但未回复", "电话", "冯*", "11-30 11:01", "待整改"]
    assert "王信息员" not in str(rows)
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


async def monthly(driver: TownshipDriver, at: datetime) -> list[ReachabilityTest]:
    """Let two clocks look at a moment; returns every test so far."""
    driver.clock.at = at
    await asyncio.gather(ticks.do(driver.town, "test_monthly"), ticks.do(driver.town, "test_monthly"))
    return await sent_so_far(driver)


async def test_each_month_it_comes_once_on_its_day(driver: TownshipDriver) -> None:
    assert await monthly(driver, MONDAY) == [], "a new township begins with the next month"
    assert await monthly(driver, DECEMBER - timedelta(minutes=1)) == []
    (test,) = await monthly(driver, DECEMBER)
    assert (test.started_at, test.started_by_id, test.villages) == (DECEMBER, None, [])
    assert len(await asked(driver)) == len(driver.people)
    assert len(await monthly(driver, DECEMBER + timedelta(days=3))) == 1
    assert len(await monthly(driver, DECEMBER + timedelta(days=32))) == 2, "11 January 2027, a Monday: the 10th is off"


async def test_a_holiday_puts_it_on_the_next_working_day(town: Town) -> None:
    driver = await TownshipDriver.open(ruled(town, test_on=12))
    await monthly(driver, MONDAY)
    saturday = datetime(2026, 12, 12, tzinfo=UTC) + TEN
    assert await monthly(driver, saturday) == []
    assert await monthly(driver, saturday + timedelta(days=1)) == []
    assert len(await monthly(driver, saturday + timedelta(days=2))) == 1


async def test_it_is_left_out_when_everybody_was_asked_just_before(driver: TownshipDriver) -> None:
    await monthly(driver, MONDAY)
    driver.clock.at = DECEMBER - timedelta(hours=20)
    await starts(driver)
    assert len(await monthly(driver, DECEMBER)) == 1
    said = await told(driver, "reachability_month")
    assert {"chief", "deputy"} <= set(said)
    assert said["chief"] == "📶 本月例行联络测试不再发：12-09 14:00 刚测过。"
    assert len(await monthly(driver, DECEMBER + timedelta(days=4))) == 1, "this month is settled"


async def test_a_village_s_own_test_does_not_stand_for_it(driver: TownshipDriver) -> None:
    await monthly(driver, MONDAY)
    driver.clock.at = DECEMBER - timedelta(hours=2)
    await starts(driver, "principal")
    assert len(await monthly(driver, DECEMBER)) == 2


async def test_it_is_put_off_while_squads_are_out_and_the_station_is_told(driver: TownshipDriver) -> None:
    await monthly(driver, MONDAY)
    number = await mobilised(driver)
    assert await monthly(driver, DECEMBER) == []
    said = await told(driver, "reachability_month")
    assert "推迟到 12-11 10:00" in said["chief"]
    async with driver.town.database.reading() as session:
        assert [one.action for one in await journal.history(session, "reachability_month:2026-12")] == ["put-off"]
    async with driver.town.database.transaction() as session:
        await session.execute(
            sa.update(Mobilisation).where(Mobilisation.id == number).values(state=MobilisationState.ENDED)
        )
    assert await monthly(driver, DECEMBER + timedelta(hours=1)) == []
    assert len(await monthly(driver, DECEMBER + timedelta(days=1))) == 1


async def test_after_a_sleep_it_comes_in_the_morning_and_not_a_week_later(driver: TownshipDriver) -> None:
    await monthly(driver, MONDAY)
    assert await monthly(driver, DECEMBER + timedelta(hours=13)) == [], "23:00"
    assert await monthly(driver, DECEMBER + timedelta(hours=22)) == [], "8:00"
    assert len(await monthly(driver, DECEMBER + timedelta(days=1, hours=1))) == 1
    january = datetime(2027, 1, 11, tzinfo=UTC) + TEN
    assert len(await monthly(driver, january + timedelta(days=8))) == 1
    assert "已经错过一周，不再补发" in (await told(driver, "reachability_month"))["chief"]


async def test_an_empty_roster_is_left_in_peace(driver: TownshipDriver) -> None:
    await monthly(driver, MONDAY)
    async with driver.town.database.transaction() as session:
        await session.execute(sa.update(Post).values(active=False))
    assert await monthly(driver, DECEMBER) == []
    assert await ticks.do(driver.town, "test_monthly") == 0


async def test_a_township_may_want_none(town: Town) -> None:
    driver = await TownshipDriver.open(ruled(town, test_on=None))
    await monthly(driver, MONDAY)
    assert await monthly(driver, DECEMBER) == []
    async with town.database.reading() as session:
        assert await session.scalar(sa.select(sa.func.count()).select_from(ReachabilityMonth)) == 0


async def test_thousands_are_asked_and_ended_quickly(driver: TownshipDriver) -> None:
    async with driver.town.database.transaction() as session:
        session.add_all(Person(name=f"人{n}", phone=f"+86137{n:08d}") for n in range(3000))
        await session.flush()
        new = list(await session.scalars(sa.select(Person.id).where(Person.phone.startswith("+86137"))))
        session.add_all(
            Post(person_id=one, role=Role.GRID_OFFICER, village_id=driver.villages["shangwan"]) for one in new
        )
        accounts = [Account(telegram_id=10**6 + one, person_id=one, bound_at=driver.now, via="contact") for one in new]
        session.add_all(accounts[:2000])
    statements: list[str] = []
    engine = driver.town.database.engine.sync_engine
    sa.event.listen(engine, "before_cursor_execute", lambda *event: statements.append(event[2]))
    test = await starts(driver)
    await arrives(driver)
    sending = len(statements)
    await over(driver)
    assert sending < 40, "not a statement for each person"
    assert len(statements) - sending < 60
    found = await figures(driver, test)
    assert (found.asked, found.reasons[OutOfReach.NO_ACCOUNT]) == (3017, 1000)
    async with driver.town.database.reading() as session:
        assert await session.scalar(sa.select(sa.func.count(RemediationTask.id))) == 3017
        assert await session.scalar(sa.select(sa.func.count()).select_from(RollCallEntry)) == 3017


def test_rules_that_cannot_be_kept_are_faults() -> None:
    plain = yaml.safe_load(CONFIG.read_text(encoding="utf-8"))
    for changes, kind in (
        ({"test_chase_at": ["40 min", "20 min"]}, "test_chase"),
        ({"test_chase_at": ["70 min"]}, "test_chase"),
        ({"test_every": "30 min"}, "test_often"),
        ({"test_at": "21:30"}, "test_at_night"),
        ({"test_on": 31}, "less_than_equal"),
    ):
        with pytest.raises(ValueError, match=r"validation error") as faulty:
            Township.parse(plain | {"roll_call": changes})
        assert [fault["type"] for fault in faulty.value.errors()] == [kind]  # type: ignore[attr-defined]
    Township.parse(plain | {"roll_call": {"test_at": "21:30"}, "quiet_hours": None})
    Township.parse(plain | {"roll_call": {"test_on": None, "test_at": "23:00"}})


async def test_an_answer_that_meets_the_end_leaves_no_task(driver: TownshipDriver) -> None:
    test = await starts(driver)
    await everybody_answers(driver, test, but=["land", "road"])
    driver.forward(hours=2)

    async def ends(act: Act) -> bool:
        return await reachability_closing.end(act, test.id)

    await at_once(driver, Does("duty", ends, ()), Does("land", reachability_asking.answer, (test.id,)))
    async with driver.town.database.reading() as session:
        open_about = sa.select(RemediationTask.person_id).where(RemediationTask.closed_at.is_(None))
        about = set(await session.scalars(open_about))
    assert driver.people["land"] not in about
