"""Patrols of risk points (巡查): a visit, and its answer to each question of the checklist of that day."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models import cases, organisation  # noqa: F401 - named by foreign keys
from models.base import Base, BigId, enum_type
from models.enums import Level, PatrolAnswer


class Patrol(Base):
    """A visit to a risk point that was submitted. While it goes on, it is a draft."""

    __tablename__ = "patrols"
    __table_args__ = (sa.Index("ix_patrols_point", "point_id", "at"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    point_id: Mapped[int] = mapped_column(sa.ForeignKey("risk_points.id"))
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("persons.id"), index=True)
    draft_id: Mapped[int] = mapped_column(sa.ForeignKey("drafts.id"), unique=True)  # its card, with the files
    line: Mapped[str] = mapped_column(sa.String(32))  # line and level of the point, as they were then
    level: Mapped[Level] = mapped_column(enum_type(Level))
    checklist: Mapped[str] = mapped_column(sa.String(16))  # the version by which it was begun
    begun_at: Mapped[datetime]
    at: Mapped[datetime] = mapped_column(index=True)  # when it was submitted: the day that counts
    latitude: Mapped[float | None]  # the pin as it was sent; Telegram says no datum
    longitude: Mapped[float | None]
    placed_at: Mapped[datetime | None]  # when the pin was sent
    distance: Mapped[int | None] = mapped_column(sa.Integer)  # metres from the point; null: one has no place
    far: Mapped[bool] = mapped_column(default=False)  # farther than two datums can be apart
    drill: Mapped[bool] = mapped_column(default=False)
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("persons.id"))
    withdrawn_because: Mapped[str | None] = mapped_column(sa.Text)

    items: Mapped[list["PatrolItem"]] = relationship(order_by="PatrolItem.place", lazy="raise")


class PatrolItem(Base):
    """A question as it was asked, and its answer; or, without a code, what else was noted."""

    __tablename__ = "patrol_items"
    __table_args__ = (sa.UniqueConstraint("patrol_id", "place"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    patrol_id: Mapped[int] = mapped_column(sa.ForeignKey("patrols.id"))
    place: Mapped[int] = mapped_column(sa.Integer)
    code: Mapped[str] = mapped_column(sa.String(32), default="")
    asked: Mapped[dict[str, Any]]  # the question by language
    answer: Mapped[PatrolAnswer | None] = mapped_column(enum_type(PatrolAnswer))
    note: Mapped[str] = mapped_column(sa.Text, default="")
    media: Mapped[list[Any]]  # ids of its files
    case_id: Mapped[int | None] = mapped_column(sa.ForeignKey("cases.id"), index=True)  # the hazard it became
