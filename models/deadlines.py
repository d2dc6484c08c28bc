"""Time as rows (I5): what must be done by when, which steps were taken when nobody did, what waits to be told."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models import cases, organisation  # noqa: F401 - named by foreign keys
from models.base import Base, BigId, PriorityType, Versioned, enum_type
from models.enums import DeadlineOutcome, Priority

_RUNNING = "ended_at IS NULL"
_TO_COME = "ended_at IS NULL AND next_at IS NOT NULL"
_TO_LAPSE = "ended_at IS NULL AND lapse_at IS NOT NULL"
_UNTOLD = "told_at IS NULL"


class Deadline(Versioned, Base):
    """Something owed about any thing by a time, with the policy it was created under and its next step."""

    __tablename__ = "deadlines"
    __table_args__ = (
        sa.Index("ix_deadlines_open", "due_at", sqlite_where=sa.text(_RUNNING), postgresql_where=sa.text(_RUNNING)),
        sa.Index(
            "ix_deadlines_next",
            "priority",
            "next_at",
            sqlite_where=sa.text(_TO_COME),
            postgresql_where=sa.text(_TO_COME),
        ),
        sa.Index(
            "ix_deadlines_lapse", "lapse_at", sqlite_where=sa.text(_TO_LAPSE), postgresql_where=sa.text(_TO_LAPSE)
        ),
        sa.Index("ix_deadlines_subject", "subject_kind", "subject_id"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    kind: Mapped[str] = mapped_column(sa.String(32))  # of an area's ``OWED``; the case's are ``DeadlineKind``
    subject_kind: Mapped[str] = mapped_column(sa.String(16))  # the kind of thing: "case", "assignment", …
    subject_id: Mapped[int]
    case_id: Mapped[int | None] = mapped_column(sa.ForeignKey("cases.id"), index=True)  # of the thing, if it has one
    priority: Mapped[Priority] = mapped_column(PriorityType)  # of what it tells: life goes first when many are due
    started_at: Mapped[datetime]
    due_at: Mapped[datetime]
    policy: Mapped[dict[str, Any]]  # services.deadlines.ladders.Policy
    counted_from: Mapped[datetime]  # since when the clock runs without a pause or a move
    used: Mapped[int] = mapped_column(BigId, default=0)  # microseconds of the time that had passed then
    late: Mapped[int] = mapped_column(BigId, default=0)  # microseconds of them that had passed after it was due
    rested: Mapped[int] = mapped_column(BigId, default=0)  # microseconds for which it was paused after it was due
    usual: Mapped[bool] = mapped_column(default=True)  # due by the township's rules, not by a day somebody chose
    expired: Mapped[bool] = mapped_column(default=False)  # it was over before anybody here could know of it
    paused: Mapped[bool] = mapped_column(default=False)
    provisional: Mapped[bool] = mapped_column(default=False)  # reaches into a year whose holidays are not known yet
    next_at: Mapped[datetime | None]  # when the next step comes; null: none, or paused
    fired_until: Mapped[datetime | None]  # every step up to here was taken
    lapse_at: Mapped[datetime | None]  # when its area acts by itself; null: never, it has acted, or it is paused
    ended_at: Mapped[datetime | None]
    outcome: Mapped[DeadlineOutcome | None] = mapped_column(enum_type(DeadlineOutcome))


class FiredStep(Base):
    """A step of a deadline that was taken; several clocks take it once."""

    __tablename__ = "fired_steps"
    __table_args__ = (sa.UniqueConstraint("deadline_id", "at", "doing", "rank"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    deadline_id: Mapped[int] = mapped_column(sa.ForeignKey("deadlines.id"))
    at: Mapped[datetime]  # its planned time
    doing: Mapped[str] = mapped_column(sa.String(16))  # services.deadlines.ladders.Doing
    rank: Mapped[str] = mapped_column(sa.String(32))  # services.settings.clocks.Rank
    fired_at: Mapped[datetime] = mapped_column(index=True)
    told: Mapped[list[Any]]  # ids of the persons it was told; empty: nobody holds the post


class Reminder(Base):
    """News for a person that is not urgent: news that comes together is told together (DOMAIN §5.4)."""

    __tablename__ = "reminders"
    __table_args__ = (
        sa.Index("ix_reminders_untold", "not_before", sqlite_where=sa.text(_UNTOLD), postgresql_where=sa.text(_UNTOLD)),
        sa.Index(
            "ix_reminders_told",
            "told_at",
            sqlite_where=sa.text("told_at IS NOT NULL"),
            postgresql_where=sa.text("told_at IS NOT NULL"),
        ),
        sa.UniqueConstraint("step_id", "person_id"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("persons.id"), index=True)
    step_id: Mapped[int] = mapped_column(sa.ForeignKey("fired_steps.id"))
    deadline_id: Mapped[int] = mapped_column(sa.ForeignKey("deadlines.id"), index=True)
    created_at: Mapped[datetime]
    not_before: Mapped[datetime]
    told_at: Mapped[datetime | None]
