"""Joint meetings: the plan follows the duty, topics are reminded, a meeting that is moved leaves nothing behind."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from meeting_steps import FIFTEENTH, TENTH, called, duty_of, enters, hands_in, row_of, running, steps, the_meeting
from models import Assignment, Deadline, Meeting
from models.enums import (
    Attendance,
    DeadlineOutcome,
    DraftKind,
    DutyState,
    MeetingState,
    Member,
    Source,
    TopicState,
)
from scheduler import ticks
from services.assignments import handling
from services.core import journal
from services.core.act import Act, Moment
from services.core.errors import Forbidden, Refused, Stale
from services.core.town import Town
from services.drafts import drafts
from services.meetings import agenda, facts, meetings, members, minutes, resolutions, timing
from services.triage.handing_out import HandingOutFields
from township import TownshipDriver


@pytest.fixture
async def driver(town: Town) -> TownshipDriver:
    driver = await TownshipDriver.open(town)
    await ticks.do(driver.town, "sync_duties")
    await ticks.work_off(driver.town)
    return driver


async def test_each_quarters_duty_has_one_meeting_on_the_plan_however_often_the_maker_runs(
    driver: TownshipDriver,
) -> None:
    for _ in range(3):
        await ticks.work_off(driver.town)
        await ticks.do(driver.town, "follow_meetings")
    async with driver.town.database.reading() as session:
        found = list(await session.scalars(sa.select(Meeting)))
    assert [(one.first, one.state) for one in found] == [(date(2026, 10, 1), MeetingState.PLANNED)]
    async with driver.town.database.reading() as session:
        rows = await members.rows_of(session, found[0].id)
    assert {row.member for row in rows} == set(Member)
    assert sum(row.member is Member.VILLAGE for row in rows) == 2
    driver.forward(days=20)  # 13 December: three weeks ahead of the new quarter
    await ticks.work_off(driver.town)
    async with driver.town.database.reading() as session:
        firsts = list(await session.scalars(sa.select(Meeting.first).order_by(Meeting.first)))
    assert firsts == [date(2026, 10, 1), date(2027, 1, 1)]


async def test_a_meeting_moved_from_the_15th_to_the_10th_and_held_leaves_nothing_due_on_the_15th(
    driver: TownshipDriver,
) -> None:
    meeting = await called(driver)
    await driver.by("chief", meetings.move, meeting.id, TENTH)
    driver.clock.at = TENTH + timedelta(hours=3)
    await enters(driver, "duty", meeting, "研究了冬季森林防火工作。")
    assert await running(driver) == []
    duty = await duty_of(driver, meeting)
    assert (duty.state, duty.settled_at) == (DutyState.DONE, TENTH)
    driver.clock.at = FIFTEENTH
    await ticks.work_off(driver.town)
    assert [one for one in await running(driver) if one.due_at < FIFTEENTH + timedelta(days=1)] == []
    assert (await the_meeting(driver, id=meeting.id)).state is MeetingState.HELD


async def test_a_meeting_may_be_later_than_its_duty_was_due_but_not_beyond_its_period(driver: TownshipDriver) -> None:
    meeting = await the_meeting(driver)
    january = datetime(2027, 1, 8, 1, 0, tzinfo=UTC)
    await driver.by("chief", meetings.move, meeting.id, january)
    duty = await duty_of(driver, meeting)
    assert (duty.moved, duty.due_at > january) == (True, True)
    with pytest.raises(Refused, match="meeting-day-outside"):
        await driver.by("chief", meetings.move, meeting.id, datetime(2027, 2, 8, 1, 0, tzinfo=UTC))
    with pytest.raises(Forbidden):
        await driver.by("duty", meetings.move, meeting.id, TENTH)
    await ticks.do(driver.town, "follow_meetings")
    assert (await the_meeting(driver, id=meeting.id)).at == january, "a change made by hand survives the next run"


@pytest.mark.parametrize(("days", "told"), [(14, True), (13, False), (10, True), (9, False), (8, True)])
async def test_members_without_a_topic_are_reminded_14_10_and_8_days_before(
    driver: TownshipDriver, days: int, told: bool
) -> None:
    meeting = await called(driver, datetime(2026, 12, 24, 1, 0, tzinfo=UTC))
    land = await row_of(driver, meeting, Member.UNIT, driver.units["natural-resources"])
    road = await row_of(driver, meeting, Member.UNIT, driver.units["road-station"])
    await hands_in(driver, "road", meeting, "村道养护")
    morning = datetime(2026, 12, 24 - days, 1, 0, tzinfo=UTC)
    driver.clock.at = morning - timedelta(minutes=5)
    await ticks.work_off(driver.town)
    before = await steps(driver, timing.TOPICS)
    driver.clock.at = morning + timedelta(minutes=5)
    await ticks.work_off(driver.town)
    new = (await steps(driver, timing.TOPICS))[len(before) :]
    assert (land.id in new) is told
    assert road.id not in new, "who has handed a topic in is not reminded"


async def test_a_late_topic_is_taken_marked_and_put_to_the_chair_who_leaves_it_to_the_next_meeting(
    driver: TownshipDriver,
) -> None:
    meeting = await called(driver)
    driver.clock.at = datetime(2026, 12, 8, 15, 59, 30, tzinfo=UTC)  # the last minute of the 8th
    in_time = await hands_in(driver, "road", meeting, "村道养护")
    assert (in_time.state, in_time.late) == (TopicState.TAKEN, False)
    driver.forward(minutes=1)
    late = await hands_in(driver, "land", meeting, "后山滑坡点搬迁")
    assert (late.state, late.late) == (TopicState.LATE, True)
    with pytest.raises(Forbidden):
        await driver.by("chief", agenda.decide, late.id, take=True)
    left = await driver.by("director", agenda.decide, late.id, take=False)
    assert left.state is TopicState.DEFERRED
    driver.clock.at = FIFTEENTH + timedelta(hours=2)
    await enters(driver, "duty", meeting, "已研究")
    await ticks.work_off(driver.town)
    coming = await the_meeting(driver, state=MeetingState.PLANNED)
    async with driver.town.database.reading() as session:
        shown = await facts.of_meeting(Moment(session, driver.town, driver.now), coming.id)
    assert [(one.row.text, one.row.state, one.name) for one in shown] == [
        ("后山滑坡点搬迁", TopicState.TAKEN, "自然资源所")
    ]


async def test_who_is_invited_answers_for_the_own_unit_alone_and_the_silent_are_reminded(
    driver: TownshipDriver,
) -> None:
    meeting = await called(driver)
    land = await row_of(driver, meeting, Member.UNIT, driver.units["natural-resources"])
    with pytest.raises(Forbidden):
        await driver.by("road", members.answer, land.id, Attendance.COMING)
    with pytest.raises(Refused, match="error-reason-needed"):
        await driver.by("land", members.answer, land.id, Attendance.CANNOT, " ")
    await driver.by("land", members.answer, land.id, Attendance.SENDS, "副所长")
    road = await row_of(driver, meeting, Member.UNIT, driver.units["road-station"])
    await driver.by("duty", members.answer, road.id, Attendance.CANNOT, "电话答复：抢修道路")
    driver.clock.at = datetime(2026, 12, 12, 10, 0, tzinfo=UTC)  # after the answers were due
    await ticks.work_off(driver.town)
    asked = set(await steps(driver, timing.REPLY))
    assert asked.isdisjoint({land.id, road.id})
    assert (await row_of(driver, meeting, Member.VILLAGE, driver.villages["xiahe"])).id in asked
    driver.clock.at = FIFTEENTH + timedelta(minutes=1)
    await ticks.work_off(driver.town)
    assert [one.kind for one in await running(driver) if one.subject_id in asked and one.kind == timing.REPLY] == []
    async with driver.town.database.reading() as session:
        ended = set(await session.scalars(sa.select(Deadline.outcome).where(Deadline.kind == timing.REPLY)))
    assert ended == {DeadlineOutcome.MET, DeadlineOutcome.MISSED}


async def test_the_chair_alone_agrees_to_the_agenda(driver: TownshipDriver) -> None:
    meeting = await called(driver)
    await driver.by("duty", agenda.ask, meeting.id)
    with pytest.raises(Forbidden):
        await driver.by("chief", agenda.agree, meeting.id)
    await driver.by("chief", meetings.chaired_by, meeting.id, driver.people["chief"])
    await driver.by("chief", agenda.agree, meeting.id)
    with pytest.raises(Stale):
        await driver.by("chief", agenda.agree, meeting.id)
    assert {one.kind for one in await running(driver)}.isdisjoint({timing.AGENDA, timing.CONSENT})
    waits = await hands_in(driver, "land", meeting, "补充议题")
    assert (waits.state, waits.late) == (TopicState.LATE, False), "after the consent each topic is put to the chair"


async def test_extra_meetings_are_called_by_leaders_with_short_notice_and_count_for_the_quarter(
    driver: TownshipDriver,
) -> None:
    at = driver.now + timedelta(days=2)
    with pytest.raises(Forbidden):
        await driver.by("duty", meetings.extra, at, "部署寒潮应对")
    extra = await driver.by("director", meetings.extra, at, "部署寒潮应对")
    assert extra.topics_due_at == driver.now + timedelta(days=1), "half of what is left"
    await driver.by("duty", members.toggle, extra.id, Member.VILLAGE, driver.villages["xiahe"])
    await driver.by("duty", meetings.call, extra.id)
    async with driver.town.database.reading() as session:
        rows = await members.rows_of(session, extra.id)
    assert (Member.VILLAGE, driver.villages["xiahe"]) not in {(row.member, row.member_id) for row in rows}
    driver.clock.at = at + timedelta(hours=2)
    await enters(driver, "duty", extra, "已部署")
    planned = await the_meeting(driver, first=date(2026, 10, 1))
    assert (await duty_of(driver, planned)).state is DutyState.DONE
    assert [one for one in await running(driver) if one.subject_id == planned.id] == []


async def test_a_resolution_is_an_assignment_in_the_loop_and_the_next_meeting_opens_with_it(
    driver: TownshipDriver,
) -> None:
    meeting = await called(driver)
    driver.clock.at = FIFTEENTH + timedelta(hours=2)
    await enters(driver, "duty", meeting, "已研究")
    due_at = driver.now + timedelta(days=3)

    async def issuing(act: Act) -> Any:
        draft = await drafts.begin(
            act.session,
            act.actor,
            DraftKind.RESOLUTION,
            now=act.now,
            subject_id=meeting.id,
            form=HandingOutFields,
            text="完成后山滑坡点搬迁方案",
            units=(driver.units["natural-resources"], driver.units["road-station"]),
            due_at=due_at,
        )
        return await resolutions.issue(act, draft)

    case = await driver.by("duty", issuing)
    assert (case.source, case.line, case.due_at) == (Source.MEETING, "geology", due_at)
    assert {one.due_at for one in (await driver.case(case.id)).assignments} == {due_at}
    assignment: Assignment = await driver.assignment(case, "natural-resources")
    await driver.by("land", handling.accept, assignment.id)
    await ticks.work_off(driver.town)
    driver.forward(days=4)
    coming = await the_meeting(driver, state=MeetingState.PLANNED)
    async with driver.town.database.reading() as session:
        (one,) = await resolutions.standing(Moment(session, driver.town, driver.now), coming)
    assert (one.case.number, one.handed.units, one.late(driver.now)) == (
        case.number,
        ("自然资源所", "公路养护站"),
        True,
    )


async def test_minutes_taken_back_open_the_duty_again_and_their_words_stay_in_the_journal(
    driver: TownshipDriver,
) -> None:
    meeting = await called(driver)
    driver.clock.at = FIFTEENTH + timedelta(hours=2)
    with pytest.raises(Refused, match="minutes-empty"):
        await enters(driver, "duty", meeting, " ")
    await enters(driver, "duty", meeting, "第一稿", held_at=TENTH)
    assert (await duty_of(driver, meeting)).settled_at == TENTH
    await enters(driver, "duty", meeting, "第二稿", held_at=FIFTEENTH)
    duty = await duty_of(driver, meeting)
    assert (duty.state, duty.settled_at, duty.done) == (DutyState.DONE, FIFTEENTH, 1)
    await driver.by("chief", minutes.withdraw, meeting.id, "登错了会议")
    assert (await duty_of(driver, meeting)).state is DutyState.OPEN
    assert {one.kind for one in await running(driver)} >= {timing.MINUTES}

    async with driver.town.database.reading() as session:
        told = [entry.details.get("text") for entry in await journal.history(session, members.subject(meeting.id))]
    assert {"第一稿", "第二稿"} <= set(told)


async def test_a_meeting_that_is_called_off_is_still_owed(driver: TownshipDriver) -> None:
    meeting = await called(driver)
    await driver.by("chief", meetings.cancel, meeting.id, "与县里会议冲突")
    assert await running(driver) == []
    await ticks.do(driver.town, "plan_meetings")
    assert (await the_meeting(driver)).state is MeetingState.CANCELLED, "it is not planned again by itself"
    assert (await duty_of(driver, meeting)).state is DutyState.OPEN
