"""Inspections led by somebody in charge (检查记录, D9): the record, the companions, the findings."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models import cases, organisation  # noqa: F401 - named by foreign keys
from models.base import Base, BigId, Versioned


class Inspection(Versioned, Base):
    """One inspection as it stands now. The journal keeps every earlier edition of it."""

    __tablename__ = "inspections"
    __table_args__ = (
        sa.Index("ix_inspections_leader", "leader_id", "day"),
        sa.CheckConstraint("(latitude IS NULL) = (longitude IS NULL)", name="pin_whole"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    number: Mapped[str] = mapped_column(sa.String(32), unique=True)
    leader_id: Mapped[int] = mapped_column(sa.ForeignKey("persons.id"))
    entered_by_id: Mapped[int] = mapped_column(sa.ForeignKey("persons.id"), index=True)
    day: Mapped[date] = mapped_column(index=True)  # when it was done, not when it was entered
    text: Mapped[str] = mapped_column(sa.Text, default="")
    landmark: Mapped[str | None] = mapped_column(sa.String(256))
    village_id: Mapped[int | None] = mapped_column(sa.ForeignKey("villages.id"), index=True)
    risk_point_id: Mapped[int | None] = mapped_column(sa.ForeignKey("risk_points.id"))
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    counts_for: Mapped[list[Any]]  # the leader's units and lines on that day: ``unit:3``, ``line:geology``
    drill: Mapped[bool] = mapped_column(default=False)
    draft_id: Mapped[int] = mapped_column(sa.ForeignKey("drafts.id"), unique=True)  # a draft becomes one, once
    corrected: Mapped[int] = mapped_column(sa.Integer, default=0)  # how many times
    submitted_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("persons.id"))
    withdrawn_for: Mapped[str | None] = mapped_column(sa.Text)

    companions: Mapped[list["InspectionCompanion"]] = relationship(
        lazy="raise", order_by="InspectionCompanion.id", cascade="all, delete-orphan"
    )
    findings: Mapped[list["InspectionFinding"]] = relationship(lazy="raise", order_by="InspectionFinding.id")


class InspectionCompanion(Base):
    """A companion: a person of the roster, or a name alone."""

    __tablename__ = "inspection_companions"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    inspection_id: Mapped[int] = mapped_column(sa.ForeignKey("inspections.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(sa.ForeignKey("persons.id"), index=True)
    name: Mapped[str] = mapped_column(sa.String(64))


class InspectionFinding(Base):
    """A finding, and the case that it became."""

    __tablename__ = "inspection_findings"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    inspection_id: Mapped[int] = mapped_column(sa.ForeignKey("inspections.id"), index=True)
    text: Mapped[str] = mapped_column(sa.Text, default="")
    unit_id: Mapped[int | None] = mapped_column(sa.ForeignKey("units.id"))  # an instruction to this unit
    case_id: Mapped[int] = mapped_column(sa.ForeignKey("cases.id"), unique=True)
