"""Photos and documents: what Telegram holds, and where our own copy is."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models import cases, organisation  # noqa: F401 - named by foreign keys
from models.base import Base, BigId, enum_type
from models.enums import MediaKind, MediaState, Purpose


class Media(Base):
    """One file of Telegram. ``sha256`` names our copy in the media store."""

    __tablename__ = "media"
    __table_args__ = (sa.Index("ix_media_wanted", "state", "not_before"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    unique_id: Mapped[str] = mapped_column(sa.String(64), unique=True)  # Telegram's file_unique_id
    file_id: Mapped[str] = mapped_column(sa.String(256))
    kind: Mapped[MediaKind] = mapped_column(enum_type(MediaKind))
    file_name: Mapped[str | None] = mapped_column(sa.String(256))
    mime_type: Mapped[str | None] = mapped_column(sa.String(128))
    size: Mapped[int | None] = mapped_column(BigId)  # bytes
    state: Mapped[MediaState] = mapped_column(enum_type(MediaState), default=MediaState.WANTED)
    sha256: Mapped[str | None] = mapped_column(sa.String(64), index=True)
    attempts: Mapped[int] = mapped_column(sa.Integer, default=0)
    not_before: Mapped[datetime | None]
    error: Mapped[str | None] = mapped_column(sa.Text)
    created_at: Mapped[datetime]


class Attachment(Base):
    """A file in its place: on a draft, then on the case, assignment or order it became part of."""

    __tablename__ = "attachments"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    media_id: Mapped[int] = mapped_column(sa.ForeignKey("media.id"), index=True)
    purpose: Mapped[Purpose] = mapped_column(enum_type(Purpose))
    draft_id: Mapped[int | None] = mapped_column(sa.ForeignKey("drafts.id"), index=True)
    case_id: Mapped[int | None] = mapped_column(sa.ForeignKey("cases.id"), index=True)
    assignment_id: Mapped[int | None] = mapped_column(sa.ForeignKey("assignments.id"), index=True)
    order_id: Mapped[int | None] = mapped_column(sa.ForeignKey("orders.id"), index=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("persons.id"))
    caption: Mapped[str | None] = mapped_column(sa.Text)
    at: Mapped[datetime]

    media: Mapped[Media] = relationship(lazy="raise")
