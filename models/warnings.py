"""Warnings (预警): the feeds, the messages as they were received, and what people decided about a warning."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models import broadcasts, files, organisation  # noqa: F401 - named by foreign keys
from models.base import Base, BigId, enum_type
from models.enums import Colour, Role

TURNS = "warning_messages.turns_at IS NOT NULL"
_UNREAD = "read_at IS NULL"


class Feed(Base):
    """A feed or folder of warnings that is looked at from time to time, by its address in the settings."""

    __tablename__ = "feeds"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    address: Mapped[str] = mapped_column(sa.Text, unique=True)
    etag: Mapped[str | None] = mapped_column(sa.Text)
    last_modified: Mapped[str | None] = mapped_column(sa.Text)
    heard_at: Mapped[datetime | None]  # the last answer that was understood
    failed_since: Mapped[datetime | None]  # the first of the failures since then
    fault: Mapped[list[Any] | None]  # the last failure: a text key and its arguments
    told_at: Mapped[datetime | None]  # when the officer was told; null: not of these failures
    looks_at: Mapped[datetime]  # the next time
    parts: Mapped[dict[str, Any]]  # links with their ETag and date, files with their state


class WarningFile(Base):
    """A file or an answer of a feed as it came; its bytes are compressed (zlib)."""

    __tablename__ = "warning_files"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    digest: Mapped[str] = mapped_column(sa.String(64), unique=True)  # SHA-256 of the bytes
    data: Mapped[bytes] = mapped_column(sa.LargeBinary, deferred=True)
    received_at: Mapped[datetime]


class WarningThread(Base):
    """One warning: messages that update each other. The messages tell its state; people can only close it by hand."""

    __tablename__ = "warnings"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    created_at: Mapped[datetime]
    joined_id: Mapped[int | None] = mapped_column(sa.ForeignKey("warnings.id"))  # a later message showed: the same
    closed_at: Mapped[datetime | None]
    closed_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("persons.id"))
    reason: Mapped[str | None] = mapped_column(sa.String(256))


class WarningMessage(Base):
    """One message of a warning as it was received, with what the officer answered about this version of it.

    Entries with one sender, identifier and time are one message; the second one adds its language.
    """

    __tablename__ = "warning_messages"
    __table_args__ = (
        sa.Index("ix_warning_messages_turns", "turns_at", sqlite_where=sa.text(TURNS), postgresql_where=sa.text(TURNS)),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    digest: Mapped[str] = mapped_column(sa.String(64), unique=True)  # SHA-256 of sender, identifier and time
    warning_id: Mapped[int | None] = mapped_column(sa.ForeignKey("warnings.id"), index=True)  # null: it ends others
    file_id: Mapped[int | None] = mapped_column(sa.ForeignKey("warning_files.id"))
    feed_id: Mapped[int | None] = mapped_column(sa.ForeignKey("feeds.id"))
    picture_id: Mapped[int | None] = mapped_column(sa.ForeignKey("media.id"))  # of the signal, from which it was typed
    entered_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("persons.id"))  # sent to the bot, or typed in
    received_at: Mapped[datetime]
    read: Mapped[str] = mapped_column(sa.Text)  # services.warnings.cap.alerts.Alert as JSON
    until: Mapped[datetime] = mapped_column(index=True)  # as long as it may matter to other messages
    turns_at: Mapped[datetime | None]  # when the clock begins or ends it next
    closed: Mapped[bool] = mapped_column(default=False)  # by hand, with its warning; a later version is news
    old: Mapped[bool] = mapped_column(default=False)  # older than news when its feed was looked at for the first time

    villages: Mapped[list[Any]]  # ids; read from its areas, or as the officer said
    grids: Mapped[list[Any]]
    everywhere: Mapped[bool] = mapped_column(default=False)  # the whole township
    unclear: Mapped[list[Any]]  # parts of its areas that were not understood: text keys with their arguments
    repaired: Mapped[list[Any]]  # repairs of its outlines, likewise
    reach_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("persons.id"))  # the officer who set its reach
    colour: Mapped[Colour | None] = mapped_column(enum_type(Colour))  # as the officer said; null: as it was read
    colour_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("persons.id"))
    ends: Mapped[list[Any]]  # of one that ends others: the messages that it means, as the officer said
    ends_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("persons.id"))


class WarningOrder(Base):
    """The link from a warning to a message to many that ordered something because of it, and its version."""

    __tablename__ = "warning_orders"

    broadcast_id: Mapped[int] = mapped_column(sa.ForeignKey("broadcasts.id"), primary_key=True)
    warning_id: Mapped[int] = mapped_column(sa.ForeignKey("warnings.id"), index=True)
    message_id: Mapped[int] = mapped_column(sa.ForeignKey("warning_messages.id"))
    follows_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("broadcasts.id"), unique=True
    )  # the order that it follows up
    over: Mapped[bool] = mapped_column(default=False)  # it told the people that the warning has ended


class WarningPlay(Base):
    """An item of a playbook that was started for a warning: the post, the time, and the person who has done it."""

    __tablename__ = "warning_plays"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    warning_id: Mapped[int] = mapped_column(sa.ForeignKey("warnings.id"), index=True)
    line: Mapped[str] = mapped_column(sa.String(32))
    do: Mapped[str] = mapped_column(sa.String(16))  # services.settings.areas.playbooks.Doing
    text: Mapped[str] = mapped_column(sa.String(200))  # of a task
    role: Mapped[Role] = mapped_column(enum_type(Role))
    village_id: Mapped[int | None] = mapped_column(sa.ForeignKey("villages.id"))  # of an item for each village
    owner_id: Mapped[int | None] = mapped_column(sa.ForeignKey("persons.id"), index=True)  # null: the desk
    started_by_id: Mapped[int] = mapped_column(sa.ForeignKey("persons.id"))
    started_at: Mapped[datetime]
    due_at: Mapped[datetime]
    broadcast_id: Mapped[int | None] = mapped_column(sa.ForeignKey("broadcasts.id"))  # the message that does it
    done_at: Mapped[datetime | None]
    done_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("persons.id"))
    dropped_at: Mapped[datetime | None]  # stood down: the warning is milder by now, or over
    dropped_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("persons.id"))
    drill: Mapped[bool] = mapped_column(default=False)


class WarningUpload(Base):
    """A CAP file that was sent to the bot, until it is read."""

    __tablename__ = "warning_uploads"
    __table_args__ = (
        sa.Index("ix_warning_uploads_open", "id", sqlite_where=sa.text(_UNREAD), postgresql_where=sa.text(_UNREAD)),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    media_id: Mapped[int] = mapped_column(sa.ForeignKey("media.id"))
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("persons.id"))
    created_at: Mapped[datetime]
    read_at: Mapped[datetime | None]
