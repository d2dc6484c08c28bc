"""The other areas whose questions words answer: consent, a test, duty, a change of shifts, an incident that goes on."""

from datetime import timedelta

import sqlalchemy as sa

from answer_steps import reports, warned
from conversation import Conversation, acting
from models import Broadcast, Deadline, RollCallEntry, Shift
from models.enums import Answer, BroadcastLevel, BroadcastState, DeadlineKind, DraftState, DutyKind, Kind, Severity
from sandbox_client import SandboxClient
from services.assignments import handling
from services.core.town import Town
from services.duty import swaps
from services.reachability import asking
from township import MONDAY


async def shift(s: Conversation, who: str, start: float, end: float) -> int:
    """Put an officer on the roster, hours from Monday 10:00."""
    async with s.town.database.transaction() as session:
        person_id, hour = s.driver.people[who], timedelta(hours=1)
        made = Shift(
            kind=DutyKind.OFFICER,
            starts_at=MONDAY + start * hour,
            ends_at=MONDAY + end * hour,
            person_id=person_id,
            rostered_id=person_id,
        )
        session.add(made)
        await session.flush()
        return made.id


async def no_reports(s: Conversation) -> bool:
    return await reports(s.driver, DraftState.OPEN, DraftState.SHELVED) == []


async def test_a_second_person_consents_in_words_but_does_not_by_a_receipt(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", "deputy", "officer", delivering=True) as s:
        number = await warned(s.driver, "立即转移", level=BroadcastLevel.RED)
        asked = await s["deputy"].sees("请您作为第二人复核")
        await s.delivered()  # only then the ledger knows its number
        await s["deputy"].sends("收到", reply_to=asked.id)
        await s["deputy"].sees("在等您答复", "同意", "不同意")
        async with s.town.database.reading() as session:
            assert (await session.get_one(Broadcast, number)).state is BroadcastState.AWAITING
        await s["deputy"].sends("同意", reply_to=asked.id)
        await s["officer"].sees("立即转移", "收到")
        assert await no_reports(s)


async def test_a_test_is_answered_in_words(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", "officer", delivering=True) as s:
        test = await s.driver.by("duty", asking.start)
        await s["officer"].sees("联络测试")
        await s["officer"].sends("收到，谢谢")
        await s["officer"].sees("已记下")
        async with s.town.database.reading() as session:
            entry = await session.get_one(RollCallEntry, (test.roll_call_id, s.driver.people["officer"]))
            assert entry.answer is Answer.RECEIVED


async def test_a_shift_is_begun_in_words(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "night") as s:
        await shift(s, "night", 0, 8)
        await s["night"].sends("收到")
        await s["night"].sees("在等您答复", "签到")
        await s["night"].sends("到岗了")
        await s["night"].sees("已签到")
        assert await no_reports(s)


async def test_a_change_of_shifts_is_refused_in_words(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "night", "duty", delivering=True) as s:
        number = await shift(s, "night", 8, 16)
        await s.driver.by("night", swaps.ask, number, person_id=s.driver.people["duty"])
        await s["duty"].sees("同意", "不同意")
        await s["duty"].sends("不行，来不了，家里有事")
        await s["duty"].sees("您的原话也已记下")
        await s["night"].sees("家里有事")


async def test_a_unit_says_that_it_is_still_at_work(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", "land", delivering=True) as s:
        case = await s.driver.dispatched(case=await s.driver.files(severity=Severity.MAJOR, kind=Kind.INCIDENT))
        await s["land"].sees(case.number)
        await s.driver.by("land", handling.accept, case.assignments[0].id)
        s.driver.forward(hours=6)
        before = await _asked_again_at(s)
        await s["land"].sends("还在处理")
        await s["land"].sees(case.number)
        await s.settles()
        assert await _asked_again_at(s) > before
        assert await no_reports(s)


async def _asked_again_at(s: Conversation) -> float:
    async with s.town.database.reading() as session:
        at = await session.scalar(
            sa.select(sa.func.max(Deadline.due_at)).where(
                Deadline.kind == DeadlineKind.STILL_ON.value, Deadline.ended_at.is_(None)
            )
        )
    assert at is not None
    return float(at.timestamp())


async def test_of_two_warnings_the_one_that_was_chosen_is_confirmed(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", "officer", delivering=True) as s:
        await warned(s.driver)
        await warned(s.driver, "明早八点开会")
        await s["officer"].sees("明早八点开会")
        await s["officer"].sends("roger that")
        asked = await s["officer"].sees("有 2 件事在等您答复")
        assert "已记下" in (await s["officer"].taps(asked.labels[0], message=asked.id))["text"]
        await s["officer"].sees("您已确认收到")
        async with s.town.database.reading() as session:
            answered = await session.scalar(
                sa.select(sa.func.count()).select_from(RollCallEntry).where(RollCallEntry.answer == Answer.RECEIVED)
            )
        assert answered == 1
