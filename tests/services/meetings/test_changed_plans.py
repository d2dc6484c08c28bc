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
async def driver(town: Town) -> TownshipDriver:
    driver = await TownshipDriver.open(town)
    await ticks.do(driver.town, "sync_duties")
    await ticks.work_off(driver.town)
    return driver


async def topics_of(driver: TownshipDriver, meeting: Meeting) -> list[tuple[str, TopicState, bool]]:
    async with driver.town.database.reading() as session:
        shown = await facts.of_meeting(Moment(session, driver.town, driver.now), meeting.id)
    return [(one.row.text, one.row.state, one.row.late) for one in shown]


async def opens_with(driver: TownshipDriver, meeting: Meeting) -> list[resolutions.Standing]:
    async with driver.town.database.reading() as session:
        return await resolutions.standing(
            Moment(session, driver.town, driver.now), await session.get_one(Meeting, meeting.id)
        )


async def test_minutes_corrected_or_entered_anew_after_the_quarter_still_count_for_it(driver: TownshipDriver) -> None:
    meeting = await called(driver)
    driver.clock.at = FIFTEENTH + timedelta(hours=2)
    await enters(driver, "duty", meeting, "第一稿")
    driver.clock.at = datetime(2027, 2, 20, 2, tzinfo=UTC)
    await ticks.work_off(driver.town)
    await enters(driver, "duty", meeting, "第二稿", held_at=TENTH)
    duty = await duty_of(driver, meeting)
    assert (duty.state, duty.settled_at, duty.done) == (DutyState.DONE, TENTH, 1)
    await driver.by("chief", minutes.withdraw, meeting.id, "登错了")
    assert (await duty_of(driver, meeting)).state is DutyState.MISSED
    await enters(driver, "duty", meeting, "第三稿", held_at=TENTH)
    duty = await duty_of(driver, meeting)
    assert (duty.state, duty.settled_at, duty.done) == (DutyState.DONE, TENTH, 1)
    async with driver.town.database.reading() as session:
        done = list(await session.scalars(sa.select(Duty.first).where(Duty.rule == meeting.rule, Duty.done > 0)))
    assert done == [date(2026, 10, 1)], "one meeting counts for one quarter"


async def test_an_extra_meeting_that_is_taken_back_puts_the_planned_one_to_work_again(driver: TownshipDriver) -> None:
    planned = await the_meeting(driver)
    extra = await driver.by("director", meetings.extra, driver.now + 2 * DAY, "部署寒潮应对")
    await driver.by("duty", meetings.call, extra.id)
    driver.clock.at = extra.at + timedelta(hours=2)
    await enters(driver, "duty", extra, "已部署")
    assert [one for one in await running(driver) if one.subject_id == planned.id] == []
    await driver.by("chief", minutes.withdraw, extra.id, "登错了")
    assert timing.INVITE in {one.kind for one in await running(driver) if one.subject_id == planned.id}
    await enters(driver, "duty", extra, "已部署")
    driver.clock.at = datetime(2027, 1, 2, 2, tzinfo=UTC)
    await ticks.do(driver.town, "follow_meetings")
    assert (await the_meeting(driver, id=planned.id)).state is MeetingState.CANCELLED, "its day is over, nobody owes it"


async def test_of_two_meetings_in_a_quarter_one_counts_and_the_other_stands_in_for_it(driver: TownshipDriver) -> None:
    extra = await driver.by("director", meetings.extra, driver.now + 2 * DAY, "部署寒潮应对")
    await driver.by("duty", meetings.call, extra.id)
    driver.clock.at = extra.at + timedelta(hours=2)
    await enters(driver, "duty", extra, "已部署")
    planned = await the_meeting(driver, first=date(2026, 10, 1))
    await driver.by("chief", meetings.move, planned.id, FIFTEENTH)
    await driver.by("chief", meetings.call, planned.id)
    driver.clock.at = FIFTEENTH + timedelta(hours=2)
    await enters(driver, "duty", planned, "已研究")
    await ticks.work_off(driver.town)
    assert await done(driver) == {2026: 1, 2027: 0}, "the second meeting of a quarter does not count for the next"
    await driver.by("chief", minutes.withdraw, extra.id, "登错了")
    assert await done(driver) == {2026: 1, 2027: 0}
    await enters(driver, "duty", extra, "已部署", held_at=extra.at)
    driver.clock.at = datetime(2027, 2, 20, 2, tzinfo=UTC)
    await ticks.work_off(driver.town)
    await driver.by("chief", minutes.withdraw, planned.id, "登错了")
    assert await done(driver) == {2026: 1, 2027: 0}, "also when the quarter is long over"


async def done(driver: TownshipDriver) -> dict[int, int]:
    """Return how many meetings count for the quarters on the plan, by the year."""
    async with driver.town.database.reading() as session:
        rows = await session.execute(sa.select(Duty.first, Duty.done).where(Duty.rule == "joint-meeting"))
        return {first.year: count for first, count in rows}


async def test_topics_and_resolutions_of_a_meeting_that_is_called_off_go_to_the_next_one(
    driver: TownshipDriver,
) -> None:
    meeting = await called(driver)
    await hands_in(driver, "land", meeting, "后山滑坡点搬迁")
    driver.clock.at = datetime(2026, 12, 14, 2, tzinfo=UTC)
    await ticks.work_off(driver.town)
    case = await resolves(driver, meeting, "先行搬迁三户", "natural-resources")
    coming = await the_meeting(driver, first=date(2027, 1, 1))
    await driver.by("chief", meetings.cancel, meeting.id, "与县里会议冲突")
    assert await topics_of(driver, coming) == [("后山滑坡点搬迁", TopicState.TAKEN, False)]
    assert [one.case.number for one in await opens_with(driver, coming)] == [case.number]


async def test_a_late_topic_that_the_chair_never_decided_is_on_the_next_agenda(driver: TownshipDriver) -> None:
    meeting = await called(driver)
    driver.clock.at = datetime(2026, 12, 14, 2, tzinfo=UTC)
    await ticks.work_off(driver.town)
    await hands_in(driver, "land", meeting, "后山滑坡点搬迁")
    driver.clock.at = FIFTEENTH + timedelta(hours=2)
    await enters(driver, "duty", meeting, "已研究")
    coming = await the_meeting(driver, first=date(2027, 1, 1))
    assert await topics_of(driver, coming) == [("后山滑坡点搬迁", TopicState.TAKEN, False)]
    await enters(driver, "duty", meeting, "第二稿")
    assert len(await topics_of(driver, coming)) == 1


async def test_a_topic_that_is_in_time_for_the_new_day_is_late_no_more(driver: TownshipDriver) -> None:
    meeting = await called(driver)
    driver.clock.at = TENTH
    late = await hands_in(driver, "land", meeting, "后山滑坡点搬迁")
    assert late.late
    await driver.by("chief", meetings.move, meeting.id, FIFTEENTH + 9 * DAY)
    assert await topics_of(driver, meeting) == [("后山滑坡点搬迁", TopicState.TAKEN, False)]


async def test_a_chair_who_cannot_come_or_has_left_is_replaced_before_anything_waits_for_nobody(
    driver: TownshipDriver,
) -> None:
    meeting = await called(driver)
    director = await row_of(driver, meeting, Member.PERSON, driver.people["director"])
    await driver.by("director", meetings.answer, director.id, Attendance.CANNOT, "外出培训")
    async with driver.town.database.reading() as session:
        told = set(await session.scalars(sa.select(Message.person_id).where(Message.event == "meeting_chair_away")))
    assert driver.people["chief"] in told, "who has called the meeting names another chair"
    await driver.by("chief", meetings.move, meeting.id, TENTH)
    assert (await row_of(driver, meeting, Member.PERSON, director.member_id)).answer is None, "the new day may do"
    await leaves(driver, "director")
    with pytest.raises(Refused, match="meeting-chair-needed"):
        await driver.by("duty", agenda.ask, meeting.id)
    await ticks.do(driver.town, "follow_meetings")
    assert (await the_meeting(driver, id=meeting.id)).chair_id == driver.people["chief"], "until somebody names another"
    await driver.by("duty", agenda.ask, meeting.id)


async def leaves(driver: TownshipDriver, who: str) -> None:
    async with driver.town.database.transaction() as session:
        await session.execute(sa.update(Person).where(Person.id == driver.people[who]).values(active=False))


async def test_the_call_leaves_out_who_is_gone_and_the_roll_who_could_not_come(driver: TownshipDriver) -> None:
    planned = await the_meeting(driver)
    async with driver.town.database.transaction() as session:
        await session.execute(sa.update(Unit).where(Unit.code == "traffic-police").values(active=False))
    await leaves(driver, "geology_director")
    meeting = await called(driver)
    async with driver.town.database.reading() as session:
        invited = {(row.member, row.member_id) for row in await members.rows_of(session, planned.id)}
    gone = {(Member.UNIT, driver.units["traffic-police"]), (Member.PERSON, driver.people["geology_director"])}
    assert invited.isdisjoint(gone)
    road = await row_of(driver, meeting, Member.UNIT, driver.units["road-station"])
    await driver.by("road", members.answer, road.id, Attendance.CANNOT, "抢修道路")
    driver.clock.at = FIFTEENTH
    await driver.by("duty", members.call_roll, meeting.id)
    land = await row_of(driver, meeting, Member.UNIT, driver.units["natural-resources"])
    road = await row_of(driver, meeting, Member.UNIT, driver.units["road-station"])
    assert (land.present, road.present) == (True, False)


async def test_a_resolution_is_late_when_one_unit_is_and_not_while_it_is_paused(driver: TownshipDriver) -> None:
    meeting = await called(driver)
    driver.clock.at = FIFTEENTH + timedelta(hours=2)
    await enters(driver, "duty", meeting, "已研究")
    case = await resolves(driver, meeting, "完成搬迁方案", "natural-resources", "road-station")
    for who, unit in (("land", "natural-resources"), ("road", "road-station")):
        await driver.by(who, handling.accept, (await driver.assignment(case, unit)).id)
    ours = (await driver.assignment(case, "natural-resources")).id
    await driver.by("land", pauses.pause, ours, until=driver.now + 20 * DAY, reason="等待地勘报告")
    await driver.feeds_back("road", case, "road-station")
    driver.forward(days=5)
    await ticks.work_off(driver.town)
    coming = await the_meeting(driver, state=MeetingState.PLANNED)
    (one,) = await opens_with(driver, coming)
    assert not one.late(driver.now), "paused work is not late, and the other unit has fed back in time"
    await driver.by("land", pauses.resume, ours)
    driver.forward(days=5)
    (one,) = await opens_with(driver, coming)
    assert one.late(driver.now)


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
