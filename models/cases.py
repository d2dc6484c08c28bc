"""The closed loop's own tables: drafts, cases, assignments, orders, followers."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models import organisation  # noqa: F401 - named by foreign keys
from models.base import Base, BigId, Versioned, enum_type, unasked
from models.enums import (
    LIVE,
    AssignmentState,
    CaseState,
    DraftKind,
    DraftState,
    Kind,
    Part,
    Severity,
    Source,
)


class Counter(Base):
    """The last number given out of a series, e.g. ``YH20261123``."""

    __tablename__ = "counters"

    series: Mapped[str] = mapped_column(sa.String(32), primary_key=True)
    last: Mapped[int] = mapped_column(sa.Integer)


DRAFTS_WAIT = "state <> 'sent' AND case_id IS NULL AND kind <> 'dispatch'"
"""Drafts that nobody has heard of, also those that were given up. A plan's case has deadlines of its own."""


class Draft(Base):
    """A card being filled in: survives restarts, is sent once."""

    __tablename__ = "drafts"
    __table_args__ = (
        # One open card of a kind at a time: what a person sends without pressing anything belongs to it.
        sa.Index(
            "uq_drafts_open",
            "person_id",
            unique=True,
            sqlite_where=sa.text("state = 'open'"),
            postgresql_where=sa.text("state = 'open'"),
        ),
        sa.Index("ix_drafts_person", "person_id", "state", "kind"),
        unasked("drafts", DRAFTS_WAIT),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("persons.id"))
    kind: Mapped[DraftKind] = mapped_column(enum_type(DraftKind))
    state: Mapped[DraftState] = mapped_column(enum_type(DraftState), default=DraftState.OPEN)
    data: Mapped[dict[str, Any]]  # the fields filled in so far; each area has a form for its kinds
    subject_id: Mapped[int | None] = mapped_column(BigId)  # assignment of a feedback, case of a verification
    case_id: Mapped[int | None] = mapped_column(sa.ForeignKey("cases.id"))  # the case it became, or its alarm
    card_message_id: Mapped[int | None] = mapped_column(BigId)  # the card on the author's screen
    said_at: Mapped[datetime | None]  # when the first of it was sent that came late; null: all came at once
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    nudged_at: Mapped[datetime | None]  # when its author was last asked to send it


class Order(Base):
    """An order from above (上级指令, D4)."""

    __tablename__ = "orders"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    number: Mapped[str] = mapped_column(sa.String(64))  # the issuing office's own
    issuer: Mapped[str] = mapped_column(sa.String(128))
    text: Mapped[str] = mapped_column(sa.Text)
    received_at: Mapped[datetime]
    due_at: Mapped[datetime]
    filed_by_id: Mapped[int] = mapped_column(sa.ForeignKey("persons.id"))
    answer: Mapped[str | None] = mapped_column(sa.Text)
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("persons.id"))

    __table_args__ = (
        sa.UniqueConstraint("issuer", "number"),
        sa.Index("ix_orders_listed", "answered_at", "due_at"),
    )


REOPENED = "cases.reopened > 0"
"""The few cases that were opened again; a query that repeats these words is answered by their index."""


class Case(Versioned, Base):
    """A matter that the station tracks to the end (事项)."""

    __tablename__ = "cases"
    __table_args__ = (
        sa.Index("ix_cases_near", "line", "state", "submitted_at"),
        sa.Index("ix_cases_queue", "state", "submitted_at"),
        sa.Index("ix_cases_submitted", "submitted_at"),
        sa.Index("ix_cases_closed", "state", "closed_at"),
        sa.Index(
            "ix_cases_reopened", "submitted_at", sqlite_where=sa.text(REOPENED), postgresql_where=sa.text(REOPENED)
        ),
        sa.Index(
            "ix_cases_received",
            "received_at",
            sqlite_where=sa.text("received_at IS NOT NULL"),
            postgresql_where=sa.text("received_at IS NOT NULL"),
        ),
        sa.CheckConstraint("(latitude IS NULL) = (longitude IS NULL)", name="pin_whole"),
        sa.CheckConstraint("(state = 'merged') = (merged_into_id IS NOT NULL)", name="merged_names_target"),
        sa.CheckConstraint("people_at_risk IS NULL OR people_at_risk >= 0", name="people_not_negative"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    number: Mapped[str] = mapped_column(sa.String(32), unique=True)
    source: Mapped[Source] = mapped_column(enum_type(Source))
    kind: Mapped[Kind] = mapped_column(enum_type(Kind))
    severity: Mapped[Severity] = mapped_column(enum_type(Severity))
    line: Mapped[str | None] = mapped_column(sa.String(32))  # one of the 14, from config
    state: Mapped[CaseState] = mapped_column(enum_type(CaseState), default=CaseState.SUBMITTED)
    drill: Mapped[bool] = mapped_column(default=False)

    description: Mapped[str] = mapped_column(sa.Text, default="")
    landmark: Mapped[str | None] = mapped_column(sa.String(256))
    village_id: Mapped[int | None] = mapped_column(sa.ForeignKey("villages.id"), index=True)
    grid_id: Mapped[int | None] = mapped_column(sa.ForeignKey("grids.id"))
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    outside: Mapped[bool] = mapped_column(default=False)  # the pin lies outside the township and was confirmed
    people_at_risk: Mapped[int | None] = mapped_column(sa.Integer)
    life_danger: Mapped[bool] = mapped_column(default=False)

    reporter_id: Mapped[int] = mapped_column(sa.ForeignKey("persons.id"), index=True)
    anonymous: Mapped[bool] = mapped_column(default=False)  # the villager who told the officer is not to be named
    on_behalf_name: Mapped[str | None] = mapped_column(sa.String(64))
    on_behalf_phone: Mapped[str | None] = mapped_column(sa.String(20))

    submitted_at: Mapped[datetime]  # when the reporter sent it: starts the first clock; reopening keeps it
    received_at: Mapped[datetime | None]  # when it became known here; null: at once
    triaged_at: Mapped[datetime | None]
    dispatched_at: Mapped[datetime | None]
    due_at: Mapped[datetime | None]  # feedback of the whole case
    over_at: Mapped[datetime | None]  # 险情解除
    verified_at: Mapped[datetime | None]
    verified_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("persons.id"))
    closed_at: Mapped[datetime | None]
    reopened: Mapped[int] = mapped_column(sa.Integer, default=0)  # how many times

    claimed_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("persons.id"))
    claimed_until: Mapped[datetime | None]

    order_id: Mapped[int | None] = mapped_column(sa.ForeignKey("orders.id"), index=True)
    parent_id: Mapped[int | None] = mapped_column(sa.ForeignKey("cases.id"), index=True)  # follow-up or split of
    merged_into_id: Mapped[int | None] = mapped_column(sa.ForeignKey("cases.id"), index=True)
    draft_id: Mapped[int | None] = mapped_column(BigId, unique=True)  # a draft becomes one case, once

    assignments: Mapped[list["Assignment"]] = relationship(
        back_populates="case", lazy="raise", order_by="Assignment.id"
    )

    @property
    def live(self) -> "list[Assignment]":
        """The assignments that the case still waits for."""
        return [one for one in self.assignments if one.state in LIVE]


ENDED_ROWS = "assignments.state IN ('declined', 'withdrawn', 'verified')"
"""A query that repeats these words is answered by their partial index (``models.outbox``)."""


class Assignment(Versioned, Base):
    """A unit's assignment (交办单)."""

    __tablename__ = "assignments"
    __table_args__ = (
        sa.Index("ix_assignments_unit", "unit_id", "state"),
        sa.Index(
            "ix_assignments_ended",
            "unit_id",
            "id",
            sqlite_where=sa.text(ENDED_ROWS),
            postgresql_where=sa.text(ENDED_ROWS),
        ),
        sa.Index("ix_assignments_issued", "unit_id", "issued_at"),
        sa.Index("ix_assignments_fed_back", "fed_back_by_id", "fed_back_at"),
        # A unit holds at most one live assignment of the case: two dispatchers at once cannot double it.
        sa.Index(
            "uq_assignments_live",
            "case_id",
            "unit_id",
            unique=True,
            sqlite_where=sa.text("state NOT IN ('declined', 'withdrawn', 'verified')"),
            postgresql_where=sa.text("state NOT IN ('declined', 'withdrawn', 'verified')"),
        ),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    case_id: Mapped[int] = mapped_column(sa.ForeignKey("cases.id"), index=True)
    unit_id: Mapped[int] = mapped_column(sa.ForeignKey("units.id"))
    part: Mapped[Part] = mapped_column(enum_type(Part))
    state: Mapped[AssignmentState] = mapped_column(enum_type(AssignmentState), default=AssignmentState.ISSUED)
    instructions: Mapped[str | None] = mapped_column(sa.Text)
    issued_at: Mapped[datetime]
    issued_by_id: Mapped[int] = mapped_column(sa.ForeignKey("persons.id"))
    started_at: Mapped[datetime]  # of the clock; a re-routed assignment inherits it
    due_at: Mapped[datetime]
    replaces_id: Mapped[int | None] = mapped_column(sa.ForeignKey("assignments.id"))

    accepted_at: Mapped[datetime | None]
    accepted_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("persons.id"))
    eta_at: Mapped[datetime | None]
    not_ours: Mapped[str | None] = mapped_column(sa.Text)  # partial acceptance: what the unit does not take
    declined_for: Mapped[str | None] = mapped_column(sa.Text)

    feedback: Mapped[str | None] = mapped_column(sa.Text)
    fed_back_at: Mapped[datetime | None]
    fed_back_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("persons.id"))
    returned: Mapped[int] = mapped_column(sa.Integer, default=0)  # how many times
    returned_for: Mapped[str | None] = mapped_column(sa.Text)

    extension_until: Mapped[datetime | None]  # asked for and not yet answered
    extension_for: Mapped[str | None] = mapped_column(sa.Text)
    paused_at: Mapped[datetime | None]
    paused_until: Mapped[datetime | None]
    paused_for: Mapped[str | None] = mapped_column(sa.Text)
    paused_from: Mapped[AssignmentState | None] = mapped_column(enum_type(AssignmentState))

    case: Mapped[Case] = relationship(back_populates="assignments", lazy="raise")


class Follower(Base):
    """Somebody who hears the result of a case without having filed it."""

    __tablename__ = "followers"

    case_id: Mapped[int] = mapped_column(sa.ForeignKey("cases.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("persons.id"), primary_key=True, index=True)
    via: Mapped[str] = mapped_column(sa.String(16))  # "same" (own choice) or the merged case's number
    at: Mapped[datetime]


class MessageRef(Base):
    """The draft that a chat message went into, or the case; so an edit of it becomes a correction."""

    __tablename__ = "message_refs"

    chat_id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    message_id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    draft_id: Mapped[int | None] = mapped_column(sa.ForeignKey("drafts.id"), index=True)
    case_id: Mapped[int | None] = mapped_column(sa.ForeignKey("cases.id"), index=True)
    text: Mapped[str | None] = mapped_column(sa.Text)  # its words when it was taken in
