"""Minutes (会议纪要): typed, photographed or a file. They say that the meeting was held, and so fulfil the duty."""

from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa

from models import Attachment, Draft, Duty, Meeting
from models.enums import Action, DutyState, MeetingState
from services.core import journal
from services.core.act import Act, Moment
from services.core.errors import Refused
from services.core.errors import reason as given
from services.drafts import drafts
from services.drafts.fields import Fields
from services.duties import fulfilment
from services.duties.entering.facts import Fact, Facts
from services.duties.owing import TOWN, Who
from services.media import attachments
from services.meetings import agenda, meetings, members, notices, timing
from services.meetings.planning import FACT
from services.people.access import require
from services.settings.duties import Owing


class MinutesFields(Fields):
    """The form of minutes."""

    held_at: datetime | None = None
    """None: the time that the meeting was called for, or now, if that is yet to come."""


def held_at(act: Act, meeting: Meeting, fields: MinutesFields) -> datetime:
    """Return when the meeting was held, as far as is known."""
    return fields.held_at or min(meeting.held_at or meeting.at, act.now)


async def enter(act: Act, draft: Draft) -> Meeting:
    """Enter the minutes, or a new version of them; the old words stay in the journal. Raises ``Refused``.

    Nothing that belonged to the meeting is due any more, whatever day it was planned for.
    """
    require(act.actor, Action.KEEP_MEETING)
    meeting = await members.still_open(act, draft.subject_id or 0, *members.OPEN, MeetingState.HELD)
    fields = drafts.fields(draft, MinutesFields)
    text, files = fields.text.strip(), await attachments.count(act.session, draft)
    if not text and not files:
        raise Refused("minutes-empty")
    at = held_at(act, meeting, fields)
    if at > act.now:
        raise Refused("minutes-to-come")
    again, before = meeting.state is MeetingState.HELD, meeting.held_at
    if again and not files and meeting.minutes_draft_id is not None:
        await _keep_files(act, meeting.minutes_draft_id, draft)
    meeting.state, meeting.held_at = MeetingState.HELD, at
    meeting.minutes, meeting.minutes_draft_id = text or None, draft.id
    meeting.minutes_at, meeting.minutes_by_id = act.now, act.actor.person_id
    await drafts.finish(act.session, draft, act.now)
    await timing.end(act, meeting)
    number = await journal.record(
        act,
        members.subject(meeting.id),
        "correct_minutes" if again else "minutes",
        to_state=meeting.state,
        details={"text": text, "draft": draft.id, "files": files, "held_at": at.isoformat()},
    )
    await _fulfil(act, meeting, at, again=again and before != at)
    await agenda.to_the_next(act, meeting)
    await notices.minutes(act, meeting, number)
    return meeting


async def _keep_files(act: Act, former: int, draft: Draft) -> None:
    await act.session.execute(sa.update(Attachment).where(Attachment.draft_id == former).values(draft_id=draft.id))


async def _fulfil(act: Act, meeting: Meeting, at: datetime, *, again: bool) -> None:
    own = await meetings.duty_of(act, meeting) if meeting.rule is not None else None
    fact, named = _fact_of(meeting, at), own.id if own is not None else None
    if again:
        counted, left = await fulfilment.restate(act, fact, named=named)
    else:
        counted, left = await fulfilment.fulfil(act, fact, named=named), []
    for duty in counted:
        if duty.state is DutyState.DONE:
            for other in await _planned_for(act, duty):  # held in its place: it may be held, and is not owed
                await timing.end(act, other)
    await _plan_again(act, left)


async def _plan_again(act: Act, duties: Iterable[Duty]) -> None:
    """Let the meetings on the plan be owed again for which another one does not count any more."""
    for duty in duties:
        if duty.state is DutyState.OPEN:
            for other in await _planned_for(act, duty):
                await timing.renew(act, other)


async def _planned_for(act: Act, duty: Duty) -> list[Meeting]:
    found = await act.session.scalars(
        sa.select(Meeting).where(
            Meeting.rule == duty.rule, Meeting.first == duty.first, Meeting.state == MeetingState.PLANNED
        )
    )
    return list(found)


async def counted(act: Act, meeting: Meeting) -> tuple[Fact, list[Duty]]:
    """Return a meeting that was held as a fact, and the duties for which it counts."""
    rows = await fulfilment.counting(act, FACT, meeting.id)
    return _fact_of(meeting, meeting.held_at or act.now), [duty for duty, _ in rows]


async def withdraw(act: Act, meeting_id: int, reason: str) -> Meeting:
    """Take minutes back that were entered by mistake: the meeting is yet to be held, and its duty is owed again."""
    require(act.actor, Action.CALL_MEETING)
    meeting = await members.still_open(act, meeting_id, MeetingState.HELD)
    why = given(reason)
    meeting.state, meeting.held_at = MeetingState.CALLED, None
    await journal.record(
        act,
        members.subject(meeting.id),
        "withdraw_minutes",
        from_state=MeetingState.HELD,
        to_state=meeting.state,
        reason=why,
        details={"text": meeting.minutes, "draft": meeting.minutes_draft_id},
    )
    meeting.minutes = meeting.minutes_draft_id = meeting.minutes_at = meeting.minutes_by_id = None
    await act.session.flush()
    await _plan_again(act, await fulfilment.withdraw(act, FACT, meeting.id, reason=why))
    await timing.renew(act, meeting)
    return meeting


def _fact_of(meeting: Meeting, at: datetime) -> Fact:
    return Fact(FACT, meeting.id, at, frozenset({Who(Owing.TOWN, TOWN)}), meeting.minutes_by_id)


async def facts(act: Moment, who: Who, since: datetime, until: datetime) -> list[Fact]:
    """Return the meetings whose minutes were entered in time, by the day on which they were held."""
    rows = await act.session.scalars(
        sa.select(Meeting)
        .where(Meeting.state == MeetingState.HELD, Meeting.minutes_at < until)
        .where(Meeting.held_at >= since, Meeting.held_at < until)
        .order_by(Meeting.held_at, Meeting.id)
    )
    return [_fact_of(one, one.held_at) for one in rows if one.held_at is not None]


FACTS = (Facts(FACT, facts),)
