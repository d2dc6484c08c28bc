"""Joint meetings when plans change: called off, corrected late, moved, and a chair or a member who is not there."""

from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa

from meeting_steps import FIFTEENTH, TENTH, called, duty_of, enters, hands_in, resolves, row_of, running, the_meeting
from models import Duty, Meeting, Message, Person, Unit
from models.enums import Attendance, DutyState, MeetingState, Member, TopicState
from scheduler import ticks
from services.assignments import handling, pauses
from services.core.act import Moment
from services.core.errors import Refused
from services.core.town import Town
from services.meetings import agenda, facts, meetings, members, minutes, resolutions, timing
from services.settings.township import Township
from township import TownshipDriver

DAY = timedelta(days=1)


@pytest.fixture
async def loop(town: Town) -> TownshipDriver:
    loop = await TownshipDriver.open(town)
    await ticks.do(loop.town, "sync_duties")
    await ticks.work_off(loop.town)
    return loop


async def topics_of(loop: TownshipDriver, meeting: Meeting) -> list[tuple[str, TopicState, bool]]:
    async with loop.town.database.reading() as session:
        shown = await facts.of_meeting(Moment(session, loop.town, loop.now), meeting.id)
    return [(one.row.text, one.row.state, one.row.late) for one in shown]


async def opens_with(loop: TownshipDriver, meeting: Meeting) -> list[resolutions.Standing]:
    async with loop.town.database.reading() as session:
        return await resolutions.standing(
            Moment(session, loop.town, loop.now), await session.get_one(Meeting, meeting.id)
        )


async def test_minutes_corrected_or_entered_anew_after_the_quarter_still_count_for_it(loop: TownshipDriver) -> None:
    meeting = await called(loop)
    loop.clock.at = FIFTEENTH + timedelta(hours=2)
    await enters(loop, "duty", meeting, "第一稿")
    loop.clock.at = datetime(2027, 2, 20, 2, tzinfo=UTC)
    await ticks.work_off(loop.town)
    await enters(loop, "duty", meeting, "第二稿", held_at=TENTH)
    duty = await duty_of(loop, meeting)
    assert (duty.state, duty.settled_at, duty.done) == (DutyState.DONE, TENTH, 1)
    await loop.by("chief", minutes.withdraw, meeting.id, "登错了")
    assert (await duty_of(loop, meeting)).state is DutyState.MISSED
    await enters(loop, "duty", meeting, "第三稿", held_at=TENTH)
    duty = await duty_of(loop, meeting)
    assert (duty.state, duty.settled_at, duty.done) == (DutyState.DONE, TENTH, 1)
    async with loop.town.database.reading() as session:
        done = list(await session.scalars(sa.select(Duty.first).where(Duty.rule == meeting.rule, Duty.done > 0)))
    assert done == [date(2026, 10, 1)], "one meeting counts for one quarter"


async def test_an_extra_meeting_that_is_taken_back_puts_the_planned_one_to_work_again(loop: TownshipDriver) -> None:
    planned = await the_meeting(loop)
    extra = await loop.by("director", meetings.extra, loop.now + 2 * DAY, "部署寒潮应对")
    await loop.by("duty", meetings.call, extra.id)
    loop.clock.at = extra.at + timedelta(hours=2)
    await enters(loop, "duty", extra, "已部署")
    assert [one for one in await running(loop) if one.subject_id == planned.id] == []
    await loop.by("chief", minutes.withdraw, extra.id, "登错了")
    assert timing.INVITE in {one.kind for one in await running(loop) if one.subject_id == planned.id}
    await enters(loop, "duty", extra, "已部署")
    loop.clock.at = datetime(2027, 1, 2, 2, tzinfo=UTC)
    await ticks.do(loop.town, "follow_meetings")
    assert (await the_meeting(loop, id=planned.id)).state is MeetingState.CANCELLED, "its day is over, nobody owes it"


async def test_of_two_meetings_in_a_quarter_one_counts_and_the_other_stands_in_for_it(loop: TownshipDriver) -> None:
    extra = await loop.by("director", meetings.extra, loop.now + 2 * DAY, "部署寒潮应对")
    await loop.by("duty", meetings.call, extra.id)
    loop.clock.at = extra.at + timedelta(hours=2)
    await enters(loop, "duty", extra, "已部署")
    planned = await the_meeting(loop, first=date(2026, 10, 1))
    await loop.by("chief", meetings.move, planned.id, FIFTEENTH)
    await loop.by("chief", meetings.call, planned.id)
    loop.clock.at = FIFTEENTH + timedelta(hours=2)
    await enters(loop, "duty", planned, "已研究")
    await ticks.work_off(loop.town)
    assert await done(loop) == {2026: 1, 2027: 0}, "the second meeting of a quarter does not count for the next"
    await loop.by("chief", minutes.withdraw, extra.id, "登错了")
    assert await done(loop) == {2026: 1, 2027: 0}
    await enters(loop, "duty", extra, "已部署", held_at=extra.at)
    loop.clock.at = datetime(2027, 2, 20, 2, tzinfo=UTC)
    await ticks.work_off(loop.town)
    await loop.by("chief", minutes.withdraw, planned.id, "登错了")
    assert await done(loop) == {2026: 1, 2027: 0}, "also when the quarter is long over"


async def done(loop: TownshipDriver) -> dict[int, int]:
    """Return how many meetings count for the quarters on the plan, by the year."""
    async with loop.town.database.reading() as session:
        rows = await session.execute(sa.select(Duty.first, Duty.done).where(Duty.rule == "joint-meeting"))
        return {first.year: count for first, count in rows}


async def test_topics_and_resolutions_of_a_meeting_that_is_called_off_go_to_the_next_one(loop: TownshipDriver) -> None:
    meeting = await called(loop)
    await hands_in(loop, "land", meeting, "后山滑坡点搬迁")
    loop.clock.at = datetime(2026, 12, 14, 2, tzinfo=UTC)
    await ticks.work_off(loop.town)
    case = await resolves(loop, meeting, "先行搬迁三户", "natural-resources")
    coming = await the_meeting(loop, first=date(2027, 1, 1))
    await loop.by("chief", meetings.cancel, meeting.id, "与县里会议冲突")
    assert await topics_of(loop, coming) == [("后山滑坡点搬迁", TopicState.TAKEN, False)]
    assert [one.case.number for one in await opens_with(loop, coming)] == [case.number]


async def test_a_late_topic_that_the_chair_never_decided_is_on_the_next_agenda(loop: TownshipDriver) -> None:
    meeting = await called(loop)
    loop.clock.at = datetime(2026, 12, 14, 2, tzinfo=UTC)
    await ticks.work_off(loop.town)
    await hands_in(loop, "land", meeting, "后山滑坡点搬迁")
    loop.clock.at = FIFTEENTH + timedelta(hours=2)
    await enters(loop, "duty", meeting, "已研究")
    coming = await the_meeting(loop, first=date(2027, 1, 1))
    assert await topics_of(loop, coming) == [("后山滑坡点搬迁", TopicState.TAKEN, False)]
    await enters(loop, "duty", meeting, "第二稿")
    assert len(await topics_of(loop, coming)) == 1


async def test_a_topic_that_is_in_time_for_the_new_day_is_late_no_more(loop: TownshipDriver) -> None:
    meeting = await called(loop)
    loop.clock.at = TENTH
    late = await hands_in(loop, "land", meeting, "后山滑坡点搬迁")
    assert late.late
    await loop.by("chief", meetings.move, meeting.id, FIFTEENTH + 9 * DAY)
    assert await topics_of(loop, meeting) == [("后山滑坡点搬迁", TopicState.TAKEN, False)]


async def test_a_chair_who_cannot_come_or_has_left_is_replaced_before_anything_waits_for_nobody(
    loop: TownshipDriver,
) -> None:
    meeting = await called(loop)
    director = await row_of(loop, meeting, Member.PERSON, loop.people["director"])
    await loop.by("director", meetings.answer, director.id, Attendance.CANNOT, "外出培训")
    async with loop.town.database.reading() as session:
        told = set(await session.scalars(sa.select(Message.person_id).where(Message.event == "meeting_chair_away")))
    assert loop.people["chief"] in told, "who has called the meeting names another chair"
    await loop.by("chief", meetings.move, meeting.id, TENTH)
    assert (await row_of(loop, meeting, Member.PERSON, director.member_id)).answer is None, "the new day may do"
    await leaves(loop, "director")
    with pytest.raises(Refused, match="meeting-chair-needed"):
        await loop.by("duty", agenda.ask, meeting.id)
    await ticks.do(loop.town, "follow_meetings")
    assert (await the_meeting(loop, id=meeting.id)).chair_id == loop.people["chief"], "until somebody names another"
    await loop.by("duty", agenda.ask, meeting.id)


async def leaves(loop: TownshipDriver, who: str) -> None:
    async with loop.town.database.transaction() as session:
        await session.execute(sa.update(Person).where(Person.id == loop.people[who]).values(active=False))


async def test_the_call_leaves_out_who_is_gone_and_the_roll_who_could_not_come(loop: TownshipDriver) -> None:
    planned = await the_meeting(loop)
    async with loop.town.database.transaction() as session:
        await session.execute(sa.update(Unit).where(Unit.code == "traffic-police").values(active=False))
    await leaves(loop, "geology_director")
    meeting = await called(loop)
    async with loop.town.database.reading() as session:
        invited = {(row.member, row.member_id) for row in await members.rows_of(session, planned.id)}
    gone = {(Member.UNIT, loop.units["traffic-police"]), (Member.PERSON, loop.people["geology_director"])}
    assert invited.isdisjoint(gone)
    road = await row_of(loop, meeting, Member.UNIT, loop.units["road-station"])
    await loop.by("road", members.answer, road.id, Attendance.CANNOT, "抢修道路")
    loop.clock.at = FIFTEENTH
    await loop.by("duty", members.call_roll, meeting.id)
    land = await row_of(loop, meeting, Member.UNIT, loop.units["natural-resources"])
    road = await row_of(loop, meeting, Member.UNIT, loop.units["road-station"])
    assert (land.present, road.present) == (True, False)


async def test_a_resolution_is_late_when_one_unit_is_and_not_while_it_is_paused(loop: TownshipDriver) -> None:
    meeting = await called(loop)
    loop.clock.at = FIFTEENTH + timedelta(hours=2)
    await enters(loop, "duty", meeting, "已研究")
    case = await resolves(loop, meeting, "完成搬迁方案", "natural-resources", "road-station")
    for who, unit in (("land", "natural-resources"), ("road", "road-station")):
        await loop.by(who, handling.accept, (await loop.assignment(case, unit)).id)
    ours = (await loop.assignment(case, "natural-resources")).id
    await loop.by("land", pauses.pause, ours, until=loop.now + 20 * DAY, reason="等待地勘报告")
    await loop.feeds_back("road", case, "road-station")
    loop.forward(days=5)
    await ticks.work_off(loop.town)
    coming = await the_meeting(loop, state=MeetingState.PLANNED)
    (one,) = await opens_with(loop, coming)
    assert not one.late(loop.now), "paused work is not late, and the other unit has fed back in time"
    await loop.by("land", pauses.resume, ours)
    loop.forward(days=5)
    (one,) = await opens_with(loop, coming)
    assert one.late(loop.now)


@pytest.mark.parametrize(
    ("day", "agenda_due", "reply_due"),
    [
        (datetime(2026, 2, 25, 1, tzinfo=UTC), date(2026, 2, 14), date(2026, 2, 14)),  # after the Spring Festival
        (datetime(2027, 1, 5, 1, tzinfo=UTC), date(2026, 12, 31), date(2026, 12, 31)),  # after New Year
        (datetime(2026, 12, 15, 1, tzinfo=UTC), date(2026, 12, 11), date(2026, 12, 11)),  # a weekend lies between
    ],
)
def test_what_falls_on_a_holiday_before_a_meeting_is_due_on_the_working_day_before(
    township: Township, day: datetime, agenda_due: date, reply_due: date
) -> None:
    settings, rules, now = township, township.meetings, day - 40 * DAY
    due = [timing.day_of(settings, timing.before(settings, day, days, now)) for days in (rules.agenda_days, 3)]
    assert due == [agenda_due, reply_due]
