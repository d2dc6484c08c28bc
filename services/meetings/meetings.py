"""A joint meeting's way: called, moved, chaired, held or cancelled; and the lists of meetings."""

from datetime import datetime

import sqlalchemy as sa

from models import Duty, Meeting, MeetingMember
from models.enums import Action, Attendance, DutyState, MeetingState, Member
from services.core import journal
from services.core.act import Act, Actor, Moment
from services.core.errors import Forbidden, Refused, to_come
from services.core.errors import reason as given
from services.core.paging import Listing, page_of
from services.duties import fulfilment
from services.meetings import agenda, facts, members, notices, planning, timing
from services.meetings.facts import Facts
from services.meetings.members import Invited
from services.people import directory
from services.people.access import may, require
from services.settings.duties import Owing


async def listed(act: Act, *, page: int = 0) -> Listing[Meeting]:
    """Return a page of meetings: those to come, the next one first, then the others, the latest first."""
    require(act.actor, Action.ATTEND_MEETING)
    ahead = Meeting.state.in_(members.OPEN)
    order = (sa.case((ahead, 0), else_=1), sa.case((ahead, Meeting.at)), Meeting.at.desc(), Meeting.id)
    query = sa.select(Meeting).where(Meeting.state != MeetingState.CANCELLED)
    return await page_of(act.session, query.order_by(*order), page)


async def opened(act: Act, meeting_id: int) -> Facts:
    """Return a meeting with what its card shows. Raises ``Forbidden``, ``Stale``."""
    require(act.actor, Action.ATTEND_MEETING)
    return await facts.facts_of(act, await members.load(act, meeting_id))


async def extra(act: Act, at: datetime, purpose: str) -> Meeting:
    """Put an extra meeting on the plan, with everybody on its list; its invitations are sent by ``call``."""
    require(act.actor, Action.CALL_MEETING)
    why = given(purpose, most=256)
    to_come(at, act.now)
    meeting = Meeting(
        state=MeetingState.PLANNED,
        drill=act.town.settings.drill,
        at=at,
        moved=True,
        purpose=why,
        topics_due_at=timing.topics_due(act.town.settings, at, act.now),
        chair_id=await planning.usual_chair(act),
        called_by_id=act.actor.person_id,
        created_at=act.now,
    )
    act.session.add(meeting)
    await act.session.flush()
    await members.invite_all(act, meeting)
    await timing.renew(act, meeting)
    await journal.record(
        act, members.subject(meeting.id), "extra", to_state=meeting.state, reason=why, details={"at": at.isoformat()}
    )
    return meeting


async def call(act: Act, meeting_id: int) -> Meeting:
    """Send the invitations, once. A meeting of the plan invites also anyone who has joined the roster since."""
    require(act.actor, Action.KEEP_MEETING)
    meeting = await members.still_open(act, meeting_id, MeetingState.PLANNED)
    to_come(meeting.at, act.now)
    await members.leave_out(act, meeting)
    if meeting.rule is not None:
        await members.invite_all(act, meeting)
    rows = await members.rows_of(act.session, meeting.id)
    if not rows:
        raise Refused("meeting-invites-nobody")
    meeting.state, meeting.called_at, meeting.called_by_id = MeetingState.CALLED, act.now, act.actor.person_id
    meeting.moved = True
    for row in rows:  # the caller comes
        if (row.member, row.member_id) == (Member.PERSON, act.actor.person_id) and row.answer is None:
            row.answer, row.answered_at, row.answered_by_id = Attendance.COMING, act.now, act.actor.person_id
    await act.session.flush()
    await timing.renew(act, meeting)
    await journal.record(act, members.subject(meeting.id), "call", to_state=meeting.state)
    await notices.invitation(act, meeting)
    return meeting


async def move(act: Act, meeting_id: int, at: datetime) -> Meeting:
    """Let a meeting be at another time. Answers are asked for again, topics stay; nothing is due on the old day.

    A duty that would be due before the new day is due then. Raises ``Refused`` beyond the period's last day.
    """
    require(act.actor, Action.CALL_MEETING)
    meeting = await members.still_open(act, meeting_id)
    to_come(at, act.now)
    await _move_duty(act, meeting, at)
    before, meeting.at, meeting.moved = meeting.at, at, True
    meeting.topics_due_at = timing.topics_due(act.town.settings, at, act.now)
    if meeting.state is MeetingState.CALLED:
        for row in await members.rows_of(act.session, meeting.id):
            chairs = row.member is Member.PERSON and row.member_id == meeting.chair_id
            if not (chairs and row.answer is Attendance.COMING):
                row.answer = row.answered_at = row.answered_by_id = row.words = None
    await act.session.flush()
    await agenda.on_another_day(act, meeting)
    await timing.renew(act, meeting)
    details = {"from": before.isoformat(), "to": at.isoformat()}
    number = await journal.record(act, members.subject(meeting.id), "move", details=details)
    if meeting.state is MeetingState.CALLED:
        await notices.moved(act, meeting, before, number)
    return meeting


async def _move_duty(act: Act, meeting: Meeting, at: datetime) -> None:
    duty = await duty_of(act, meeting)
    if duty is None or duty.state is not DutyState.OPEN:
        return
    settings = act.town.settings
    rule, day = settings.duties.get(duty.rule), timing.day_of(settings, at)
    if day > duty.closes:
        raise Refused("meeting-day-outside", until=f"{duty.closes:%m-%d}")
    due_at = max(timing.on(settings, day, rule.at) if rule else at, at)
    if due_at > duty.due_at and may(act.actor, Action.EXCUSE_DUTY):
        await fulfilment.move(act, duty.id, due_at)


async def duty_of(act: Moment, meeting: Meeting) -> Duty | None:
    """Return the duty that a meeting of the plan was planned for; None when its rule has changed since."""
    return await act.session.scalar(
        sa.select(Duty).where(
            Duty.rule == meeting.rule,
            Duty.first == meeting.first,
            Duty.owing == Owing.TOWN.value,
            Duty.track == "",
        )
    )


async def chaired_by(act: Act, meeting_id: int, person_id: int) -> Meeting:
    """Name the chair: one of the leaders. The new chair gets the agenda and the topics that wait."""
    require(act.actor, Action.CALL_MEETING)
    meeting = await members.still_open(act, meeting_id)
    if person_id not in {one.person_id for one in await leaders(act)}:
        raise Forbidden("error-forbidden")
    await agenda.under(act, meeting, person_id)
    return meeting


async def leaders(act: Moment) -> list[Actor]:
    """Return everybody who may chair."""
    ids = [one for member, one in await members.everybody(act.session) if member is Member.PERSON]
    return await directory.by_ids(act.session, ids)


async def at_place(act: Act, meeting_id: int, place: str) -> Meeting:
    """Say where a meeting is held; people invited already are told."""
    require(act.actor, Action.KEEP_MEETING)
    meeting = await members.still_open(act, meeting_id)
    before, meeting.place = meeting.place, given(place, most=128)
    number = await journal.record(
        act, members.subject(meeting.id), "place", details={"from": before, "to": meeting.place}
    )
    await act.session.flush()
    if meeting.state is MeetingState.CALLED:
        await notices.moved(act, meeting, meeting.at, number)
    return meeting


async def cancel(act: Act, meeting_id: int, reason: str) -> Meeting:
    """Call a meeting off. A duty that it was planned for is still owed."""
    require(act.actor, Action.CALL_MEETING)
    meeting = await members.still_open(act, meeting_id)
    before, meeting.state, meeting.reason = meeting.state, MeetingState.CANCELLED, given(reason, most=256)
    meeting.moved = True
    await act.session.flush()
    await timing.renew(act, meeting)
    await journal.record(
        act, members.subject(meeting.id), "cancel", from_state=before, to_state=meeting.state, reason=meeting.reason
    )
    await agenda.to_the_next(act, meeting)
    if before is MeetingState.CALLED:
        await notices.cancelled(act, meeting)
    return meeting


async def member(act: Act, row_id: int) -> tuple[Meeting, Invited]:
    """Return one member of a meeting, to be answered for. Raises ``Forbidden``, ``Stale``."""
    meeting, row = await members.answerable(act, row_id)
    return meeting, (await members.named(act, [row]))[0]


async def answer(act: Act, row_id: int, said: Attendance, words: str = "") -> Meeting:
    """Take a member's answer as ``members.answer`` does; a chair who does not come is told to who can name another."""
    meeting = await members.answer(act, row_id, said, words)
    row = await act.session.get_one(MeetingMember, row_id)
    chairs = (row.member, row.member_id) == (Member.PERSON, meeting.chair_id)
    if chairs and said is not Attendance.COMING and meeting.state is MeetingState.CALLED:
        await notices.chair_away(act, meeting, words)
    return meeting


async def everything(act: Act, meeting_id: int) -> list[tuple[Invited, bool]]:
    """Return all that an extra meeting can invite, and whether they are invited."""
    require(act.actor, Action.KEEP_MEETING)
    meeting = await members.still_open(act, meeting_id, MeetingState.PLANNED)
    known = {(row.member, row.member_id) for row in await members.rows_of(act.session, meeting.id)}
    rows = [
        MeetingMember(meeting_id=meeting.id, member=member, member_id=one)
        for member, one in await members.everybody(act.session)
    ]
    named = await members.named(act, rows)
    return [(one, (one.row.member, one.row.member_id) in known) for one in named]
