"""Drills (演练, D13): the plan, the script, what was answered, the evaluation, and the corrections."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models import broadcasts, cases, mobilisations, organisation  # noqa: F401 - named by foreign keys
from models.base import Base, BigId, Versioned, enum_type
from models.enums import (
    BroadcastLevel,
    DrillForm,
    DrillGrade,
    DrillMark,
    DrillPart,
    DrillScope,
    DrillState,
    DrillStep,
    InjectKind,
)

_DUE = "due_at IS NOT NULL"


class Drill(Versioned, Base):
    """A drill, from the plan to the report."""

    __tablename__ = "drills"
    __table_args__ = (sa.Index("ix_drills_listed", "state", "at"), sa.Index("ix_drills_village", "village_id", "state"))

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    number: Mapped[str] = mapped_column(sa.String(32), unique=True)  # YL20261123-0001
    scope: Mapped[DrillScope] = mapped_column(enum_type(DrillScope))
    village_id: Mapped[int | None] = mapped_column(sa.ForeignKey("villages.id"))
    form: Mapped[DrillForm] = mapped_column(enum_type(DrillForm), default=DrillForm.LIVE)
    line: Mapped[str | None] = mapped_column(sa.String(32))  # null: comprehensive
    state: Mapped[DrillState] = mapped_column(enum_type(DrillState), default=DrillState.PLANNED)
    drill: Mapped[bool] = mapped_column(default=False)  # of a training copy; its injects are exercises anyway
    at: Mapped[datetime]
    place: Mapped[str | None] = mapped_column(sa.String(128))
    participants: Mapped[dict[str, Any]]  # services.messaging.audiences.Selection
    leader_id: Mapped[int] = mapped_column(sa.ForeignKey("persons.id"), index=True)
    planned_by_id: Mapped[int] = mapped_column(sa.ForeignKey("persons.id"))
    told_at: Mapped[datetime | None]  # when its people were told of the plan
    reason: Mapped[str | None] = mapped_column(sa.String(256))  # of the last other day, or why it did not count
    created_at: Mapped[datetime]

    started_at: Mapped[datetime | None]  # its day is the day that counts
    paused_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]

    assessed_at: Mapped[datetime | None]
    assessed_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("persons.id"))
    reported_at: Mapped[datetime | None]
    grade: Mapped[DrillGrade | None] = mapped_column(enum_type(DrillGrade))


class DrillInject(Base):
    """An inject (注入) of the script, and what became of it."""

    __tablename__ = "drill_injects"
    __table_args__ = (
        sa.Index("ix_drill_injects_drill", "drill_id", "minute"),
        sa.Index("ix_drill_injects_due", "due_at", sqlite_where=sa.text(_DUE), postgresql_where=sa.text(_DUE)),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    drill_id: Mapped[int] = mapped_column(sa.ForeignKey("drills.id"))
    minute: Mapped[int] = mapped_column(sa.Integer)  # after the start
    kind: Mapped[InjectKind] = mapped_column(enum_type(InjectKind), default=InjectKind.TEXT)
    level: Mapped[BroadcastLevel | None] = mapped_column(enum_type(BroadcastLevel))  # of a broadcast
    text: Mapped[str] = mapped_column(sa.Text)
    recipients: Mapped[dict[str, Any]]  # a Selection; empty: everybody who takes part
    planned_at: Mapped[datetime | None]  # by the script; a pause shifts it
    due_at: Mapped[datetime | None]  # the same, or later after an outage; null: sent, or waits for a button
    sent_at: Mapped[datetime | None]
    told: Mapped[list[Any]]  # ids of the persons that were told
    failed: Mapped[str | None] = mapped_column(sa.String(256))  # why it could not be done, in words
    case_id: Mapped[int | None] = mapped_column(sa.ForeignKey("cases.id"))
    mobilisation_id: Mapped[int | None] = mapped_column(sa.ForeignKey("mobilisations.id"))
    broadcast_id: Mapped[int | None] = mapped_column(sa.ForeignKey("broadcasts.id"))


class DrillAnswer(Base):
    """A person's answer to an inject."""

    __tablename__ = "drill_answers"

    inject_id: Mapped[int] = mapped_column(sa.ForeignKey("drill_injects.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("persons.id"), primary_key=True)
    at: Mapped[datetime]  # the first time
    text: Mapped[str] = mapped_column(sa.Text, default="")


class DrillNote(Base):
    """Words, with their files, of one step of the evaluation. The newest of a step counts; a self-review, each."""

    __tablename__ = "drill_notes"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    drill_id: Mapped[int] = mapped_column(sa.ForeignKey("drills.id"), index=True)
    step: Mapped[DrillStep] = mapped_column(enum_type(DrillStep))
    text: Mapped[str] = mapped_column(sa.Text, default="")
    draft_id: Mapped[int] = mapped_column(sa.ForeignKey("drafts.id"), unique=True)
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("persons.id"))
    at: Mapped[datetime]


class DrillItem(Base):
    """An item of the evaluation, as it was worded when the assessment began."""

    __tablename__ = "drill_items"
    __table_args__ = (sa.UniqueConstraint("drill_id", "place"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    drill_id: Mapped[int] = mapped_column(sa.ForeignKey("drills.id"))
    place: Mapped[int] = mapped_column(sa.Integer)
    part: Mapped[DrillPart] = mapped_column(enum_type(DrillPart))
    code: Mapped[str] = mapped_column(sa.String(32))
    asked: Mapped[dict[str, Any]]  # the item by language
    mark: Mapped[DrillMark | None] = mapped_column(enum_type(DrillMark))
    note: Mapped[str] = mapped_column(sa.Text, default="")


class DrillCorrection(Base):
    """A correction (纠正行动): the case that it became has the words, the units and the deadlines."""

    __tablename__ = "drill_corrections"

    case_id: Mapped[int] = mapped_column(sa.ForeignKey("cases.id"), primary_key=True)
    drill_id: Mapped[int] = mapped_column(sa.ForeignKey("drills.id"), index=True)
