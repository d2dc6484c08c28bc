"""The duty roster (值班表): shifts, handover notes and requests to swap."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models import organisation  # noqa: F401 - named by foreign keys
from models.base import Base, BigId, Versioned, enum_type
from models.enums import DutyKind, SwapState


class Shift(Versioned, Base):
    """One person's turn. A swap changes ``person_id``; ``rostered_id`` stays what the workbook says."""

    __tablename__ = "shifts"
    __table_args__ = (
        sa.Index("ix_shifts_running", "active", "ends_at"),
        sa.Index("ix_shifts_ends", "ends_at"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    kind: Mapped[DutyKind] = mapped_column(enum_type(DutyKind))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("persons.id"), index=True)
    rostered_id: Mapped[int] = mapped_column(sa.ForeignKey("persons.id"))
    substitute_id: Mapped[int | None] = mapped_column(sa.ForeignKey("persons.id"))  # B of the AB pair
    active: Mapped[bool] = mapped_column(default=True)
    signed_on_at: Mapped[datetime | None]
    signed_off_at: Mapped[datetime | None]
    note: Mapped[str | None] = mapped_column(sa.Text)  # for the next officer
    read_at: Mapped[datetime | None]
    read_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("persons.id"))


class Swap(Versioned, Base):
    """A request to take over a shift, against one of the colleague's own or against nothing."""

    __tablename__ = "swaps"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    shift_id: Mapped[int] = mapped_column(sa.ForeignKey("shifts.id"), index=True)
    other_id: Mapped[int | None] = mapped_column(sa.ForeignKey("shifts.id"))  # given in return
    asker_id: Mapped[int] = mapped_column(sa.ForeignKey("persons.id"))
    asked_id: Mapped[int] = mapped_column(sa.ForeignKey("persons.id"))
    state: Mapped[SwapState] = mapped_column(enum_type(SwapState), default=SwapState.ASKED)
    asked_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
