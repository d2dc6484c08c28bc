"""The seven problem lists (七张问题清单): problems, their measures, the progress, and what was published."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models import cases, organisation  # noqa: F401 - named by foreign keys
from models.base import Base, BigId, Versioned, enum_type
from models.enums import EntryState, ProblemList, ProblemOrigin, ProblemState

_WIDER = "wider"


class Problem(Versioned, Base):
    """An entry of one of the seven lists, with the unit that rectifies it."""

    __tablename__ = "problems"
    __table_args__ = (
        sa.Index("ix_problems_list", "on_list", "state", "due_at"),
        sa.Index("ix_problems_unit", "unit_id", "state"),
        sa.Index("ix_problems_filed", "filed_at"),
        sa.CheckConstraint("NOT (concealed AND origin = 'self')", name="self_found_not_concealed"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    number: Mapped[str] = mapped_column(sa.String(32), unique=True)
    on_list: Mapped[ProblemList] = mapped_column(enum_type(ProblemList))
    origin: Mapped[ProblemOrigin] = mapped_column(enum_type(ProblemOrigin))
    source: Mapped[str] = mapped_column(sa.String(128))  # in words: the county's third inspection group …
    text: Mapped[str] = mapped_column(sa.Text)
    concealed: Mapped[bool] = mapped_column(default=False)  # the unit knew of it and hid it
    state: Mapped[ProblemState] = mapped_column(enum_type(ProblemState), default=ProblemState.NEW, index=True)
    unit_id: Mapped[int] = mapped_column(sa.ForeignKey("units.id"))
    person_id: Mapped[int | None] = mapped_column(sa.ForeignKey("persons.id"))  # of the unit; null: nobody is named
    draft_id: Mapped[int | None] = mapped_column(sa.ForeignKey("drafts.id"))  # the card that has its files
    filed_at: Mapped[datetime]
    filed_by_id: Mapped[int] = mapped_column(sa.ForeignKey("persons.id"))
    due_at: Mapped[datetime]  # of the rectification
    started_at: Mapped[datetime]  # when the present stage began
    stage_due_at: Mapped[datetime | None]  # of the present stage; null: it is over
    closed_at: Mapped[datetime | None] = mapped_column(index=True)
    closed_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("persons.id"))  # the person who accepted it
    refused: Mapped[int] = mapped_column(sa.Integer, default=0)  # acceptances that failed
    reopened: Mapped[int] = mapped_column(sa.Integer, default=0)


class ProblemMeasure(Base):
    """One measure against a problem; one of them looks for the same elsewhere (举一反三)."""

    __tablename__ = "problem_measures"
    __table_args__ = (
        sa.Index(
            "uq_problem_measures_wider",
            "problem_id",
            unique=True,
            sqlite_where=sa.text(_WIDER),
            postgresql_where=sa.text(_WIDER),
        ),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    problem_id: Mapped[int] = mapped_column(sa.ForeignKey("problems.id"), index=True)
    text: Mapped[str] = mapped_column(sa.Text)
    wider: Mapped[bool] = mapped_column(default=False)
    due_at: Mapped[datetime | None]  # a day of its own, before the problem's
    refused: Mapped[bool] = mapped_column(default=False)  # an acceptance or a reopening asked for it, not the unit
    added_at: Mapped[datetime]
    added_by_id: Mapped[int] = mapped_column(sa.ForeignKey("persons.id"))
    done_at: Mapped[datetime | None]  # when the progress that says so was written, once it has passed


class ProblemEntry(Base):
    """Progress on a measure, or the finding of an acceptance. Its words never change."""

    __tablename__ = "problem_entries"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    problem_id: Mapped[int] = mapped_column(sa.ForeignKey("problems.id"), index=True)
    measure_id: Mapped[int | None] = mapped_column(sa.ForeignKey("problem_measures.id"))  # null: an acceptance
    text: Mapped[str] = mapped_column(sa.Text)
    done: Mapped[bool] = mapped_column(default=False)  # it says that the measure is done
    state: Mapped[EntryState] = mapped_column(enum_type(EntryState), default=EntryState.WAITING)
    draft_id: Mapped[int | None] = mapped_column(sa.ForeignKey("drafts.id"))  # the card that has its evidence
    written_at: Mapped[datetime]
    written_by_id: Mapped[int] = mapped_column(sa.ForeignKey("persons.id"))
    reviewed_at: Mapped[datetime | None]
    reviewed_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("persons.id"))
    reason: Mapped[str | None] = mapped_column(sa.Text)  # why it was sent back


class ProblemMonth(Base):
    """A month whose state of the lists was published, so that two clocks publish it once."""

    __tablename__ = "problem_months"

    month: Mapped[str] = mapped_column(sa.String(7), primary_key=True)
    published_at: Mapped[datetime | None]
