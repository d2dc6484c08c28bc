"""Shelters (安置点): places where moved people stay, their rooms, and the inspections before they are opened."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models import organisation  # noqa: F401 - named by foreign keys
from models.base import Base, BigId, enum_type
from models.enums import ShelterState


class Shelter(Base):
    """A shelter of the register. Its keeper is a person of the roster, or a name with a number."""

    __tablename__ = "shelters"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    code: Mapped[str] = mapped_column(sa.String(32), unique=True)  # AZ-03
    name: Mapped[str] = mapped_column(sa.String(64))
    village_id: Mapped[int] = mapped_column(sa.ForeignKey("villages.id"), index=True)
    address: Mapped[str | None] = mapped_column(sa.String(256))
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    keeper_id: Mapped[int | None] = mapped_column(sa.ForeignKey("persons.id"), index=True)
    keeper: Mapped[str | None] = mapped_column(sa.String(64))
    keeper_phone: Mapped[str | None] = mapped_column(sa.String(20))
    keys: Mapped[str | None] = mapped_column(sa.String(256))  # where they are
    state: Mapped[ShelterState] = mapped_column(enum_type(ShelterState), default=ShelterState.CLOSED)
    state_at: Mapped[datetime | None]
    inspected_at: Mapped[datetime | None]  # the last time
    kept_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("persons.id"))
    active: Mapped[bool] = mapped_column(default=True)

    rooms: Mapped[list["ShelterRoom"]] = relationship(order_by="ShelterRoom.id", lazy="raise")


class ShelterRoom(Base):
    """A room or unit of a shelter. Fewer can sleep there than can stay by day."""

    __tablename__ = "shelter_rooms"
    __table_args__ = (sa.UniqueConstraint("shelter_id", "name"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    shelter_id: Mapped[int] = mapped_column(sa.ForeignKey("shelters.id"))
    name: Mapped[str] = mapped_column(sa.String(64))
    day: Mapped[int] = mapped_column(sa.Integer)
    night: Mapped[int] = mapped_column(sa.Integer)
    blocked: Mapped[int] = mapped_column(sa.Integer, default=0)  # places that cannot be used
    blocked_because: Mapped[str | None] = mapped_column(sa.String(256))
    active: Mapped[bool] = mapped_column(default=True)

    @property
    def room_by_day(self) -> int:
        """Places that can be used by day."""
        return max(0, self.day - self.blocked) if self.active else 0

    @property
    def room_by_night(self) -> int:
        """Places that can be used at night."""
        return max(0, self.night - self.blocked) if self.active else 0


class ShelterInspection(Base):
    """An inspection of a shelter: each item of the checklist of that day, whether it is in order, else the case."""

    __tablename__ = "shelter_inspections"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    shelter_id: Mapped[int] = mapped_column(sa.ForeignKey("shelters.id"), index=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("persons.id"))
    at: Mapped[datetime]
    items: Mapped[list[Any]]  # {code, asked (by language), sound, note, case_id}
    drill: Mapped[bool] = mapped_column(default=False)
