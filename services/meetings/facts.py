"""The facts of a meeting that cards and papers show, looked up together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Attachment, Draft, Meeting, MeetingMember, MeetingTopic
from models.enums import Action, MeetingState, Member, TopicState
from services.core.act import Act, Actor, Moment
from services.core.errors import existing
from services.drafts import drafts
from services.meetings import members, resolutions
from services.meetings.members import Invited
from services.meetings.resolutions import Standing
from services.people import directory
from services.people.access import require

ON_AGENDA = (TopicState.TAKEN, TopicState.LATE)


@dataclass(frozen=True)
class Topic:
    """A topic with the name of its member, and how many files it has."""

    row: MeetingTopic
    name: str
    files: int


@dataclass(frozen=True)
class Facts:
    """The facts on a meeting's card."""

    meeting: Meeting
    invited: list[Invited]
    topics: list[Topic]
    silent: int
    """Units and villages without a topic, and without a word about it."""
    standing: list[Standing]
    """How the resolutions of earlier meetings stand, or its own when it was held."""
    chair: Actor | None

    @property
    def on_agenda(self) -> list[Topic]:
        """The topics that stand on the agenda, those too that wait for the chair."""
        return [one for one in self.topics if one.row.state in ON_AGENDA]

    @property
    def waiting(self) -> list[Topic]:
        """The topics that wait for the chair."""
        return [one for one in self.topics if one.row.state is TopicState.LATE]


def next_step(facts: Facts, own: Sequence[Invited], now: datetime, *, keeps: bool) -> str | None:
    """Return the text key of what the reader does next about a meeting; ``keeps``: the reader prepares it."""
    meeting = facts.meeting
    begun, called = meeting.at <= now, meeting.state is MeetingState.CALLED
    if keeps and meeting.state is MeetingState.PLANNED:
        return "meeting-next-over" if begun else "meeting-next-call"
    if keeps and called:
        if begun:
            return "meeting-next-minutes"
        if meeting.agenda_agreed_at is not None:
            return "meeting-next-day"
        return "meeting-next-agenda" if meeting.agenda_asked_at is None else "meeting-next-chair"
    if keeps and meeting.state is MeetingState.HELD:
        return "meeting-next-resolutions"
    if own and called and not begun:
        return "meeting-next-answer" if any(one.row.answer is None for one in own) else "meeting-next-come"
    return None


async def facts_of(act: Moment, meeting: Meeting) -> Facts:
    """Return what a meeting's card shows."""
    chairs = await directory.by_ids(act.session, [meeting.chair_id] if meeting.chair_id else [])
    return Facts(
        meeting,
        await members.named(act, await members.rows_of(act.session, meeting.id)),
        await of_meeting(act, meeting.id),
        len(await silent(act.session, meeting.id)),
        await resolutions.standing(act, meeting),
        chairs[0] if chairs else None,
    )


async def opened(act: Act, topic_id: int) -> tuple[Topic, Meeting]:
    """Return one topic with its meeting. Raises ``Forbidden``, ``Stale``."""
    require(act.actor, Action.ATTEND_MEETING)
    topic = existing(await act.session.get(MeetingTopic, topic_id), "meeting-gone")
    return (await shown(act, [topic]))[0], await act.session.get_one(Meeting, topic.meeting_id)


async def of_meeting(act: Moment, meeting_id: int) -> list[Topic]:
    """Return the topics of a meeting in the order of its agenda, also those that were taken back or left."""
    rows = await act.session.scalars(
        sa.select(MeetingTopic)
        .where(MeetingTopic.meeting_id == meeting_id)
        .order_by(MeetingTopic.place, MeetingTopic.id)
    )
    return await shown(act, list(rows))


async def shown(act: Moment, rows: Sequence[MeetingTopic]) -> list[Topic]:
    """Return topics with what a card shows."""
    names = await members.names_of(act, {(row.member, row.member_id) for row in rows})
    drafts_of = {row.draft_id for row in rows if row.draft_id is not None}
    counts = await act.session.execute(
        sa.select(Attachment.draft_id, sa.func.count())
        .where(Attachment.draft_id.in_(drafts_of))
        .group_by(Attachment.draft_id)
    )
    files: dict[int | None, int] = {row[0]: row[1] for row in counts}
    return [Topic(row, names.get((row.member, row.member_id), ""), files.get(row.draft_id, 0)) for row in rows]


async def silent(session: AsyncSession, meeting_id: int) -> list[MeetingMember]:
    """Return the units and villages that have neither handed in a topic nor said that they have none."""
    given = sa.exists().where(
        MeetingTopic.meeting_id == meeting_id,
        MeetingTopic.member == MeetingMember.member,
        MeetingTopic.member_id == MeetingMember.member_id,
        MeetingTopic.state != TopicState.WITHDRAWN,
    )
    rows = await session.scalars(
        sa.select(MeetingMember)
        .where(
            MeetingMember.meeting_id == meeting_id,
            MeetingMember.member != Member.PERSON,
            MeetingMember.no_topic_at.is_(None),
            ~given,
        )
        .order_by(MeetingMember.id)
    )
    return list(rows)


async def files_of(act: Moment, draft_id: int | None) -> list[Attachment]:
    """Return the files of a topic or of minutes, in the order sent."""
    draft = await act.session.get(Draft, draft_id) if draft_id is not None else None
    return await drafts.files(act.session, draft) if draft is not None else []
