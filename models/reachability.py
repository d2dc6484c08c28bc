"""Reachability tests (联络测试), the test of each month, and the remediation tasks they lead to."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models import organisation, roll_calls  # noqa: F401 - named by foreign keys
from models.base import Base, BigId, enum_type
from models.enums import OutOfReach, RemediationOutcome

_OPEN = "closed_at IS NULL"


class ReachabilityTest(Base):
    """One test: a roll call that asks whether chat reaches its people, and the hour it has."""

    __tablename__ = "reachability_tests"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    number: Mapped[int] = mapped_column(unique=True)  # 1, 2, 3 …; taking one keeps others from starting meanwhile
    roll_call_id: Mapped[int] = mapped_column(sa.ForeignKey("roll_calls.id"), unique=True)
    started_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("persons.id"))  # null: the month's own
    villages: Mapped[list[Any]]  # ids of the villages whose people were asked; empty: the whole township
    drill: Mapped[bool] = mapped_column(default=False)  # of a training copy
    started_at: Mapped[datetime] = mapped_column(index=True)
    ends_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]  # when the result was told


class ReachabilityMonth(Base):
    """The test of one month: claimed by its row, so that several clocks send it once."""

    __tablename__ = "reachability_months"

    month: Mapped[str] = mapped_column(sa.String(7), primary_key=True)  # township's, e.g. 2026-12
    next_at: Mapped[datetime]  # when it will be sent; later than planned once it was put off
    settled_at: Mapped[datetime | None]  # sent, or not needed


class RemediationTask(Base):
    """A remediation task for a person out of reach of chat (联络整改): reason, assignee, due time and outcome."""

    __tablename__ = "remediation_tasks"
    __table_args__ = (
        sa.Index(
            "uq_mend_tasks_open",
            "person_id",
            "reason",
            unique=True,
            sqlite_where=sa.text(_OPEN),
            postgresql_where=sa.text(_OPEN),
        ),
        sa.Index("ix_mend_tasks_due", "due_at", sqlite_where=sa.text(_OPEN), postgresql_where=sa.text(_OPEN)),
        sa.Index("ix_mend_tasks_assignee", "assignee_id", sqlite_where=sa.text(_OPEN), postgresql_where=sa.text(_OPEN)),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    test_id: Mapped[int] = mapped_column(sa.ForeignKey("reachability_tests.id"), index=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("persons.id"))
    reason: Mapped[OutOfReach] = mapped_column(enum_type(OutOfReach))
    assignee_id: Mapped[int | None] = mapped_column(sa.ForeignKey("persons.id"))  # null: the station
    opened_at: Mapped[datetime]
    due_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    closed_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("persons.id"))  # null: it turned out by itself
    ending: Mapped[RemediationOutcome | None] = mapped_column(enum_type(RemediationOutcome))
