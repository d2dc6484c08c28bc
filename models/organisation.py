"""The roster: units, villages, people and posts of a township; written by the roster import and by joining a squad."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, BigId, enum_type
from models.enums import Language, Level, Role


class Village(Base):
    """A village or community with its emergency point (村社应急管理点)."""

    __tablename__ = "villages"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    code: Mapped[str] = mapped_column(sa.String(32), unique=True)
    name: Mapped[str] = mapped_column(sa.String(64))
    latitude: Mapped[float | None]  # WGS 84 degrees
    longitude: Mapped[float | None]
    active: Mapped[bool] = mapped_column(default=True)


class Grid(Base):
    """A grid (网格) of a village: the reach of one grid officer."""

    __tablename__ = "grids"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    code: Mapped[str] = mapped_column(sa.String(32), unique=True)
    name: Mapped[str] = mapped_column(sa.String(64))
    village_id: Mapped[int] = mapped_column(sa.ForeignKey("villages.id"), index=True)
    active: Mapped[bool] = mapped_column(default=True)


class Outline(Base):
    """The outline of a village or a grid on the map, as a geometry of GeoJSON."""

    __tablename__ = "outlines"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    village_id: Mapped[int | None] = mapped_column(sa.ForeignKey("villages.id"), unique=True)
    grid_id: Mapped[int | None] = mapped_column(sa.ForeignKey("grids.id"), unique=True)
    geometry: Mapped[dict[str, Any]]
    south: Mapped[float]  # the box around it, WGS 84 degrees: a first sieve for a pin
    north: Mapped[float]
    west: Mapped[float]
    east: Mapped[float]
    imported_at: Mapped[datetime]


class Unit(Base):
    """A functional unit or station (职能单位/站所) that handles what it is assigned."""

    __tablename__ = "units"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    code: Mapped[str] = mapped_column(sa.String(64), unique=True)
    name: Mapped[str] = mapped_column(sa.String(64))
    phone: Mapped[str | None] = mapped_column(sa.String(32))
    active: Mapped[bool] = mapped_column(default=True)


class Squad(Base):
    """An emergency squad (应急突击队); a village's, or the town's reserve when ``village_id`` is null."""

    __tablename__ = "squads"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    code: Mapped[str] = mapped_column(sa.String(32), unique=True)
    name: Mapped[str] = mapped_column(sa.String(64))
    village_id: Mapped[int | None] = mapped_column(sa.ForeignKey("villages.id"), index=True)
    needed: Mapped[int | None] = mapped_column(sa.Integer)  # people; null: as the settings have it
    gathering: Mapped[str | None] = mapped_column(sa.String(128))  # where it gathers (集结点), in words
    latitude: Mapped[float | None]  # of the gathering place, WGS 84 degrees
    longitude: Mapped[float | None]
    active: Mapped[bool] = mapped_column(default=True)


class Person(Base):
    """A person of the roster. ``phone`` is E.164 and is what binds a Telegram account."""

    __tablename__ = "persons"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    phone: Mapped[str] = mapped_column(sa.String(20), unique=True)
    name: Mapped[str] = mapped_column(sa.String(64))
    language: Mapped[Language] = mapped_column(enum_type(Language), default=Language.ZH_CN)
    party_member: Mapped[bool] = mapped_column(default=False)
    skills: Mapped[str | None] = mapped_column(sa.String(128))  # useful to a squad: digger driver, first aid …
    equipment: Mapped[str | None] = mapped_column(sa.String(128))  # brought along: boat, chain saw …
    active: Mapped[bool] = mapped_column(default=True)

    posts: Mapped[list["Post"]] = relationship(back_populates="person", foreign_keys="Post.person_id", lazy="raise")


class Post(Base):
    """One post of one person with its scope. A person with several posts has the union of their rights."""

    __tablename__ = "posts"
    __table_args__ = (
        sa.UniqueConstraint(
            "person_id",
            "role",
            "unit_id",
            "village_id",
            "grid_id",
            "squad_id",
            "line",
            postgresql_nulls_not_distinct=True,
        ),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("persons.id"), index=True)
    role: Mapped[Role] = mapped_column(enum_type(Role), index=True)
    unit_id: Mapped[int | None] = mapped_column(sa.ForeignKey("units.id"), index=True)
    village_id: Mapped[int | None] = mapped_column(sa.ForeignKey("villages.id"), index=True)
    grid_id: Mapped[int | None] = mapped_column(sa.ForeignKey("grids.id"))
    squad_id: Mapped[int | None] = mapped_column(sa.ForeignKey("squads.id"), index=True)
    line: Mapped[str | None] = mapped_column(sa.String(32))
    substitute: Mapped[bool] = mapped_column(default=False)  # AB角: stands in when the holder cannot
    substitute_for_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("persons.id")
    )  # B角 of this person, where named
    full_time: Mapped[bool] = mapped_column(default=False)  # of the station's 16, 8 are
    joined_at: Mapped[datetime | None]  # let in by chat; null: the post came with the roster
    active: Mapped[bool] = mapped_column(default=True)

    person: Mapped[Person] = relationship(back_populates="posts", foreign_keys=[person_id], lazy="raise")


class RiskPoint(Base):
    """A place that is inspected because of what may happen there (风险点)."""

    __tablename__ = "risk_points"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    code: Mapped[str] = mapped_column(sa.String(32), unique=True)
    name: Mapped[str] = mapped_column(sa.String(128))
    line: Mapped[str] = mapped_column(sa.String(32))
    level: Mapped[Level] = mapped_column(enum_type(Level))
    village_id: Mapped[int] = mapped_column(sa.ForeignKey("villages.id"), index=True)
    grid_id: Mapped[int | None] = mapped_column(sa.ForeignKey("grids.id"))
    unit_id: Mapped[int | None] = mapped_column(sa.ForeignKey("units.id"))
    person_id: Mapped[int | None] = mapped_column(sa.ForeignKey("persons.id"), index=True)  # responsible for it
    monitor: Mapped[str | None] = mapped_column(
        sa.String(64)
    )  # the person who watches it (监测人), often not on the roster
    monitor_phone: Mapped[str | None] = mapped_column(sa.String(20))
    households: Mapped[int | None] = mapped_column(sa.Integer)  # below it, in danger from it
    measures: Mapped[str | None] = mapped_column(sa.String(500))  # against the danger (防范措施)
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    kept_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("persons.id"))  # changed it last; null: the roster
    active: Mapped[bool] = mapped_column(default=True)
