"""Messages that must arrive (I4): one row a message and recipient, at once queue and ledger."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models import cases, deadlines, identity, organisation  # noqa: F401 - named by foreign keys
from models.base import Base, BigId, PriorityType, enum_type, key_type
from models.enums import Manner, MessageState, Priority

# A query that repeats these words is answered by their partial index: with a value in the place of a literal, SQLite
# never uses it, and neither database does for a prepared statement.
QUEUED, SENDING = "outbox.state = 'queued'", "outbox.state = 'sending'"
UNSETTLED = (
    "outbox.called_at IS NULL AND outbox.confirmed_at IS NULL AND (outbox.call OR outbox.priority <= 1"
    " AND outbox.state IN ('failed', 'unknown', 'expired', 'queued', 'sending'))"
)
"""Messages that somebody may have to telephone for: a few, whatever the ledger holds."""
MISSED = (
    "outbox.called_at IS NULL AND outbox.confirmed_at IS NULL AND outbox.priority > 1"
    " AND outbox.state IN ('failed', 'unknown', 'expired')"
)
"""The others that did not arrive. They pile up, as nobody calls for an old reminder: ask for the recent ones."""
HELD = "{0}.state = 'queued' AND {0}.claimed_until IS NOT NULL"
"""Messages that Telegram holds back, under the name by which a query calls their table."""
BESIDE = "outbox.beside AND outbox.fallback IS NULL"
"""Messages that the other channels are to carry as well, and have not been given yet."""
ERASED_LATER = "outbox.erase_at IS NOT NULL"
"""Messages that are taken out of the chat again after a while."""
NOT_OF_LIFE = "outbox.priority > 0"
"""Messages that are destroyed after their time; the others stay for ever, and no night looks at them."""


class Message(Base):
    """One message to one recipient, from the commit that wanted it to the answer of the person who got it."""

    __tablename__ = "outbox"
    __table_args__ = (
        sa.Index(
            "ix_outbox_queue",
            "priority",
            "id",
            sqlite_where=sa.text(QUEUED),
            postgresql_where=sa.text(QUEUED),
        ),
        sa.Index(
            "ix_outbox_sending",
            "claimed_until",
            sqlite_where=sa.text(SENDING),
            postgresql_where=sa.text(SENDING),
        ),
        sa.Index(
            "ix_outbox_unsettled",
            "priority",
            "id",
            sqlite_where=sa.text(UNSETTLED),
            postgresql_where=sa.text(UNSETTLED),
        ),
        sa.Index(
            "ix_outbox_missed",
            "created_at",
            sqlite_where=sa.text(MISSED),
            postgresql_where=sa.text(MISSED),
        ),
        sa.Index(
            "ix_outbox_held",
            "chat_id",
            "claimed_until",
            sqlite_where=sa.text(HELD.format("outbox")),
            postgresql_where=sa.text(HELD.format("outbox")),
        ),
        sa.Index(
            "ix_outbox_beside",
            "id",
            sqlite_where=sa.text(BESIDE),
            postgresql_where=sa.text(BESIDE),
        ),
        sa.Index(
            "ix_outbox_deadline",
            "deadline_id",
            sqlite_where=sa.text("deadline_id IS NOT NULL"),
            postgresql_where=sa.text("deadline_id IS NOT NULL"),
        ),
        sa.Index(
            "ix_outbox_card",
            "card",
            "chat_id",
            sqlite_where=sa.text("card IS NOT NULL"),
            postgresql_where=sa.text("card IS NOT NULL"),
        ),
        sa.Index(
            "ix_outbox_old",
            "created_at",
            sqlite_where=sa.text(NOT_OF_LIFE),
            postgresql_where=sa.text(NOT_OF_LIFE),
        ),
        sa.Index(
            "ix_outbox_erase",
            "erase_at",
            sqlite_where=sa.text(ERASED_LATER),
            postgresql_where=sa.text(ERASED_LATER),
        ),
        sa.Index("ix_outbox_person", "person_id", "created_at"),
        sa.Index("ix_outbox_chat", "chat_id", "message_id"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    dedupe: Mapped[str] = mapped_column(key_type(160), unique=True)  # the same event queues the same message once
    priority: Mapped[Priority] = mapped_column(PriorityType)
    event: Mapped[str] = mapped_column(sa.String(64))  # the kind of message, e.g. "assignment_issued"
    person_id: Mapped[int | None] = mapped_column(sa.ForeignKey("persons.id"))
    group_id: Mapped[int | None] = mapped_column(sa.ForeignKey("groups.id"), index=True)
    case_id: Mapped[int | None] = mapped_column(sa.ForeignKey("cases.id"), index=True)
    chat_id: Mapped[int | None] = mapped_column(BigId)  # null: the person has no account (yet)
    content: Mapped[dict[str, Any]]  # a Card as JSON: text (HTML), rows of buttons, media
    card: Mapped[str | None] = mapped_column(sa.String(96))  # the card that stands in the chat: its latest state wins
    manner: Mapped[Manner | None] = mapped_column(enum_type(Manner))  # how it goes with that card
    created_at: Mapped[datetime]
    not_before: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    state: Mapped[MessageState] = mapped_column(enum_type(MessageState), default=MessageState.QUEUED)
    attempts: Mapped[int] = mapped_column(sa.Integer, default=0)
    repeat: Mapped[bool] = mapped_column(default=False)  # may have arrived before; the text says so
    claimed_by: Mapped[str | None] = mapped_column(sa.String(64))
    claimed_until: Mapped[datetime | None]  # while queued: nobody claims it earlier, because Telegram holds the chat
    message_id: Mapped[int | None] = mapped_column(BigId)  # Telegram's, once sent
    sent_at: Mapped[datetime | None]
    failure: Mapped[str | None] = mapped_column(sa.String(32))  # key of the reason: blocked, kicked, no_account …
    error: Mapped[str | None] = mapped_column(sa.Text)  # Telegram's own words
    fallback: Mapped[str | None] = mapped_column(sa.String(32))  # channel that took it over, e.g. "sms"
    confirmed_at: Mapped[datetime | None]
    confirmed_by: Mapped[str | None] = mapped_column(sa.String(64))  # the button
    drill: Mapped[bool] = mapped_column(default=False)  # of no case, yet only an exercise; a case says so itself
    call: Mapped[bool] = mapped_column(default=False)  # a message is not enough: somebody is to telephone as well
    beside: Mapped[bool] = mapped_column(default=False)  # other channels carry it too, though Telegram delivers it
    deadline_id: Mapped[int | None] = mapped_column(sa.ForeignKey("deadlines.id"))  # the deadline it reminds of
    called_at: Mapped[datetime | None]
    called_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("persons.id"))
    erase_at: Mapped[datetime | None]  # when it is taken out of the chat; null: it stays, or is gone


class WholeText(Base):
    """The whole text of a card that is cut, for the button that sends it."""

    __tablename__ = "whole_texts"

    key: Mapped[str] = mapped_column(sa.String(32), primary_key=True)  # of the text: the same text is kept once
    text: Mapped[str] = mapped_column(sa.Text)
    shown_at: Mapped[datetime] = mapped_column(index=True)  # when a card with it was last sent


class SentCard(Base):
    """Where a refreshed card stands in a chat, so that its next state edits it instead of adding a message."""

    __tablename__ = "sent_cards"

    card: Mapped[str] = mapped_column(sa.String(96), primary_key=True)
    chat_id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False, index=True)
    message_id: Mapped[int | None] = mapped_column(BigId)  # null: the chat has another id now, and no card yet
    shown_at: Mapped[datetime] = mapped_column(index=True)
    pictured: Mapped[bool] = mapped_column(default=False)  # it is a picture with the words below it
    pinned: Mapped[bool] = mapped_column(default=False)  # the bot was to pin it; it may have had no right to
    topic: Mapped[int | None] = mapped_column(
        BigId
    )  # the forum topic that is the card's own; 0: it got none, or lost it
    ended: Mapped[bool] = mapped_column(default=False)  # the bot was to close the topic: the matter has ended
    held_until: Mapped[datetime | None]  # somebody presses its buttons: not edited under the thumb
