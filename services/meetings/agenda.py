"""The agenda (议程): topics (议题) that members hand in, late ones put to the chair, and the chair's consent."""

from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Draft, Meeting, MeetingTopic
from models.enums import Action, MeetingState, Member, TopicState
from services.core import journal
from services.core.act import Act, Moment
from services.core.errors import Forbidden, Refused, Stale, existing
from services.core.errors import reason as given
from services.drafts import drafts
from services.drafts.fields import Fields
from services.media import attachments
from services.meetings import facts, members, notices, timing
from services.people import directory
from services.people.access import may, require

_MINUTE = timedelta(minutes=1)


class TopicFields(Fields):
    """The form of a topic: its words, and for which member it is handed in."""

    member: Member | None = None
    member_id: int = 0


async def hand_in(act: Act, draft: Draft) -> MeetingTopic:
    """Hand a topic in for a member. One that is late is taken, marked and put to the chair. Raises ``Refused``."""
    require(act.actor, Action.ATTEND_MEETING)
    meeting = await members.still_open(act, draft.subject_id or 0)
    fields = drafts.fields(draft, TopicFields)
    files = await attachments.count(act.session, draft)
    if not fields.text.strip() and not files:
        raise Refused("topic-empty")
    member, member_id = await _for_whom(act, meeting, fields)
    late = act.now >= meeting.topics_due_at + _MINUTE
    waits = late or meeting.agenda_agreed_at is not None
    topic = MeetingTopic(
        meeting_id=meeting.id,
        member=member,
        member_id=member_id,
        text=fields.text.strip(),
        draft_id=draft.id,
        state=TopicState.LATE if waits else TopicState.TAKEN,
        late=late,
        place=await _next_place(act.session, meeting.id),
        by_id=act.actor.person_id,
        at=act.now,
    )
    act.session.add(topic)
    await act.session.flush()
    await drafts.finish(act.session, draft, act.now)
    for row in await members.rows_of(act.session, meeting.id):
        if (row.member, row.member_id) == (member, member_id):
            row.no_topic_at = None
            await timing.end_of_member(act, row.id, timing.TOPICS)
    details = {member.value: member_id, "topic": topic.id, "text": topic.text, "files": files}
    await journal.record(act, members.subject(meeting.id), "topic", to_state=topic.state, details=details)
    if waits:
        await notices.late_topic(act, meeting, (await facts.shown(act, [topic]))[0])
    return topic


async def _for_whom(act: Act, meeting: Meeting, fields: TopicFields) -> tuple[Member, int]:
    """Return the member that a topic is handed in for: the one that was chosen, else the first that one speaks for."""
    own = members.members_of(act.actor)
    if fields.member is not None:
        if (fields.member, fields.member_id) not in own:
            raise Forbidden("error-forbidden")
        return fields.member, fields.member_id
    order = list(Member)
    return min(own, key=lambda one: (order.index(one[0]), one[1]))


async def _next_place(session: AsyncSession, meeting_id: int) -> int:
    last = await session.scalar(sa.select(sa.func.max(MeetingTopic.place)).where(MeetingTopic.meeting_id == meeting_id))
    return (last or 0) + 1


async def decide(act: Act, topic_id: int, *, take: bool) -> MeetingTopic:
    """Let the chair take a late topic, or leave it to the next meeting. Raises ``Forbidden``, ``Stale``."""
    topic, meeting = await _of_open(act, topic_id)
    if meeting.chair_id != act.actor.person_id:
        raise Forbidden("meeting-chair-only")
    if topic.state is not TopicState.LATE:
        raise Stale("topic-decided")
    topic.state = TopicState.TAKEN if take else TopicState.DEFERRED
    topic.decided_at, topic.decided_by_id = act.now, act.actor.person_id
    await act.session.flush()
    if not take:
        await to_the_next(act, meeting)
    await journal.record(
        act,
        members.subject(meeting.id),
        "decide_topic",
        from_state=TopicState.LATE,
        to_state=topic.state,
        details={"topic": topic.id},
    )
    await notices.topic_decided(act, meeting, (await facts.shown(act, [topic]))[0])
    return topic


async def to_the_next(act: Moment, meeting: Meeting) -> None:
    """Put what a meeting has left on the agenda of the next one, if that is on the plan already."""
    coming = await act.session.scalar(
        sa.select(Meeting)
        .where(Meeting.state.in_(members.OPEN), Meeting.at > meeting.at, Meeting.rule.is_not(None))
        .order_by(Meeting.at)
        .limit(1)
    )
    if coming is not None:
        await carry_over(act, coming)


async def carry_over(act: Moment, meeting: Meeting) -> None:
    """Put topics that earlier meetings have left on the agenda of this one.

    They were left by the chair, not decided by the chair until the meeting was over, or their meeting was called off.
    """
    again = sa.orm.aliased(MeetingTopic)
    left = await act.session.scalars(
        sa.select(MeetingTopic)
        .join(Meeting, Meeting.id == MeetingTopic.meeting_id)
        .where(
            sa.or_(
                MeetingTopic.state == TopicState.DEFERRED,
                sa.and_(MeetingTopic.state == TopicState.LATE, Meeting.state == MeetingState.HELD),
                sa.and_(MeetingTopic.state.in_(facts.ON_AGENDA), Meeting.state == MeetingState.CANCELLED),
            ),
            MeetingTopic.meeting_id != meeting.id,
            ~sa.exists().where(again.from_id == MeetingTopic.id),
        )
        .order_by(MeetingTopic.id)
    )
    for topic in left.all():
        act.session.add(
            MeetingTopic(
                meeting_id=meeting.id,
                member=topic.member,
                member_id=topic.member_id,
                text=topic.text,
                draft_id=topic.draft_id,
                from_id=topic.id,
                state=TopicState.TAKEN,
                late=False,
                place=await _next_place(act.session, meeting.id),
                by_id=topic.by_id,
                at=act.now,
            )
        )
        await act.session.flush()


async def on_another_day(act: Act, meeting: Meeting) -> None:
    """Let topics be late no more that are in time for a meeting's new day."""
    late = sa.select(MeetingTopic).where(MeetingTopic.meeting_id == meeting.id, MeetingTopic.late)
    for topic in (await act.session.scalars(late)).all():
        if topic.at >= meeting.topics_due_at + _MINUTE:
            continue
        topic.late = False
        if topic.state is TopicState.LATE and meeting.agenda_agreed_at is None:
            topic.state = TopicState.TAKEN
        await journal.record(
            act, members.subject(meeting.id), "topic_in_time", to_state=topic.state, details={"topic": topic.id}
        )


async def withdraw(act: Act, topic_id: int) -> MeetingTopic:
    """Take a topic back: its member, or who keeps the agenda. Raises ``Forbidden``, ``Stale``."""
    topic, meeting = await _of_open(act, topic_id)
    if (topic.member, topic.member_id) not in members.members_of(act.actor):
        require(act.actor, Action.KEEP_MEETING)
    if topic.state not in facts.ON_AGENDA:
        raise Stale("topic-decided")
    before, topic.state = topic.state, TopicState.WITHDRAWN
    topic.decided_at, topic.decided_by_id = act.now, act.actor.person_id
    await journal.record(
        act,
        members.subject(meeting.id),
        "withdraw_topic",
        from_state=before,
        to_state=topic.state,
        details={"topic": topic.id},
    )
    await act.session.flush()
    return topic


async def bring_forward(act: Act, topic_id: int) -> MeetingTopic:
    """Let a topic stand one place earlier on the agenda."""
    require(act.actor, Action.KEEP_MEETING)
    topic, meeting = await _of_open(act, topic_id)
    order = [one.row for one in await facts.of_meeting(act, meeting.id) if one.row.state in facts.ON_AGENDA]
    at = next((place for place, one in enumerate(order) if one.id == topic.id), 0)
    if at > 0:
        other = order[at - 1]
        other.place, topic.place = topic.place, other.place
        await act.session.flush()
        await journal.record(act, members.subject(meeting.id), "order_topics", details={"topic": topic.id})
    return topic


async def _of_open(act: Act, topic_id: int) -> tuple[MeetingTopic, Meeting]:
    topic = existing(await act.session.get(MeetingTopic, topic_id), "meeting-gone")
    meeting = await members.still_open(act, topic.meeting_id, MeetingState.PLANNED, MeetingState.CALLED)
    return await act.session.get_one(MeetingTopic, topic_id, populate_existing=True), meeting


def may_take_back(act: Act, topic: MeetingTopic) -> bool:
    """Whether the actor may take a topic back."""
    own = (topic.member, topic.member_id) in members.members_of(act.actor)
    return topic.state in facts.ON_AGENDA and (own or may(act.actor, Action.KEEP_MEETING))


async def ask(act: Act, meeting_id: int) -> Meeting:
    """Put the agenda to the chair. Raises ``Refused`` without a chair, ``Stale`` when it was agreed to."""
    require(act.actor, Action.KEEP_MEETING)
    meeting = await members.still_open(act, meeting_id, MeetingState.CALLED)
    if not await directory.by_ids(act.session, [meeting.chair_id] if meeting.chair_id else []):
        raise Refused("meeting-chair-needed")
    if meeting.agenda_agreed_at is not None:
        raise Stale("agenda-agreed-already")
    meeting.agenda_asked_at, meeting.agenda_returned_for = act.now, None
    await act.session.flush()
    await timing.renew(act, meeting)
    await journal.record(act, members.subject(meeting.id), "ask_agenda", details={"chair": meeting.chair_id})
    await notices.agenda_asked(act, await facts.facts_of(act, meeting))
    return meeting


async def agree(act: Act, meeting_id: int) -> Meeting:
    """Let the chair agree; everybody who is invited gets the agenda. Raises ``Forbidden``, ``Stale``."""
    meeting = await of_chair(act, meeting_id)
    meeting.agenda_agreed_at = act.now
    await act.session.flush()
    await timing.end(act, meeting, timing.CONSENT, timing.AGENDA)
    await journal.record(act, members.subject(meeting.id), "agree_agenda")
    await notices.agenda(act, await facts.facts_of(act, meeting))
    return meeting


async def send_back(act: Act, meeting_id: int, words: str) -> Meeting:
    """Let the chair send the agenda back, saying what is to change. Raises ``Forbidden``, ``Stale``."""
    meeting = await of_chair(act, meeting_id)
    meeting.agenda_asked_at, meeting.agenda_returned_for = None, given(words, most=1000)
    await act.session.flush()
    await timing.renew(act, meeting)
    await journal.record(act, members.subject(meeting.id), "return_agenda", reason=meeting.agenda_returned_for)
    await notices.agenda_returned(act, meeting)
    return meeting


async def under(act: Moment, meeting: Meeting, chair_id: int | None) -> int:
    """Let a meeting be under another chair, and put to the new one what waited; returns the number of the journal."""
    before, meeting.chair_id = meeting.chair_id, chair_id
    await act.session.flush()
    if chair_id is not None:
        await members.invite(act, meeting, [(Member.PERSON, chair_id)])
    await timing.renew(act, meeting)
    number = await journal.record(act, members.subject(meeting.id), "chair", details={"from": before, "to": chair_id})
    found = await facts.facts_of(act, meeting)
    if meeting.agenda_asked_at is not None and meeting.agenda_agreed_at is None:
        await notices.agenda_asked(act, found)
    for topic in found.waiting:
        await notices.late_topic(act, meeting, topic)
    if meeting.state is MeetingState.CALLED:
        await notices.chairs_now(act, meeting, number)
    return number


async def of_chair(act: Act, meeting_id: int) -> Meeting:
    """Return a meeting whose agenda waits for the actor. Raises ``Forbidden``, ``Stale``."""
    meeting = await members.still_open(act, meeting_id, MeetingState.CALLED)
    if meeting.chair_id != act.actor.person_id:
        raise Forbidden("meeting-chair-only")
    if meeting.agenda_agreed_at is not None or meeting.agenda_asked_at is None:
        raise Stale("agenda-not-asked")
    return meeting
