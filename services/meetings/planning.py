"""The plan: a meeting for each period of a duty that a meeting fulfils. A change made by hand stays."""

from datetime import date, datetime, timedelta

import sqlalchemy as sa

from models import Duty, Meeting
from models.enums import Action, DutyState, MeetingState, Member, Role
from services.core import journal
from services.core.act import Moment
from services.core.tick import Routine, Tick, once
from services.duties.entering.ways import Way, whoever_may
from services.meetings import agenda, members, notices, timing
from services.meetings.cards import LIST
from services.people import directory
from services.people.affiliation import by_rank
from services.settings.duties import Owing

FACT = "meeting"
"""The kind of fact that minutes are."""

_OF_DUTY = sa.and_(Meeting.rule == Duty.rule, Meeting.first == Duty.first)
_OWED = (Duty.owing == Owing.TOWN.value, Duty.who == "town", Duty.state == DutyState.OPEN, Duty.fact == FACT)
_UNPLANNED = sa.select(Duty).where(*_OWED, Duty.track == "", ~sa.exists().where(_OF_DUTY, Meeting.part == Duty.needed))


async def next_due(act: Moment) -> datetime | None:
    """Return now when a duty has no meeting on the plan yet."""
    found = await act.session.scalar(_UNPLANNED.with_only_columns(Duty.id).limit(1))
    return None if found is None else act.now


async def plan(act: Moment) -> int:
    """Put the meetings that duties ask for on the plan; returns how many."""
    made = 0
    for duty in await act.session.scalars(_UNPLANNED.order_by(Duty.first, Duty.id).with_for_update()):
        known = set(
            await act.session.scalars(
                sa.select(Meeting.part).where(Meeting.rule == duty.rule, Meeting.first == duty.first)
            )
        )
        for part in range(1, duty.needed + 1):
            if part not in known:
                await _plan(act, duty, part)
                made += 1
    return made


async def _plan(act: Moment, duty: Duty, part: int) -> None:
    settings = act.town.settings
    at = timing.on(settings, _day(act, duty, part), settings.meetings.at)
    meeting = Meeting(
        rule=duty.rule,
        first=duty.first,
        last=duty.last,
        part=part,
        state=MeetingState.PLANNED,
        drill=settings.drill,
        at=at,
        topics_due_at=timing.topics_due(settings, at, act.now),
        chair_id=await usual_chair(act),
        created_at=act.now,
    )
    act.session.add(meeting)
    await act.session.flush()
    await members.invite_all(act, meeting)
    await agenda.carry_over(act, meeting)
    await timing.renew(act, meeting)
    details = {"rule": duty.rule, "first": duty.first.isoformat(), "at": at.isoformat()}
    await journal.record(act, members.subject(meeting.id), "plan", to_state=meeting.state, details=details)


def _day(act: Moment, duty: Duty, part: int) -> date:
    """Return the day of a meeting; several in one period are spread over it."""
    if part == duty.needed:
        return timing.day_of(act.town.settings, duty.due_at)
    return duty.first + timedelta(days=(duty.last - duty.first).days * part // duty.needed)


async def usual_chair(act: Moment) -> int | None:
    """Return who chairs until somebody names another: the highest of director, executive deputy and station chief."""
    order = list(Role)
    found = await directory.chief_and_directors(act.session)
    ranked = sorted(found, key=lambda one: (order.index(by_rank(one)[0].role), one.person_id))
    return ranked[0].person_id if ranked else None


async def follow(act: Moment) -> int:
    """Let meetings that nobody has touched follow their duty: to its day, or off the plan. Returns how many changed."""
    untouched = (Meeting.state.in_(_BY_ITSELF), Meeting.moved.is_(False), Meeting.rule.is_not(None))
    rows = await act.session.execute(
        sa.select(Meeting, Duty)
        .outerjoin(Duty, sa.and_(_OF_DUTY, Duty.owing == Owing.TOWN.value, Duty.track == ""))
        .where(*untouched)
        .order_by(Meeting.id)
        .with_for_update(of=Meeting)
    )
    changed = 0
    for meeting, duty in rows.all():
        owed = duty is not None and duty.state is DutyState.OPEN and (meeting.part or 1) <= duty.needed
        if meeting.state is MeetingState.CANCELLED:
            changed += owed and await _plan_again(act, meeting)
        elif owed:
            changed += await _to_its_day(act, meeting, duty)
        elif duty is None or duty.state not in _OVER or meeting.at <= act.now:
            await _unplan(act, meeting)
            changed += 1
    return changed + await _chairs(act)


_BY_ITSELF = (MeetingState.PLANNED, MeetingState.CANCELLED)
"""The states between which a meeting that nobody has touched goes with its duty; one called off by hand is touched."""
_OVER = (DutyState.DONE, DutyState.MISSED)
"""A duty that another meeting fulfilled, or that nobody did: its meeting may still be held until its day is over."""


async def _unplan(act: Moment, meeting: Meeting) -> None:
    meeting.state = MeetingState.CANCELLED
    await timing.renew(act, meeting)
    await journal.record(act, members.subject(meeting.id), "unplan", to_state=meeting.state)
    await agenda.to_the_next(act, meeting)


async def _plan_again(act: Moment, meeting: Meeting) -> bool:
    """Put a meeting whose duty is owed again back on the plan, while its day is to come."""
    if meeting.at <= act.now:
        return False
    meeting.state = MeetingState.PLANNED
    await timing.renew(act, meeting)
    await journal.record(act, members.subject(meeting.id), "plan", to_state=meeting.state)
    return True


async def _chairs(act: Moment) -> int:
    """Give meetings to come whose chair has left, or leads no more, to the usual one; returns how many changed."""
    leaders = {one for member, one in await members.everybody(act.session) if member is Member.PERSON}
    usual, changed = await usual_chair(act), 0
    query = sa.select(Meeting).where(Meeting.state.in_(members.OPEN), Meeting.at > act.now).with_for_update()
    for meeting in (await act.session.scalars(query.order_by(Meeting.id))).all():
        if meeting.chair_id in leaders or meeting.chair_id == usual:
            continue
        number = await agenda.under(act, meeting, usual)
        if meeting.state is MeetingState.CALLED:
            await notices.chair_left(act, meeting, number)
        changed += 1
    return changed


async def _to_its_day(act: Moment, meeting: Meeting, duty: Duty) -> bool:
    settings = act.town.settings
    at = timing.on(settings, _day(act, duty, meeting.part or 1), settings.meetings.at)
    if at == meeting.at or at <= act.now:
        return False
    before, meeting.at = meeting.at, at
    meeting.topics_due_at = timing.topics_due(settings, at, act.now)
    await timing.renew(act, meeting)
    details = {"from": before.isoformat(), "to": at.isoformat()}
    await journal.record(act, members.subject(meeting.id), "move", details=details)
    return True


TICKS = (
    Tick("plan_meetings", next_due, once(plan)),
    Routine("follow_meetings", once(follow), {"hour": 0, "minute": 10}, at_start=True),
)

WAYS = (Way(FACT, "menu-meetings", LIST, whoever_may(Action.ATTEND_MEETING)),)
