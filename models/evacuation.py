"""Evacuations (避险转移, D6): orders, parts of officers, the people on the list, what was entered, who stays where.

Names, numbers and whereabouts stand here and nowhere else, so that they can be destroyed when they have served.
"""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models import cases, households, organisation, shelters  # noqa: F401 - named by foreign keys
from models.base import Base, BigId, Versioned, enum_type, unasked
from models.enums import EvacuationState, EvacueeState

IS_DRAFT = "state = 'draft'"
OPEN_STAY = sa.text("until IS NULL")
OPEN_STAY_OF_MEMBER = sa.text("until IS NULL AND member_id IS NOT NULL AND NOT drill")


class Evacuation(Versioned, Base):
    """One order to evacuate, from the draft until everybody is counted back."""

    __tablename__ = "evacuations"
    __table_args__ = (unasked("evacuations", IS_DRAFT),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    number: Mapped[str | None] = mapped_column(sa.String(32), unique=True)  # ZY20261123-0001, once it is ordered
    state: Mapped[EvacuationState] = mapped_column(
        enum_type(EvacuationState), default=EvacuationState.DRAFT, index=True
    )
    drill: Mapped[bool | None]  # null: not chosen yet
    case_id: Mapped[int | None] = mapped_column(sa.ForeignKey("cases.id"), index=True)
    warning: Mapped[str | None] = mapped_column(sa.String(128))  # the warning's own number
    made_by_id: Mapped[int] = mapped_column(sa.ForeignKey("persons.id"), index=True)
    agreed_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("persons.id"))
    reason: Mapped[str] = mapped_column(sa.String(500), default="")
    route: Mapped[str] = mapped_column(sa.String(500), default="")
    targets: Mapped[dict[str, Any]]  # services.evacuation.targets.Targets
    shelters: Mapped[list[Any]]  # ids of the shelters that people are sent to
    due_at: Mapped[datetime | None]  # everybody is accounted for by then; null: so long after the order
    seen: Mapped[str | None] = mapped_column(sa.String(64))  # digest of the list that was shown before it went
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime | None]  # of the draft
    nudged_at: Mapped[datetime | None]  # when its author was last asked to send the draft
    asked_at: Mapped[datetime | None]
    ordered_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("persons.id"))
    ended_because: Mapped[str | None] = mapped_column(sa.String(500))  # why it ended with people unaccounted for
    unaccounted: Mapped[int | None] = mapped_column(sa.Integer)  # people, when it ended
    checked: Mapped[list[Any]]  # of risk points before the lifting: {point, name, person_id, at, said}
    lifted_at: Mapped[datetime | None]
    lifted_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("persons.id"))
    over_at: Mapped[datetime | None]  # counted back, or taken back: personal data is kept so long after this
    reported: Mapped[list[Any]]  # figures by telephone: {people, at, by_id, source}; never added to the list's
    shown: Mapped[str | None] = mapped_column(sa.String(64))  # digest of the figures on the live cards
    final: Mapped[list[Any]]  # the balance when the list was destroyed
    warned_at: Mapped[datetime | None]  # when the station was told that the list will be destroyed
    exported_at: Mapped[datetime | None]  # the whole list, as a file
    held_at: Mapped[datetime | None]  # destruction waits
    held_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("persons.id"))
    held_because: Mapped[str | None] = mapped_column(sa.String(500))
    erased_at: Mapped[datetime | None]


class EvacuationPart(Base):
    """The households of an order that one officer works off; without a person the station does.

    A village's principal who works off none has one without households: they are told, and it shows who has read it.
    """

    __tablename__ = "evacuation_parts"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    evacuation_id: Mapped[int] = mapped_column(sa.ForeignKey("evacuations.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(sa.ForeignKey("persons.id"), index=True)
    village_id: Mapped[int] = mapped_column(sa.ForeignKey("villages.id"))
    seen_at: Mapped[datetime | None]  # when its officer opened the list first
    earlier: Mapped[list[Any]] = mapped_column(default=list)  # ids of the officers who had it before


class Evacuee(Base):
    """One person on the list of an order. A person without a name has a row as well."""

    __tablename__ = "evacuees"
    __table_args__ = (
        sa.UniqueConstraint("evacuation_id", "member_id"),
        sa.Index("ix_evacuees_household", "evacuation_id", "household_id"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    evacuation_id: Mapped[int] = mapped_column(sa.ForeignKey("evacuations.id"))
    part_id: Mapped[int] = mapped_column(sa.ForeignKey("evacuation_parts.id"), index=True)
    household_id: Mapped[int | None] = mapped_column(sa.ForeignKey("households.id"))
    member_id: Mapped[int | None] = mapped_column(sa.ForeignKey("household_members.id"))
    name: Mapped[str | None] = mapped_column(sa.String(64))  # of a person who is not in the register
    sought: Mapped[str | None] = mapped_column(sa.String(64))
    village_id: Mapped[int] = mapped_column(sa.ForeignKey("villages.id"))
    grid_id: Mapped[int | None] = mapped_column(sa.ForeignKey("grids.id"))
    vulnerable: Mapped[bool] = mapped_column(default=False)
    state: Mapped[EvacueeState] = mapped_column(enum_type(EvacueeState), default=EvacueeState.UNTOLD)
    since: Mapped[datetime]
    shelter_id: Mapped[int | None] = mapped_column(sa.ForeignKey("shelters.id"))  # of 已到
    place: Mapped[str | None] = mapped_column(sa.String(128))  # with relatives, or away: where
    phone: Mapped[str | None] = mapped_column(sa.String(20))
    moved: Mapped[bool] = mapped_column(default=False)  # has left because of the order, whatever came later
    settled: Mapped[bool] = mapped_column(default=False)  # has arrived, whatever came later
    struck_at: Mapped[datetime | None]  # was on the list by mistake


class EvacueeEntry(Base):
    """One thing that was entered about a person; rows are only added.

    An entry that contradicts what somebody else said meanwhile does not count until its author confirms it.
    """

    __tablename__ = "evacuee_entries"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    evacuation_id: Mapped[int] = mapped_column(sa.ForeignKey("evacuations.id"), index=True)
    evacuee_id: Mapped[int] = mapped_column(sa.ForeignKey("evacuees.id"), index=True)
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("persons.id"))
    was: Mapped[EvacueeState] = mapped_column(enum_type(EvacueeState))
    becomes: Mapped[EvacueeState | None] = mapped_column(enum_type(EvacueeState))  # null: struck off
    seen: Mapped[int] = mapped_column(BigId, default=0)  # the newest entry that its author had seen
    counts: Mapped[bool] = mapped_column(default=True)
    undoes_id: Mapped[int | None] = mapped_column(BigId)  # the entry that this one corrects
    shelter_id: Mapped[int | None] = mapped_column(sa.ForeignKey("shelters.id"))
    place: Mapped[str | None] = mapped_column(sa.String(128))
    phone: Mapped[str | None] = mapped_column(sa.String(20))
    why: Mapped[str | None] = mapped_column(sa.String(200))


class ShelterStay(Base):
    """A person's stay in a shelter. Nobody has two that are open."""

    __tablename__ = "shelter_stays"
    __table_args__ = (
        sa.Index(
            "ix_shelter_stays_person", "evacuee_id", unique=True, sqlite_where=OPEN_STAY, postgresql_where=OPEN_STAY
        ),
        sa.Index(
            "ix_shelter_stays_member",
            "member_id",
            unique=True,
            sqlite_where=OPEN_STAY_OF_MEMBER,
            postgresql_where=OPEN_STAY_OF_MEMBER,
        ),
        sa.Index("ix_shelter_stays_open", "shelter_id", sqlite_where=OPEN_STAY, postgresql_where=OPEN_STAY),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    shelter_id: Mapped[int] = mapped_column(sa.ForeignKey("shelters.id"))
    evacuation_id: Mapped[int] = mapped_column(sa.ForeignKey("evacuations.id"), index=True)
    evacuee_id: Mapped[int] = mapped_column(sa.ForeignKey("evacuees.id"), index=True)
    member_id: Mapped[int | None] = mapped_column(BigId)
    since: Mapped[datetime]
    until: Mapped[datetime | None]
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("persons.id"))
    over_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("persons.id"))  # let it be fuller than it is made for
    drill: Mapped[bool] = mapped_column(default=False)
