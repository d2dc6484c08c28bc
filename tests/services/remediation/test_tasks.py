"""What a reachability test leaves to be done: who sees to it, how it ends by a word or by itself, what is overdue."""

import asyncio

import pytest
import sqlalchemy as sa

from models import Account, FiredStep, Message, Person, Post, ReachabilityTest, RemediationTask
from models.enums import MessageState, OutOfReach, RemediationOutcome
from scheduler import ticks
from services.accounts import login
from services.core import journal
from services.core.act import Act, Moment
from services.core.errors import Forbidden, Stale
from services.core.town import Town
from services.digests import digests
from services.messaging.kinds import REACHABILITY
from services.reachability import asking as reachability_asking
from services.remediation import tasks as remediation_tasks
from services.reminders import agenda
from squad_steps import enrol
from township import TownshipDriver


@pytest.fixture
async def driver(town: Town) -> TownshipDriver:
    """上湾村 has a squad (captain 王信息员) whose three members 何队员 have never logged in."""
    opened = await TownshipDriver.open(town)
    await enrol(opened, strangers=3)
    async with town.database.reading() as session:
        strangers = await session.execute(sa.select(Person.name, Person.id).where(Person.name.startswith("何队员")))
        opened.people |= {f"s{name[-1]}": person_id for name, person_id in strangers}
    return opened


async def after_a_test(
    driver: TownshipDriver, *, silent: tuple[str, ...] = (), blocked: tuple[str, ...] = ()
) -> ReachabilityTest:
    """Let a test run to its end: everybody with an account answers but these."""
    test: ReachabilityTest = await driver.by("duty", reachability_asking.start)
    gone = [driver.people[who] for who in blocked]
    async with driver.town.database.transaction() as session:
        await session.execute(
            sa.update(Message)
            .where(Message.event == REACHABILITY.event, Message.state == MessageState.QUEUED)
            .values(state=MessageState.SENT)
        )
        await session.execute(sa.update(Account).where(Account.person_id.in_(gone)).values(reachable=False))
    for who in driver.people:
        if who not in (*silent, *blocked, "s0", "s1", "s2"):
            actor = await driver.actor(who)
            async with driver.town.database.transaction() as session:
                await reachability_asking.answer(Act(session, driver.town, driver.now, actor), test.id)
    driver.forward(minutes=61)
    await ticks.do(driver.town, "end_tests")
    return test


async def tasks(driver: TownshipDriver, *, closed: bool = False) -> dict[tuple[str, OutOfReach], str]:
    """Return whom a task is about, why, and who does it; open tasks, or those that have ended."""
    names = {person_id: who for who, person_id in driver.people.items()}
    async with driver.town.database.reading() as session:
        found = await session.scalars(
            sa.select(RemediationTask).where(RemediationTask.closed_at.is_not(None) == closed)
        )
        return {(names[one.person_id], one.reason): names.get(one.assignee_id or 0, "station") for one in found}


async def endings(driver: TownshipDriver) -> dict[str, RemediationOutcome | None]:
    names = {person_id: who for who, person_id in driver.people.items()}
    async with driver.town.database.reading() as session:
        found = await session.scalars(sa.select(RemediationTask).where(RemediationTask.closed_at.is_not(None)))
        return {names[one.person_id]: one.ending for one in found}


async def task_of(driver: TownshipDriver, who: str) -> int:
    async with driver.town.database.reading() as session:
        found = await session.scalar(
            sa.select(RemediationTask.id).where(RemediationTask.person_id == driver.people[who])
        )
        assert found is not None
        return int(found)


async def settles(
    driver: TownshipDriver, who: str, task_id: int, how: RemediationOutcome = RemediationOutcome.SPOKEN_TO
) -> None:
    actor = await driver.actor(who)
    async with driver.town.database.transaction() as session:
        await remediation_tasks.settle(Act(session, driver.town, driver.now, actor), task_id, how)


async def told(driver: TownshipDriver, event: str) -> dict[str, list[str]]:
    names = {person_id: who for who, person_id in driver.people.items()}
    found: dict[str, list[str]] = {}
    async with driver.town.database.reading() as session:
        for row in await session.scalars(sa.select(Message).where(Message.event == event).order_by(Message.id)):
            found.setdefault(names[row.person_id or 0], []).append(row.content["text"])
    return found


NO_ACCOUNT, SILENT, BLOCKED = OutOfReach.NO_ACCOUNT, OutOfReach.SILENT, OutOfReach.BLOCKED


async def test_whoever_stands_next_to_them_sees_to_it(driver: TownshipDriver) -> None:
    await after_a_test(driver, silent=("land", "land_head", "build", "principal", "director", "neighbour"))
    assert await tasks(driver) == {
        ("s0", NO_ACCOUNT): "officer",  # a squad's members: the captain
        ("s1", NO_ACCOUNT): "officer",
        ("s2", NO_ACCOUNT): "officer",
        ("neighbour", SILENT): "neighbour_principal",  # a village's officer: the principal
        ("land", SILENT): "officer",  # a unit's handler: its head; who is out of reach too, but there is a squad
        ("land_head", SILENT): "station",
        ("build", SILENT): "station",  # nobody heads the unit
        ("principal", SILENT): "station",
        ("director", SILENT): "station",
    }
    news = await told(driver, "mend_given")
    assert set(news) == {"officer", "neighbour_principal"}
    (text,) = news["officer"]
    assert "下列 4 人" in text
    assert "何队员1 上湾村应急突击队 突击队队员：没有登录，11-30 11:01 前" in text
    assert "尾号" not in text


async def test_a_captain_out_of_reach_leaves_it_to_the_deputy(driver: TownshipDriver) -> None:
    await after_a_test(driver, silent=("officer",))
    found = await tasks(driver)
    assert found["s0", NO_ACCOUNT] == "neighbour"
    assert found["officer", SILENT] == "principal"


async def test_the_next_test_opens_no_second_task_for_the_same(driver: TownshipDriver) -> None:
    await after_a_test(driver, silent=("land",))
    before = await tasks(driver)
    driver.forward(hours=48)
    await after_a_test(driver, silent=("land", "build"))
    assert await tasks(driver) == before | {("build", SILENT): "station"}
    async with driver.town.database.reading() as session:
        assert await session.scalar(sa.select(sa.func.count(RemediationTask.id))) == len(before) + 1


async def test_a_task_whose_assignee_is_lost_goes_to_the_station(driver: TownshipDriver) -> None:
    await after_a_test(driver)
    driver.forward(hours=48)
    await after_a_test(driver, silent=("officer",))
    assert (await tasks(driver))["s0", NO_ACCOUNT] == "station"


async def test_only_the_assignee_and_the_station_settle_it_and_one_of_them(driver: TownshipDriver) -> None:
    await after_a_test(driver)
    number = await task_of(driver, "s0")
    with pytest.raises(Forbidden):
        await settles(driver, "land", number)
    both = await asyncio.gather(
        settles(driver, "officer", number, RemediationOutcome.NEW_NUMBER),
        settles(driver, "duty", number),
        return_exceptions=True,
    )
    assert [one.key for one in both if isinstance(one, Stale)] == ["mend-closed"]
    async with driver.town.database.reading() as session:
        (entry,) = await journal.history(session, remediation_tasks.subject(number))
    assert (entry.action, entry.to_state) in {("mend", "new_number"), ("mend", "spoken_to")}
    assert ("s0", NO_ACCOUNT) not in await tasks(driver)


async def test_each_sees_their_own_and_the_station_all(driver: TownshipDriver) -> None:
    await after_a_test(driver, silent=("director",))
    for who, expected in (("officer", 3), ("duty", 4), ("land", 0)):
        actor = await driver.actor(who)
        async with driver.town.database.reading() as session:
            assert (await remediation_tasks.listing(session, actor)).total == expected
            assert (await remediation_tasks.count(Act(session, driver.town, driver.now, actor)))[0] == expected


async def test_it_ends_by_itself_when_they_log_in(driver: TownshipDriver) -> None:
    await after_a_test(driver)
    async with driver.town.database.transaction() as session:
        await login.enter_by_contact(
            Moment(session, driver.town, driver.now), telegram_id=77, contact_user_id=77, phone="+8613900000000"
        )
    assert await ticks.do(driver.town, "keep_remediation") == 1
    assert await endings(driver) == {"s0": RemediationOutcome.REACHED}


async def test_it_ends_by_itself_when_they_let_the_bot_write_again(driver: TownshipDriver) -> None:
    await after_a_test(driver, blocked=("land",))
    assert (await tasks(driver))["land", BLOCKED] == "land_head"
    assert await ticks.do(driver.town, "keep_remediation") == 0
    async with driver.town.database.transaction() as session:
        account = await session.scalar(sa.select(Account.telegram_id).where(Account.person_id == driver.people["land"]))
        await login.reach(session, account or 0, reachable=True)
    assert await ticks.do(driver.town, "keep_remediation") == 1
    assert await endings(driver) == {"land": RemediationOutcome.REACHED}


async def test_it_ends_by_itself_when_they_do_anything(driver: TownshipDriver) -> None:
    await after_a_test(driver, silent=("neighbour", "road"))
    assert await ticks.do(driver.town, "keep_remediation") == 0, "what they did before the end shows nothing"
    driver.forward(minutes=5)
    await driver.files("neighbour")
    assert await ticks.do(driver.town, "keep_remediation") == 1
    assert await endings(driver) == {"neighbour": RemediationOutcome.REACHED}


async def test_it_ends_at_once_by_a_late_answer(driver: TownshipDriver) -> None:
    test = await after_a_test(driver, silent=("road",))
    actor = await driver.actor("road")
    async with driver.town.database.transaction() as session:
        await reachability_asking.answer(Act(session, driver.town, driver.now, actor), test.id)
    assert await endings(driver) == {"road": RemediationOutcome.REACHED}


async def test_it_ends_when_they_hold_no_post_any_more(driver: TownshipDriver) -> None:
    await after_a_test(driver)
    async with driver.town.database.transaction() as session:
        await session.execute(sa.update(Post).where(Post.person_id == driver.people["s1"]).values(active=False))
    await asyncio.gather(ticks.do(driver.town, "keep_remediation"), ticks.do(driver.town, "keep_remediation"))
    assert await endings(driver) == {"s1": RemediationOutcome.LEFT}
    async with driver.town.database.reading() as session:
        assert len(await journal.history(session, remediation_tasks.subject(await task_of(driver, "s1")))) == 1


async def goes_by(driver: TownshipDriver) -> None:
    """Let two clocks take what is due, and tell it when company has had its time."""
    await asyncio.gather(ticks.do(driver.town, "take_due"), ticks.do(driver.town, "take_due"))
    driver.forward(minutes=2)
    await asyncio.gather(ticks.do(driver.town, "tell_reminders"), ticks.do(driver.town, "tell_reminders"))


async def test_what_is_overdue_climbs_once_from_the_assignee_to_the_desk(driver: TownshipDriver) -> None:
    await after_a_test(driver, silent=("director",))
    driver.forward(days=7, minutes=-1)
    assert await ticks.do(driver.town, "take_due") == 0
    driver.forward(minutes=1)
    await goes_by(driver)
    said = await told(driver, "reminder")
    assert "下列 3 人仍联系不上，请尽快处理" in said["officer"][0]
    assert "下列 4 人仍联系不上，请督促责任人" in said["duty"][0]
    assert "责任人：王信息员" in said["duty"][0]
    assert "责任人：应急管理站" in said["duty"][0]
    assert {len(texts) for texts in said.values()} == {1}
    async with driver.town.database.reading() as session:
        steps = await session.execute(sa.select(FiredStep.rank, sa.func.count()).group_by(FiredStep.rank))
        assert sorted((rank, count) for rank, count in steps) == [("duty_officer", 4), ("handler", 4)]
    driver.forward(days=1)
    await goes_by(driver)
    assert await told(driver, "reminder") == said
    actor = await driver.actor("duty")
    async with driver.town.database.reading() as session:
        assert await remediation_tasks.count(Act(session, driver.town, driver.now, actor)) == (4, 4)


async def test_what_is_ended_in_time_is_not_said(driver: TownshipDriver) -> None:
    await after_a_test(driver)
    for number in range(3):
        await settles(driver, "officer", await task_of(driver, f"s{number}"))
    driver.forward(days=8)
    await goes_by(driver)
    assert await told(driver, "reminder") == {}


async def test_it_stands_in_the_list_of_the_day_and_in_the_digest(driver: TownshipDriver) -> None:
    await after_a_test(driver, silent=("director", "neighbour"))
    driver.forward(days=6, hours=20)
    for who, late in (("neighbour_principal", False), ("duty", False), ("neighbour_principal", True)):
        actor = await driver.actor(who)
        async with driver.town.database.reading() as session:
            found = await agenda.agenda(Act(session, driver.town, driver.now, actor))
            shown = [due.thing.today(driver.town, actor, due.row, driver.now, "") for due in found.listing.entries]
            digest = await digests.todays(Act(session, driver.town, driver.now, actor))
        (entry,) = shown
        assert "联络整改" in entry.text
        assert ("逾期" in entry.text) is late
        assert "我的今日待办 1" in str(digest.rows)
        driver.forward(hours=3)
    assert "逾期 5 项" in (await digest_of(driver, "duty")), "all that the test has found is the station's concern"


async def digest_of(driver: TownshipDriver, who: str) -> str:
    actor = await driver.actor(who)
    async with driver.town.database.reading() as session:
        return str((await digests.todays(Act(session, driver.town, driver.now, actor))).text)


async def test_nobody_outside_the_roster_may_remediate(driver: TownshipDriver) -> None:
    async with driver.town.database.transaction() as session:
        await session.execute(sa.update(Post).where(Post.person_id == driver.people["land"]).values(active=False))
    actor = await driver.actor("land")
    async with driver.town.database.reading() as session:
        with pytest.raises(Forbidden):
            await remediation_tasks.listing(session, actor)
