"""The assessment (考核): the tables that were in force, closed periods with their figures, and appeals."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models import cases, organisation  # noqa: F401 - named by foreign keys
from models.base import Base, BigId, Versioned, enum_type
from models.enums import AppealState, Assessed, AssessmentEach

_LIVE = "state <> 'withdrawn'"


class AssessmentTable(Base):
    """A table of items as config had it; the next one counts from the first period that begins after its day."""

    __tablename__ = "assessment_tables"

    number: Mapped[int] = mapped_column(sa.Integer, primary_key=True, autoincrement=False)
    noted_on: Mapped[date]
    digest: Mapped[str] = mapped_column(sa.String(64))
    terms: Mapped[dict[str, Any]]  # services.assessment.tables.Table


class AssessmentPeriod(Versioned, Base):
    """A period that is over. Once it is closed, its results and occasions change by an appeal alone."""

    __tablename__ = "assessment_periods"
    __table_args__ = (sa.UniqueConstraint("each", "first"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    each: Mapped[AssessmentEach] = mapped_column(enum_type(AssessmentEach))
    first: Mapped[date]
    table_number: Mapped[int | None] = mapped_column(sa.ForeignKey("assessment_tables.number"))  # since the close
    asked_at: Mapped[datetime | None]  # since when the close is owed
    closed_at: Mapped[datetime | None]
    closed_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("persons.id"))
    appeals_until: Mapped[datetime | None]


class AssessmentResult(Base):
    """The figures of one village, unit or line in a closed period. Scores are in hundredths of a point."""

    __tablename__ = "assessment_results"
    __table_args__ = (sa.UniqueConstraint("period_id", "kind", "who"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    period_id: Mapped[int] = mapped_column(sa.ForeignKey("assessment_periods.id"))
    kind: Mapped[Assessed] = mapped_column(enum_type(Assessed))
    who: Mapped[str] = mapped_column(sa.String(40))  # the id of the village or unit, or a line's code
    code: Mapped[str] = mapped_column(sa.String(64))  # in the roster or in config
    name: Mapped[str] = mapped_column(sa.String(64))
    place: Mapped[int] = mapped_column(sa.Integer)  # in the order of the roster
    figures: Mapped[list[Any]]  # services.assessment.scores.Figure of each item
    own: Mapped[int | None] = mapped_column(sa.Integer)  # null: nothing to judge by
    below: Mapped[int | None] = mapped_column(sa.Integer)  # the mean of the subordinates
    total: Mapped[int | None] = mapped_column(sa.Integer)


class AssessmentOccasion(Versioned, Base):
    """An outcome by which an item of a closed period was judged, in the words of that day."""

    __tablename__ = "assessment_occasions"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    result_id: Mapped[int] = mapped_column(sa.ForeignKey("assessment_results.id"), index=True)
    item: Mapped[str] = mapped_column(sa.String(32))
    of: Mapped[str] = mapped_column(sa.String(64))  # its source: duty:12, deadline:55 …
    at: Mapped[datetime]
    key: Mapped[str] = mapped_column(sa.String(64))  # the text key of what happened
    name: Mapped[str] = mapped_column(sa.String(256))
    credit: Mapped[str | None] = mapped_column(sa.String(48))  # a fraction; null: it counts neither way
    weight: Mapped[str] = mapped_column(sa.String(48))
    action: Mapped[str] = mapped_column(sa.String(32))  # of the button that opens it
    subject: Mapped[int]
    settled: Mapped[bool] = mapped_column(default=False)  # an appeal was upheld …
    settled_credit: Mapped[str | None] = mapped_column(sa.String(48))  # … and it counts as this


class Appeal(Versioned, Base):
    """An appeal of the assessed against one occasion, with its files on the draft."""

    __tablename__ = "appeals"
    __table_args__ = (
        sa.Index(
            "uq_appeals_occasion",
            "occasion_id",
            unique=True,
            sqlite_where=sa.text(_LIVE),
            postgresql_where=sa.text(_LIVE),
        ),
        sa.Index("ix_appeals_state", "state", "due_at"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    occasion_id: Mapped[int] = mapped_column(sa.ForeignKey("assessment_occasions.id"))
    state: Mapped[AppealState] = mapped_column(enum_type(AppealState), default=AppealState.WAITING)
    text: Mapped[str] = mapped_column(sa.Text)
    draft_id: Mapped[int] = mapped_column(sa.ForeignKey("drafts.id"), unique=True)
    filed_at: Mapped[datetime]
    filed_by_id: Mapped[int] = mapped_column(sa.ForeignKey("persons.id"))
    due_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("persons.id"))
    answer: Mapped[str | None] = mapped_column(sa.Text)
