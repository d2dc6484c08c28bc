"""The field of a mobilisation (现场): reports of what it looks like there, hand-overs, and where people are."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models import files, mobilisations, organisation  # noqa: F401 - named by foreign keys
from models.base import Base, BigId, Versioned, enum_type
from models.enums import HandoverKind, HandoverState
from models.files import Media


class FieldNote(Base):
    """Words, a file or a pin that somebody of a mobilisation sent from the field (现场情况)."""

    __tablename__ = "field_notes"
    __table_args__ = (
        sa.UniqueConstraint("mobilisation_id", "person_id", "message_id"),
        sa.Index(
            "ix_field_notes_untold",
            "mobilisation_id",
            sqlite_where=sa.text("told_at IS NULL"),
            postgresql_where=sa.text("told_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    mobilisation_id: Mapped[int] = mapped_column(sa.ForeignKey("mobilisations.id"), index=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("persons.id"))
    message_id: Mapped[int | None] = mapped_column(BigId)  # in the person's chat; null: it came by the filing card
    text: Mapped[str | None] = mapped_column(sa.Text)
    media_id: Mapped[int | None] = mapped_column(sa.ForeignKey("media.id"))
    latitude: Mapped[float | None]  # WGS 84 degrees
    longitude: Mapped[float | None]
    at: Mapped[datetime]
    told_at: Mapped[datetime | None]  # when the commander was told of it, with all else that had come
    taken_out_at: Mapped[datetime | None]  # "that was about something else": it counts no more

    media: Mapped[Media | None] = relationship(lazy="raise")


class Handover(Versioned, Base):
    """A place on scene, or the command, offered to one person with a note; it changes hands when they accept."""

    __tablename__ = "handovers"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    mobilisation_id: Mapped[int] = mapped_column(sa.ForeignKey("mobilisations.id"), index=True)
    kind: Mapped[HandoverKind] = mapped_column(enum_type(HandoverKind))
    state: Mapped[HandoverState] = mapped_column(enum_type(HandoverState), default=HandoverState.DRAFT)
    giver_id: Mapped[int] = mapped_column(sa.ForeignKey("persons.id"))  # the person who holds the place
    asked_by_id: Mapped[int] = mapped_column(sa.ForeignKey("persons.id"))  # the giver, or who answers for the command
    taker_id: Mapped[int] = mapped_column(sa.ForeignKey("persons.id"))
    squad_id: Mapped[int | None] = mapped_column(sa.ForeignKey("squads.id"))  # null: it is the command
    done: Mapped[str] = mapped_column(sa.Text, default="")
    remains: Mapped[str] = mapped_column(sa.Text, default="")
    dangers: Mapped[str] = mapped_column(sa.Text, default="")
    created_at: Mapped[datetime]
    asked_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]  # or taken back, or lapsed


class Whereabouts(Base):
    """The last known place of one person of a mobilisation: a pin, or the newest of a live location."""

    __tablename__ = "whereabouts"

    mobilisation_id: Mapped[int] = mapped_column(sa.ForeignKey("mobilisations.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("persons.id"), primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    latitude: Mapped[float]  # WGS 84 degrees
    longitude: Mapped[float]
    accuracy: Mapped[float | None]  # metres
    heading: Mapped[int | None]  # degrees from the north
    live_until: Mapped[datetime | None]  # null: not shared live
    kept_at: Mapped[datetime]  # of the newest point of the way


class TrackPoint(Base):
    """One point of a person's way (轨迹); destroyed after ``privacy.tracks_kept``."""

    __tablename__ = "track_points"
    __table_args__ = (sa.Index("ix_track_points_way", "mobilisation_id", "person_id", "at"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    mobilisation_id: Mapped[int] = mapped_column(sa.ForeignKey("mobilisations.id"))
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("persons.id"))
    at: Mapped[datetime] = mapped_column(index=True)
    latitude: Mapped[float]  # WGS 84 degrees
    longitude: Mapped[float]
    accuracy: Mapped[float | None]  # metres
    heading: Mapped[int | None]  # degrees from the north
