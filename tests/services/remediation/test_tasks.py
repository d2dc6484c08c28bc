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
async def loop(town: Town) -> TownshipDriver:
    """上湾村 has a squad (captain 王信息员) whose three members 何队员 have never logged in."""
    opened = await TownshipDriver.open(town)
    await enrol(opened, strangers=3)
    async with town.database.reading() as session:
        strangers = await session.execute(sa.select(Person.name, Person.id).where(Person.name.startswith("何队员")))
        opened.people |= {f"s{name[-1]}": person_id for name, person_id in strangers}
    return opened


async def after_a_test(
    loop: TownshipDriver, *, silent: tuple[str, ...] = (), blocked: tuple[str, ...] = ()
) -> ReachabilityTest:
    """Let a test run to its end: everybody with an account answers but these."""
    test: ReachabilityTest = await loop.by("duty", reachability_asking.start)
    gone = [loop.people[who] for who in blocked]
    async with loop.town.database.transaction() as session:
        await session.execute(
            sa.update(Message)
            .where(Message.event == REACHABILITY.event, Message.state == MessageState.QUEUED)
            .values(state=MessageState.SENT)
        )
        await session.execute(sa.update(Account).where(Account.person_id.in_(gone)).values(reachable=False))
    for who in loop.people:
        if who not in (*silent, *blocked, "s0", "s1", "s2"):
            actor = await loop.actor(who)
            async with loop.town.database.transaction() as session:
                await reachability_asking.answer(Act(session, loop.town, loop.now, actor), test.id)
    loop.forward(minutes=61)
    await ticks.do(loop.town, "end_tests")
    return test


async def tasks(loop: TownshipDriver, *, closed: bool = False) -> dict[tuple[str, OutOfReach], str]:
    """Who is to be seen to and why, and by whom; open tasks, or those that have ended."""
    names = {person_id: who for who, person_id in loop.people.items()}
    async with loop.town.database.reading() as session:
        found = await session.scalars(
            sa.select(RemediationTask).where(RemediationTask.closed_at.is_not(None) == closed)
        )
        return {(names[one.person_id], one.reason): names.get(one.assignee_id or 0, "station") for one in found}


async def endings(loop: TownshipDriver) -> dict[str, RemediationOutcome | None]:
    names = {person_id: who for who, person_id in loop.people.items()}
    async with loop.town.database.reading() as session:
        found = await session.scalars(sa.select(RemediationTask).where(RemediationTask.closed_at.is_not(None)))
        return {names[one.person_id]: one.ending for one in found}


async def task_of(loop: TownshipDriver, who: str) -> int:
    async with loop.town.database.reading() as session:
        found = await session.scalar(sa.select(RemediationTask.id).where(RemediationTask.person_id == loop.people[who]))
        assert found is not None
        return int(found)


async def settles(
    loop: TownshipDriver, who: str, task_id: int, how: RemediationOutcome = RemediationOutcome.SPOKEN_TO
) -> None:
    actor = await loop.actor(who)
    async with loop.town.database.transaction() as session:
        await remediation_tasks.settle(Act(session, loop.town, loop.now, actor), task_id, how)


async def told(loop: TownshipDriver, event: str) -> dict[str, list[str]]:
    names = {person_id: who for who, person_id in loop.people.items()}
    found: dict[str, list[str]] = {}
    async with loop.town.database.reading() as session:
        for row in await session.scalars(sa.select(Message).where(Message.event == event).order_by(Message.id)):
            found.setdefault(names[row.person_id or 0], []).append(row.content["text"])
    return found


NO_ACCOUNT, SILENT, BLOCKED = OutOfReach.NO_ACCOUNT, OutOfReach.SILENT, OutOfReach.BLOCKED


async def test_whoever_stands_next_to_them_sees_to_it(loop: TownshipDriver) -> None:
    await after_a_test(loop, silent=("land", "land_head", "build", "principal", "director", "neighbour"))
    assert await tasks(loop) == {
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
    news = await told(loop, "mend_given")
    assert set(news) == {"officer", "neighbour_principal"}
    (text,) = news["officer"]
    assert "下列 4 人" in text
    assert "何队员1 上湾村应急突击队 突击队队员：没有登录，11-30 11:01 前" in text
    assert "尾号" not in text


async def test_a_captain_out_of_reach_leaves_it_to_the_deputy(loop: TownshipDriver) -> None:
    await after_a_test(loop, silent=("officer",))
    found = await tasks(loop)
    assert found["s0", NO_ACCOUNT] == "neighbour"
    assert found["officer", SILENT] == "principal"


async def test_the_next_test_opens_no_second_task_for_the_same(loop: TownshipDriver) -> None:
    await after_a_test(loop, silent=("land",))
    before = await tasks(loop)
    loop.forward(hours=48)
    await after_a_test(loop, silent=("land", "build"))
    assert await tasks(loop) == before | {("build", SILENT): "station"}
    async with loop.town.database.reading() as session:
        assert await session.scalar(sa.select(sa.func.count(RemediationTask.id))) == len(before) + 1


async def test_a_task_whose_assignee_is_lost_goes_to_the_station(loop: TownshipDriver) -> None:
    await after_a_test(loop)
    loop.forward(hours=48)
    await after_a_test(loop, silent=("officer",))
    assert (await tasks(loop))["s0", NO_ACCOUNT] == "station"


async def test_only_the_assignee_and_the_station_settle_it_and_one_of_them(loop: TownshipDriver) -> None:
    await after_a_test(loop)
    number = await task_of(loop, "s0")
    with pytest.raises(Forbidden):
        await settles(loop, "land", number)
    both = await asyncio.gather(
        settles(loop, "officer", number, RemediationOutcome.NEW_NUMBER),
        settles(loop, "duty", number),
        return_exceptions=True,
    )
    assert [one.key for one in both if isinstance(one, Stale)] == ["mend-closed"]
    async with loop.town.database.reading() as session:
        (entry,) = await journal.history(session, remediation_tasks.subject(number))
    assert (entry.action, entry.to_state) in {("mend", "new_number"), ("mend", "spoken_to")}
    assert ("s0", NO_ACCOUNT) not in await tasks(loop)


async def test_each_sees_their_own_and_the_station_all(loop: TownshipDriver) -> None:
    await after_a_test(loop, silent=("director",))
    for who, expected in (("officer", 3), ("duty", 4), ("land", 0)):
        actor = await loop.actor(who)
        async with loop.town.database.reading() as session:
            assert (await remediation_tasks.listing(session, actor)).total == expected
            assert (await remediation_tasks.count(Act(session, loop.town, loop.now, actor)))[0] == expected


async def test_it_ends_by_itself_when_they_log_in(loop: TownshipDriver) -> None:
    await after_a_test(loop)
    async with loop.town.database.transaction() as session:
        await login.enter_by_contact(
            Moment(session, loop.town, loop.now), telegram_id=77, contact_user_id=77, phone="+8613900000000"
        )
    assert await ticks.do(loop.town, "keep_remediation") == 1
    assert await endings(loop) == {"s0": RemediationOutcome.REACHED}


async def test_it_ends_by_itself_when_they_let_the_bot_write_again(loop: TownshipDriver) -> None:
    await after_a_test(loop, blocked=("land",))
    assert (await tasks(loop))["land", BLOCKED] == "land_head"
    assert await ticks.do(loop.town, "keep_remediation") == 0
    async with loop.town.database.transaction() as session:
        account = await session.scalar(sa.select(Account.telegram_id).where(Account.person_id == loop.people["land"]))
        await login.reach(session, account or 0, reachable=True)
    assert await ticks.do(loop.town, "keep_remediation") == 1
    assert await endings(loop) == {"land": RemediationOutcome.REACHED}


async def test_it_ends_by_itself_when_they_do_anything(loop: TownshipDriver) -> None:
    await after_a_test(loop, silent=("neighbour", "road"))
    assert await ticks.do(loop.town, "keep_remediation") == 0, "what they did before the end shows nothing"
    loop.forward(minutes=5)
    await loop.files("neighbour")
    assert await ticks.do(loop.town, "keep_remediation") == 1
    assert await endings(loop) == {"neighbour": RemediationOutcome.REACHED}


async def test_it_ends_at_once_by_a_late_answer(loop: TownshipDriver) -> None:
    test = await after_a_test(loop, silent=("road",))
    actor = await loop.actor("road")
    async with loop.town.database.transaction() as session:
        await reachability_asking.answer(Act(session, loop.town, loop.now, actor), test.id)
    assert await endings(loop) == {"road": RemediationOutcome.REACHED}


async def test_it_ends_when_they_hold_no_post_any_more(loop: TownshipDriver) -> None:
    await after_a_test(loop)
    async with loop.town.database.transaction() as session:
        await session.execute(sa.update(Post).where(Post.person_id == loop.people["s1"]).values(active=False))
    await asyncio.gather(ticks.do(loop.town, "keep_remediation"), ticks.do(loop.town, "keep_remediation"))
    assert await endings(loop) == {"s1": RemediationOutcome.LEFT}
    async with loop.town.database.reading() as session:
        assert len(await journal.history(session, remediation_tasks.subject(await task_of(loop, "s1")))) == 1


async def goes_by(loop: TownshipDriver) -> None:
    """Let two clocks take what is due, and tell it when company has had its time."""
    await asyncio.gather(ticks.do(loop.town, "take_due"), ticks.do(loop.town, "take_due"))
    loop.forward(minutes=2)
    await asyncio.gather(ticks.do(loop.town, "tell_reminders"), ticks.do(loop.town, "tell_reminders"))


async def test_what_is_overdue_climbs_once_from_the_assignee_to_the_desk(loop: TownshipDriver) -> None:
    await after_a_test(loop, silent=("director",))
    loop.forward(days=7, minutes=-1)
    assert await ticks.do(loop.town, "take_due") == 0
    loop.forward(minutes=1)
    await goes_by(loop)
    said = await told(loop, "reminder")
    assert "下列 3 人仍联系不上，请尽快处理" in said["officer"][0]
    assert "下列 4 人仍联系不上，请督促责任人" in said["duty"][0]
    assert "责任人：王信息员" in said["duty"][0]
    assert "责任人：应急管理站" in said["duty"][0]
    assert {len(texts) for texts in said.values()} == {1}
    async with loop.town.database.reading() as session:
        steps = await session.execute(sa.select(FiredStep.rank, sa.func.count()).group_by(FiredStep.rank))
        assert sorted((rank, count) for rank, count in steps) == [("duty_officer", 4), ("handler", 4)]
    loop.forward(days=1)
    await goes_by(loop)
    assert await told(loop, "reminder") == said
    actor = await loop.actor("duty")
    async with loop.town.database.reading() as session:
        assert await remediation_tasks.count(Act(session, loop.town, loop.now, actor)) == (4, 4)


async def test_what_is_ended_in_time_is_not_said(loop: TownshipDriver) -> None:
    await after_a_test(loop)
    for number in range(3):
        await settles(loop, "officer", await task_of(loop, f"s{number}"))
    loop.forward(days=8)
    await goes_by(loop)
    assert await told(loop, "reminder") == {}


async def test_it_stands_in_the_list_of_the_day_and_in_the_digest(loop: TownshipDriver) -> None:
    await after_a_test(loop, silent=("director", "neighbour"))
    loop.forward(days=6, hours=20)
    for who, late in (("neighbour_principal", False), ("duty", False), ("neighbour_principal", True)):
        actor = await loop.actor(who)
        async with loop.town.database.reading() as session:
            found = await agenda.agenda(Act(session, loop.town, loop.now, actor))
            shown = [due.thing.today(loop.town, actor, due.row, loop.now, "") for due in found.listing.entries]
            digest = await digests.todays(Act(session, loop.town, loop.now, actor))
        (entry,) = shown
        assert "联络整改" in entry.text
        assert ("逾期" in entry.text) is late
        assert "我的今日待办 1" in str(digest.rows)
        loop.forward(hours=3)
    assert "逾期 5 项" in (await digest_of(loop, "duty")), "all that the test has found is the station's concern"


async def digest_of(loop: TownshipDriver, who: str) -> str:
    actor = await loop.actor(who)
    async with loop.town.database.reading() as session:
        return str((await digests.todays(Act(session, loop.town, loop.now, actor))).text)


async def test_nobody_outside_the_roster_may_remediate(loop: TownshipDriver) -> None:
    async with loop.town.database.transaction() as session:
        await session.execute(sa.update(Post).where(Post.person_id == loop.people["land"]).values(active=False))
    actor = await loop.actor("land")
    async with loop.town.database.reading() as session:
        with pytest.raises(Forbidden):
            await remediation_tasks.listing(session, actor)
