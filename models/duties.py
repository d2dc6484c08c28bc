"""Duties (责任事项): a row for each rule, who owes it, and period; and the facts that count for it."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models import organisation  # noqa: F401 - named by foreign keys
from models.base import Base, BigId, Versioned, enum_type
from models.enums import DutyState

_TO_MAKE = "next_at IS NOT NULL"
OPEN_ROWS, MISSED_ROWS = "duties.state = 'open'", "duties.state = 'missed'"
"""A query that repeats these words is answered by their partial index (``models.outbox``)."""


class DutySeries(Base):
    """A rule and one who owes it: how far its periods have been made. Its row is the lock of who makes the next."""

    __tablename__ = "duty_series"
    __table_args__ = (
        sa.UniqueConstraint("rule", "owing", "who"),
        sa.Index("ix_duty_series_next", "next_at", sqlite_where=sa.text(_TO_MAKE), postgresql_where=sa.text(_TO_MAKE)),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    rule: Mapped[str] = mapped_column(sa.String(32))  # its code in config
    owing: Mapped[str] = mapped_column(sa.String(16))  # services.settings.duties.Owing
    who: Mapped[str] = mapped_column(sa.String(40))  # the id of the person, unit, village …, or a line's code
    holder_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("persons.id")
    )  # the one person who answers for it; null: nobody alone
    made_until: Mapped[date]  # every day up to here belongs to a period that was made, or is not owed
    tracked_until: Mapped[date]  # the day up to which it has followed the colours of warnings
    next_at: Mapped[datetime | None]  # when the next period is made; null: who owed it is gone
    digest: Mapped[str] = mapped_column(sa.String(64))  # of the rule under which periods were made last


class Duty(Versioned, Base):
    """The duty of one holder in one period. It keeps the terms that its rule had when it was made."""

    __tablename__ = "duties"
    __table_args__ = (
        sa.UniqueConstraint("rule", "owing", "who", "track", "first"),
        sa.Index(
            "ix_duties_open", "owing", "who", sqlite_where=sa.text(OPEN_ROWS), postgresql_where=sa.text(OPEN_ROWS)
        ),
        sa.Index("ix_duties_missed", "last", sqlite_where=sa.text(MISSED_ROWS), postgresql_where=sa.text(MISSED_ROWS)),
        sa.Index("ix_duties_first", "first", "rule"),
        sa.Index("ix_duties_last", "last"),
        sa.Index("ix_duties_closes", "closes"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    series_id: Mapped[int] = mapped_column(sa.ForeignKey("duty_series.id"), index=True)
    rule: Mapped[str] = mapped_column(sa.String(32))
    owing: Mapped[str] = mapped_column(sa.String(16))
    who: Mapped[str] = mapped_column(sa.String(40))
    track: Mapped[str] = mapped_column(
        sa.String(32), default=""
    )  # "": by the calendar; else of a warning, by its rhythm
    first: Mapped[date]  # the period's days, both included
    last: Mapped[date]
    opens: Mapped[date]  # from this day on it can be done
    closes: Mapped[date]  # until this day it can be made up
    due_at: Mapped[datetime]
    moved: Mapped[bool] = mapped_column(default=False)  # somebody named another day
    fact: Mapped[str] = mapped_column(sa.String(32))  # the kind of fact that counts
    needed: Mapped[int] = mapped_column(sa.Integer, default=1)
    done: Mapped[int] = mapped_column(sa.Integer, default=0)
    state: Mapped[DutyState] = mapped_column(enum_type(DutyState), default=DutyState.OPEN)
    settled_at: Mapped[datetime | None]  # when it was done, excused or missed
    settled_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("persons.id"))
    reason: Mapped[str | None] = mapped_column(sa.Text)  # of an excuse, another day, or a pause
    paused_at: Mapped[datetime | None]  # its time stands still since then …
    paused_until: Mapped[datetime | None]  # … and goes on by itself here
    held_by: Mapped[list[Any] | None]  # units, villages and lines that it counted for when it was settled: [kind, id] …
    created_at: Mapped[datetime]


class DutyFact(Base):
    """A fact that counts for a duty: the inspection, the minutes, the report of a drill."""

    __tablename__ = "duty_facts"
    __table_args__ = (
        sa.UniqueConstraint("duty_id", "kind", "fact_id"),
        sa.Index("ix_duty_facts_fact", "kind", "fact_id"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    duty_id: Mapped[int] = mapped_column(sa.ForeignKey("duties.id"))
    kind: Mapped[str] = mapped_column(sa.String(32))
    fact_id: Mapped[int]
    at: Mapped[datetime]  # when it happened
    person_id: Mapped[int | None] = mapped_column(sa.ForeignKey("persons.id"))
    withdrawn_at: Mapped[datetime | None]
