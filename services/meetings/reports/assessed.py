"""Joint meetings in the assessment: somebody was there or nobody; a topic came in time or late."""

from collections.abc import Sequence

import sqlalchemy as sa

from models import Meeting, MeetingMember, MeetingTopic
from models.enums import Attendance, MeetingState, Member, TopicState
from services.assessment import measures
from services.assessment.measures import DONE, NOT_DONE, Asked, Measure, Occasion, Whose
from services.core.act import Moment
from services.meetings import cards


async def meetings(act: Moment, asked: Asked) -> Sequence[Occasion]:
    """Count the meetings that were held in these days, by unit and village, as the roll call noted them.

    An absence that was announced is an absence: nobody has excused it. An appeal can.
    """
    at = sa.func.coalesce(Meeting.held_at, Meeting.at)
    rows = await act.session.execute(
        sa.select(MeetingMember, Meeting, at)
        .join(Meeting, Meeting.id == MeetingMember.meeting_id)
        .where(
            Meeting.state == MeetingState.HELD,
            Meeting.drill.is_(act.town.settings.drill),
            at >= asked.begins,
            at < asked.ends,
            MeetingMember.member != Member.PERSON,
            MeetingMember.present.is_not(None),
        )
    )
    found = []
    for row, meeting, held_at in rows:
        key = "occasion-meeting-attended"
        if not row.present:
            said = row.answer is Attendance.CANNOT
            key = "occasion-meeting-declined" if said else "occasion-meeting-missed"
        credit = DONE if row.present else NOT_DONE
        title = cards.title(act.town, act.town.words(None), meeting)
        of = f"meeting_member:{row.id}"
        found.append(Occasion(_whose(row), of, held_at, key, title, credit, cards.OPEN, meeting.id))
    return found


async def topics(act: Moment, asked: Asked) -> Sequence[Occasion]:
    """Count the topics for the meetings of these days, by unit and village: in time or late, whatever became of them.

    A topic that was taken back, or left over from an earlier meeting, does not count.
    """
    at = sa.func.coalesce(Meeting.held_at, Meeting.at)
    rows = await act.session.execute(
        sa.select(MeetingTopic, Meeting)
        .join(Meeting, Meeting.id == MeetingTopic.meeting_id)
        .where(
            Meeting.state != MeetingState.CANCELLED,
            Meeting.drill.is_(act.town.settings.drill),
            MeetingTopic.meeting_id.in_(sa.select(Meeting.id).where(at >= asked.begins, at < asked.ends)),
            MeetingTopic.member != Member.PERSON,
            MeetingTopic.state != TopicState.WITHDRAWN,
            sa.func.coalesce(MeetingTopic.from_id, 0) == 0,  # most have none: their meeting finds them sooner
        )
    )
    found = []
    for row, meeting in rows:
        key, credit = ("occasion-topic-late", NOT_DONE) if row.late else ("occasion-topic-in-time", DONE)
        title = cards.title(act.town, act.town.words(None), meeting)
        found.append(Occasion(_whose(row), f"topic:{row.id}", row.at, key, title, credit, cards.TOPIC_OPEN, row.id))
    return found


def _whose(row: MeetingMember | MeetingTopic) -> frozenset[Whose]:
    holder = measures.unit if row.member is Member.UNIT else measures.village
    return frozenset({holder(row.member_id)})


MEASURES = (
    Measure("meetings", "measure-meetings", meetings),
    Measure("topics", "measure-topics", topics),
)
