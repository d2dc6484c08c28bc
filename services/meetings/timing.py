"""The times of a meeting's steps, counted in calendar days before its own day, and their deadlines."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

import sqlalchemy as sa

from models import Deadline, Meeting, MeetingMember, MeetingTopic
from models.enums import DeadlineOutcome, MeetingState, Member, Priority, TopicState
from services.calendar import working_time
from services.core.act import Moment
from services.core.database import DEADLINES, wake
from services.deadlines import deadlines
from services.deadlines.deadlines import About, Begun
from services.settings.township import Township

ABOUT, OF_MEMBER = "meeting", "meeting_member"
"""The things that the deadlines are about."""
INVITE, AGENDA, CONSENT, MINUTES = "meeting_invite", "meeting_agenda", "meeting_consent", "meeting_minutes"
TOPICS, REPLY = "meeting_topics", "meeting_reply"
"""The kinds of the deadlines: of a meeting, and of each member."""
LAST_MINUTE = time(23, 59)
WEEK = timedelta(days=7)
_LONGEST_HOLIDAY = 15


@dataclass(frozen=True)
class OfMember:
    """The things that the policy of a member's deadline depends on."""

    meeting: Meeting
    member: Member
    due_at: datetime
    shares: tuple[float, ...] = ()
    """When it is reminded; none: as everything is."""


def day_of(settings: Township, at: datetime) -> date:
    """Return the township's day of an instant."""
    return at.astimezone(settings.zone).date()


def on(settings: Township, day: date, at: time) -> datetime:
    """Return the instant (UTC) of a time of a township's day."""
    return datetime.combine(day, at, settings.zone).astimezone(UTC)


def usual_topics_due(settings: Township, at: datetime) -> datetime:
    """Return the last minute of the day until which topics are in time."""
    return on(settings, day_of(settings, at) - timedelta(days=settings.meetings.topics_days), LAST_MINUTE)


def topics_due(settings: Township, at: datetime, now: datetime) -> datetime:
    """Return when topics are due; of a meeting at short notice, when half of what is left has passed."""
    return _or_half(usual_topics_due(settings, at), at, now)


def before(settings: Township, at: datetime, days: int, now: datetime) -> datetime:
    """Return the end of office hours so many days before a meeting; if that has passed, half of what is left.

    A day that is not worked moves to the working day before: the next one may be too late.
    """
    latest = day_of(settings, at) - timedelta(days=days)
    back = (latest - timedelta(days=more) for more in range(_LONGEST_HOLIDAY))
    day = next((one for one in back if working_time.is_working_day(settings.working_time, one)), latest)
    return _or_half(on(settings, day, settings.working_time.hours[-1].end), at, now)


def _or_half(due_at: datetime, at: datetime, now: datetime) -> datetime:
    return due_at if due_at > now or at <= now else now + (at - now) / 2


def topics_begin(settings: Township, meeting: Meeting) -> datetime:
    """Return when the time for topics begins to count: a week before the first reminder."""
    day = day_of(settings, meeting.at) - timedelta(days=max(settings.meetings.remind_topics, default=0)) - WEEK
    return on(settings, day, settings.meetings.at)


def topic_shares(settings: Township, meeting: Meeting) -> tuple[float, ...]:
    """Return the reminders for topics as shares of the time: in the morning of each of the days that config names."""
    if meeting.topics_due_at != usual_topics_due(settings, meeting.at):
        return settings.reminders.at
    begin = topics_begin(settings, meeting)
    day = day_of(settings, meeting.at)
    mornings = (
        on(settings, day - timedelta(days=days), settings.meetings.at) for days in settings.meetings.remind_topics
    )
    return tuple((at - begin) / (meeting.topics_due_at - begin) for at in mornings)


async def renew(act: Moment, meeting: Meeting) -> None:
    """Start the deadlines that a meeting has now, instead of those it had."""
    await end(act, meeting, outcome=DeadlineOutcome.CANCELLED)
    settings, rules = act.town.settings, act.town.settings.meetings
    of_meeting: dict[str, datetime] = {}
    if meeting.state is MeetingState.PLANNED:
        of_meeting[INVITE] = before(settings, meeting.at, rules.invite_days, act.now)
    if meeting.state is MeetingState.CALLED:
        if meeting.agenda_agreed_at is None and meeting.at > act.now:
            kind = AGENDA if meeting.agenda_asked_at is None else CONSENT
            days = rules.agenda_days if kind == AGENDA else 1
            of_meeting[kind] = before(settings, meeting.at, days, act.now)
        over = max(meeting.at, act.now)
        of_meeting[MINUTES] = working_time.after(over, rules.minutes_working_days, settings.working_time, settings.zone)
    for kind, due_at in of_meeting.items():
        begin = min(max(act.now, meeting.at) if kind == MINUTES else max(act.now, due_at - WEEK), due_at)
        await deadlines.start(
            act, kind, About(ABOUT, meeting.id), due_at=due_at, priority=Priority.REMINDER, of=meeting, started_at=begin
        )
    await _of_members(act, meeting)


async def _of_members(act: Moment, meeting: Meeting) -> None:
    if meeting.state not in (MeetingState.PLANNED, MeetingState.CALLED) or meeting.at <= act.now:
        return
    rows = list(
        await act.session.scalars(
            sa.select(MeetingMember).where(MeetingMember.meeting_id == meeting.id).order_by(MeetingMember.id)
        )
    )
    settings = act.town.settings
    usual = meeting.topics_due_at == usual_topics_due(settings, meeting.at)
    begin = topics_begin(settings, meeting) if usual else act.now
    given = {
        (row.member, row.member_id)
        for row in await act.session.execute(
            sa.select(MeetingTopic.member, MeetingTopic.member_id).where(
                MeetingTopic.meeting_id == meeting.id, MeetingTopic.state != TopicState.WITHDRAWN
            )
        )
    }
    owe = [
        row
        for row in rows
        if row.member is not Member.PERSON and not row.no_topic_at and (row.member, row.member_id) not in given
    ]
    if meeting.topics_due_at > act.now:
        due_at, shares = meeting.topics_due_at, topic_shares(settings, meeting)
        begun = [
            Begun(About(OF_MEMBER, row.id), due_at, OfMember(meeting, row.member, due_at, shares), begin) for row in owe
        ]
        await deadlines.start_all(act, TOPICS, begun, priority=Priority.REMINDER)
    if meeting.state is MeetingState.CALLED:
        due_at = before(settings, meeting.at, settings.meetings.reply_days, act.now)
        begun = [
            Begun(About(OF_MEMBER, row.id), due_at, OfMember(meeting, row.member, due_at), act.now)
            for row in rows
            if row.answer is None
        ]
        await deadlines.start_all(act, REPLY, begun, priority=Priority.REMINDER)
    wake(act.session, DEADLINES)


async def end(act: Moment, meeting: Meeting, *kinds: str, outcome: DeadlineOutcome = DeadlineOutcome.MET) -> None:
    """End deadlines of a meeting and of its members; without ``kinds``, all of them."""
    of_meeting = [one for one in (INVITE, AGENDA, CONSENT, MINUTES) if not kinds or one in kinds]
    of_member = [one for one in (TOPICS, REPLY) if not kinds or one in kinds]
    await deadlines.end(act.session, of_meeting, ABOUT, [meeting.id], now=act.now, outcome=outcome)
    if of_member:
        ids = await act.session.scalars(sa.select(MeetingMember.id).where(MeetingMember.meeting_id == meeting.id))
        await deadlines.end(act.session, of_member, OF_MEMBER, list(ids), now=act.now, outcome=outcome)


async def end_of_member(act: Moment, member_row: int, kind: str) -> None:
    """End what one member owes."""
    await deadlines.end(act.session, (kind,), OF_MEMBER, [member_row], now=act.now)


async def runs(act: Moment, kind: str, about: str, subject: int) -> bool:
    """Whether a deadline of this kind runs about a thing."""
    found = await act.session.scalar(
        sa.select(Deadline.id).where(
            Deadline.kind == kind,
            Deadline.subject_kind == about,
            Deadline.subject_id == subject,
            Deadline.ended_at.is_(None),
        )
    )
    return found is not None
