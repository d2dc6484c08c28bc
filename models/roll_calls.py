"""A question to many people that each answers alone (点名): recipients, answers, and when to ask again."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models import organisation  # noqa: F401 - named by foreign keys
from models.base import Base, BigId, enum_type
from models.enums import Answer, RollCallKind


class RollCall(Base):
    """One question: a broadcast that wants to be confirmed, a mobilisation, a reachability test."""

    __tablename__ = "roll_calls"
    __table_args__ = (sa.Index("ix_roll_calls_closed", "kind", "closed_at"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    kind: Mapped[RollCallKind] = mapped_column(enum_type(RollCallKind))
    drill: Mapped[bool] = mapped_column(default=False)
    opened_at: Mapped[datetime]
    chase_at: Mapped[list[Any]]  # seconds after a person was asked at which the silent are asked again; the plan kept
    closed_at: Mapped[datetime | None]


class RollCallEntry(Base):
    """One recipient. An answer counts for the person alone, never for others."""

    __tablename__ = "roll_call_entries"
    __table_args__ = (
        sa.Index("ix_roll_entries_person", "person_id", "roll_call_id"),
        sa.Index(
            "ix_roll_entries_next",
            "next_at",
            sqlite_where=sa.text("next_at IS NOT NULL"),
            postgresql_where=sa.text("next_at IS NOT NULL"),
        ),
    )

    roll_call_id: Mapped[int] = mapped_column(sa.ForeignKey("roll_calls.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("persons.id"), primary_key=True)
    asked_at: Mapped[datetime]
    unreached: Mapped[str | None] = mapped_column(sa.String(32))  # why chat could not when asked; of a test: at its end
    answer: Mapped[Answer | None] = mapped_column(enum_type(Answer))
    answered_at: Mapped[datetime | None]  # the first time
    chased: Mapped[int] = mapped_column(sa.Integer, default=0)
    next_at: Mapped[datetime | None]  # when to ask again; null: answered, or a person is to telephone
