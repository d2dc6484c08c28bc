"""Mobilisations (集结): a task, the squads called, each person's way there and back, and the teams' check-ins."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models import cases, organisation, roll_calls  # noqa: F401 - named by foreign keys
from models.base import Base, BigId, Versioned, enum_type, unasked
from models.enums import MobilisationState

IS_DRAFT = "state = 'draft'"


class Mobilisation(Versioned, Base):
    """One mobilisation, for a case or on its own, from the draft to the stand-down with everybody accounted for."""

    __tablename__ = "mobilisations"
    __table_args__ = (
        sa.Index("ix_mobilisations_commander", "commander_id", "state"),
        unasked("mobilisations", IS_DRAFT),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    number: Mapped[str | None] = mapped_column(sa.String(32), unique=True)  # JJ20261123-0001, once it has begun
    case_id: Mapped[int | None] = mapped_column(sa.ForeignKey("cases.id"), index=True)
    commander_id: Mapped[int] = mapped_column(sa.ForeignKey("persons.id"))
    state: Mapped[MobilisationState] = mapped_column(
        enum_type(MobilisationState), default=MobilisationState.DRAFT, index=True
    )
    drill: Mapped[bool | None]  # null: not chosen yet
    task: Mapped[str] = mapped_column(sa.Text, default="")
    place: Mapped[str] = mapped_column(sa.String(200), default="")
    latitude: Mapped[float | None]  # WGS 84 degrees
    longitude: Mapped[float | None]
    gather_at: Mapped[datetime | None]  # null: at once
    equipment: Mapped[str] = mapped_column(sa.String(200), default="")
    contact: Mapped[str] = mapped_column(sa.String(100), default="")  # the contact there, as the commander wrote it
    squads: Mapped[list[Any]]  # ids of the chosen squads; the people called stand in the tables below
    seen: Mapped[str | None] = mapped_column(sa.String(64))  # digest of the list that was shown before it began
    roll_call_id: Mapped[int | None] = mapped_column(sa.ForeignKey("roll_calls.id"), index=True)
    shown: Mapped[str | None] = mapped_column(sa.String(64))  # digest of the strength on the live cards
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime | None]  # of the draft
    nudged_at: Mapped[datetime | None]  # when the commander was last asked to send the draft
    started_at: Mapped[datetime | None] = mapped_column(index=True)
    stood_down_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]


class Team(Base):
    """One squad of a mobilisation: how many are wanted, and when it is to say that all is well."""

    __tablename__ = "teams"
    __table_args__ = (
        sa.Index(
            "ix_teams_next",
            "next_at",
            sqlite_where=sa.text("next_at IS NOT NULL"),
            postgresql_where=sa.text("next_at IS NOT NULL"),
        ),
    )

    mobilisation_id: Mapped[int] = mapped_column(sa.ForeignKey("mobilisations.id"), primary_key=True)
    squad_id: Mapped[int] = mapped_column(sa.ForeignKey("squads.id"), primary_key=True)
    needed: Mapped[int] = mapped_column(sa.Integer)
    short_at: Mapped[datetime | None]  # when the commander was told that it will be under strength
    checked_at: Mapped[datetime | None]  # when it last said that all is well (报平安)
    asked: Mapped[int] = mapped_column(sa.Integer, default=0)  # how often it was asked since
    next_at: Mapped[datetime | None]  # when to ask it, or to raise the alarm; null: nobody of it is out


class Response(Base):
    """One person of a mobilisation: arrival, relief and return, beside the answer to the roll call."""

    __tablename__ = "responses"
    __table_args__ = (sa.Index("ix_responses_person", "person_id", "accounted_at"),)

    mobilisation_id: Mapped[int] = mapped_column(sa.ForeignKey("mobilisations.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("persons.id"), primary_key=True)
    squad_id: Mapped[int] = mapped_column(sa.ForeignKey("squads.id"))
    stands_in_for_id: Mapped[int | None] = mapped_column(sa.ForeignKey("persons.id"))
    eta_at: Mapped[datetime | None]
    arrived_at: Mapped[datetime | None]
    reason: Mapped[str | None] = mapped_column(sa.String(200))  # why they cannot come
    relieved_at: Mapped[datetime | None]  # when somebody took over; off scene, but out until counted back
    accounted_at: Mapped[datetime | None]  # back, as the person or the captain said
    accounted_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("persons.id"))
    help_at: Mapped[datetime | None]  # when the call for help that is still open began; null: none is
    help_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("persons.id"))  # the person that takes care of it
