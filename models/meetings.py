"""Joint meetings (联席会议): the plan, who is invited, their topics, and the cases that resolutions became."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models import cases, organisation  # noqa: F401 - named by foreign keys
from models.base import Base, BigId, Versioned, enum_type
from models.enums import Attendance, MeetingState, Member, TopicState


class Meeting(Versioned, Base):
    """A joint meeting: of the plan (it names the duty's rule and period), or an extra one."""

    __tablename__ = "meetings"
    __table_args__ = (sa.UniqueConstraint("rule", "first", "part"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    # A changed rule makes a duty again; the meeting, and what people did about it, stays. So there is no foreign key.
    rule: Mapped[str | None] = mapped_column(sa.String(32))  # null: an extra meeting
    first: Mapped[date | None]  # the days of the duty's period, both included
    last: Mapped[date | None]
    part: Mapped[int | None] = mapped_column(sa.Integer)  # 1, 2 … where a period asks for several
    state: Mapped[MeetingState] = mapped_column(enum_type(MeetingState), index=True)
    drill: Mapped[bool] = mapped_column(default=False)
    at: Mapped[datetime]
    moved: Mapped[bool] = mapped_column(default=False)  # somebody named the day; until then it follows the duty's
    place: Mapped[str | None] = mapped_column(sa.String(128))
    purpose: Mapped[str | None] = mapped_column(sa.String(256))  # of an extra meeting: why it is called
    topics_due_at: Mapped[datetime]  # topics that come later are marked
    chair_id: Mapped[int | None] = mapped_column(sa.ForeignKey("persons.id"))
    called_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("persons.id"))
    called_at: Mapped[datetime | None]
    reason: Mapped[str | None] = mapped_column(sa.String(256))  # of the last other day, or of the cancelling

    agenda_asked_at: Mapped[datetime | None]  # put to the chair
    agenda_agreed_at: Mapped[datetime | None]
    agenda_returned_for: Mapped[str | None] = mapped_column(sa.String(1000))  # the chair's words

    held_at: Mapped[datetime | None]
    minutes: Mapped[str | None] = mapped_column(sa.Text)
    minutes_draft_id: Mapped[int | None] = mapped_column(sa.ForeignKey("drafts.id"))  # has the files
    minutes_at: Mapped[datetime | None]
    minutes_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("persons.id"))
    created_at: Mapped[datetime]


class MeetingMember(Versioned, Base):
    """A unit, a village or a leader who is invited: the answer, and whether somebody was there."""

    __tablename__ = "meeting_members"
    __table_args__ = (
        sa.UniqueConstraint("meeting_id", "member", "member_id"),
        sa.Index("ix_meeting_members_member", "member", "member_id"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    meeting_id: Mapped[int] = mapped_column(sa.ForeignKey("meetings.id"))
    member: Mapped[Member] = mapped_column(enum_type(Member))
    member_id: Mapped[int]  # of the unit, village or person
    answer: Mapped[Attendance | None] = mapped_column(enum_type(Attendance))
    words: Mapped[str | None] = mapped_column(sa.String(1000))  # the person sent, or why nobody can come
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("persons.id"))
    no_topic_at: Mapped[datetime | None]  # said to have none
    present: Mapped[bool | None]  # by the roll call; null: not noted
    roll_at: Mapped[datetime | None]


class MeetingTopic(Versioned, Base):
    """A topic that a member has handed in. Its files are those of its draft."""

    __tablename__ = "meeting_topics"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    meeting_id: Mapped[int] = mapped_column(sa.ForeignKey("meetings.id"), index=True)
    member: Mapped[Member] = mapped_column(enum_type(Member))
    member_id: Mapped[int]
    text: Mapped[str] = mapped_column(sa.Text)
    draft_id: Mapped[int | None] = mapped_column(sa.ForeignKey("drafts.id"))
    from_id: Mapped[int | None] = mapped_column(sa.ForeignKey("meeting_topics.id"), unique=True)  # left over from
    state: Mapped[TopicState] = mapped_column(enum_type(TopicState))
    late: Mapped[bool] = mapped_column(default=False)  # came after its time, whatever became of it
    place: Mapped[int] = mapped_column(sa.Integer)  # in the order of the agenda
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("persons.id"))
    at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("persons.id"))


class Resolution(Base):
    """A resolution (议定事项): the case that it became has the words, the units and the deadlines."""

    __tablename__ = "meeting_resolutions"

    case_id: Mapped[int] = mapped_column(sa.ForeignKey("cases.id"), primary_key=True)
    meeting_id: Mapped[int] = mapped_column(sa.ForeignKey("meetings.id"), index=True)
    place: Mapped[int] = mapped_column(sa.Integer)
