"""Received updates, and the state of each conversation (I1-I3)."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, BigId, enum_type
from models.enums import UpdateState

UNHANDLED = "updates.state <> 'handled'"
"""The few updates that wait, whatever the table holds: a query that repeats these words is answered by their index."""


class Update(Base):
    """A raw update, stored before Telegram is told that it was received."""

    __tablename__ = "updates"
    __table_args__ = (
        sa.Index(
            "ix_updates_open",
            "state",
            "update_id",
            sqlite_where=sa.text(UNHANDLED),
            postgresql_where=sa.text(UNHANDLED),
        ),
        sa.Index(
            "ix_updates_pending",
            "update_id",
            sqlite_where=sa.text("state = 'pending'"),
            postgresql_where=sa.text("state = 'pending'"),
        ),
        sa.Index(
            "ix_updates_of_sender",
            "sender",
            "update_id",
            sqlite_where=sa.text("state = 'pending'"),
            postgresql_where=sa.text("state = 'pending'"),
        ),
    )

    update_id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    sender: Mapped[int] = mapped_column(BigId)  # Telegram id whose order must be kept: the person, else the chat
    raw: Mapped[bytes] = mapped_column(sa.LargeBinary)  # the update's JSON as received
    received_at: Mapped[datetime] = mapped_column(index=True)
    state: Mapped[UpdateState] = mapped_column(enum_type(UpdateState), default=UpdateState.PENDING)
    attempts: Mapped[int] = mapped_column(sa.Integer, default=0)
    not_before: Mapped[datetime | None]
    error: Mapped[str | None] = mapped_column(sa.Text)
    handled_at: Mapped[datetime | None]


class Conversation(Base):
    """Dialogue state of one aiogram storage key."""

    __tablename__ = "conversations"

    key: Mapped[str] = mapped_column(sa.String(160), primary_key=True)
    state: Mapped[str | None] = mapped_column(sa.String(128))
    data: Mapped[str | None] = mapped_column(sa.Text)  # JSON text: opaque to the database
    updated_at: Mapped[datetime]


class Lease(Base):
    """The right to do alone what a name says: to deliver, to handle a share of the senders.

    A holder that lets it run out has lost it.
    """

    __tablename__ = "leases"

    name: Mapped[str] = mapped_column(sa.String(64), primary_key=True)
    holder: Mapped[str] = mapped_column(sa.String(64))
    until: Mapped[datetime]
    epoch: Mapped[int] = mapped_column(BigId, default=1)  # grows with each new holder
    wanted_by: Mapped[str | None] = mapped_column(sa.String(64))  # another process that asks for a share


class LastContact(Base):
    """When updates could last be received for a bot, and the span of which some may be lost since."""

    __tablename__ = "last_contacts"

    bot_id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    polls: Mapped[bool]  # false with a webhook, which says nothing while nobody writes
    lost_from: Mapped[datetime | None]
    lost_until: Mapped[datetime | None]
    after_id: Mapped[int | None] = mapped_column(BigId)  # the last update before that span
