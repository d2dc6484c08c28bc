"""Training (培训): the sessions of a year's plan, the people at each, the quiz with its attempts, and sheets sent."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models import files, organisation  # noqa: F401 - named by foreign keys
from models.base import Base, BigId, Versioned, enum_type
from models.enums import SheetKind, SheetState, TrainingAnswer, TrainingState


class TrainingSession(Versioned, Base):
    """One session (课) of the plan of its year."""

    __tablename__ = "training_sessions"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    year: Mapped[int] = mapped_column(sa.Integer, index=True)  # the township's year of ``at``
    subject: Mapped[str] = mapped_column(sa.String(32))  # a code of config
    topic: Mapped[str | None] = mapped_column(sa.String(128))
    audience: Mapped[dict[str, Any]] = mapped_column(default={})  # services.training.audience.Chosen
    at: Mapped[datetime]
    minutes: Mapped[int] = mapped_column(sa.Integer)
    place: Mapped[str | None] = mapped_column(sa.String(128))
    speaker: Mapped[str | None] = mapped_column(sa.String(64))
    organiser_id: Mapped[int] = mapped_column(
        sa.ForeignKey("persons.id"), index=True
    )  # owes the invitation and the list
    state: Mapped[TrainingState] = mapped_column(enum_type(TrainingState), index=True)
    drill: Mapped[bool] = mapped_column(default=False)
    reason: Mapped[str | None] = mapped_column(sa.String(256))  # of the last other day, or of the calling off
    # of last year's plan, copied
    from_id: Mapped[int | None] = mapped_column(sa.ForeignKey("training_sessions.id"), index=True)
    listed_at: Mapped[datetime | None]  # its attendance list was entered
    created_at: Mapped[datetime]


class TrainingPerson(Base):
    """A person of a session: invited, or come without an invitation."""

    __tablename__ = "training_people"
    __table_args__ = (sa.UniqueConstraint("session_id", "person_id"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    session_id: Mapped[int] = mapped_column(sa.ForeignKey("training_sessions.id"))
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("persons.id"), index=True)
    invited_at: Mapped[datetime | None]
    answer: Mapped[TrainingAnswer | None] = mapped_column(enum_type(TrainingAnswer))
    answered_at: Mapped[datetime | None]
    signed_at: Mapped[datetime | None]  # by the person
    present: Mapped[bool | None]  # null: not noted; absent only once the list is entered
    full_time: Mapped[bool] = mapped_column(default=False)  # of the full-time staff when the list was entered


class TrainingQuestion(Base):
    """A question of a session's quiz. An attempt keeps the questions that it was begun with."""

    __tablename__ = "training_questions"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    session_id: Mapped[int] = mapped_column(sa.ForeignKey("training_sessions.id"), index=True)
    number: Mapped[int] = mapped_column(sa.Integer)  # its place
    text: Mapped[str] = mapped_column(sa.Text)
    options: Mapped[list[Any]]  # words; the first is A
    right: Mapped[str] = mapped_column(sa.String(8))  # letters
    points: Mapped[int] = mapped_column(sa.Integer)
    why: Mapped[str | None] = mapped_column(sa.Text)
    active: Mapped[bool] = mapped_column(default=True)


class TrainingAttempt(Versioned, Base):
    """One person's way through a quiz; without ``finished_at`` it was broken off, and is neither passed nor failed."""

    __tablename__ = "training_attempts"
    __table_args__ = (sa.UniqueConstraint("session_id", "person_id", "number"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    session_id: Mapped[int] = mapped_column(sa.ForeignKey("training_sessions.id"))
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("persons.id"), index=True)
    number: Mapped[int] = mapped_column(sa.Integer)
    questions: Mapped[list[Any]]  # as they were when it began
    answers: Mapped[list[Any]]  # letters, in the order of the questions
    begun_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]


class TrainingSheet(Versioned, Base):
    """A sheet that somebody sent or typed: its rows as they were read, judged when they are looked at."""

    __tablename__ = "training_sheets"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    session_id: Mapped[int] = mapped_column(sa.ForeignKey("training_sessions.id"))
    kind: Mapped[SheetKind] = mapped_column(enum_type(SheetKind))
    state: Mapped[SheetState] = mapped_column(enum_type(SheetState), index=True)
    media_id: Mapped[int | None] = mapped_column(sa.ForeignKey("media.id"))  # null: typed
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("persons.id"))
    rows: Mapped[list[Any]]
    marked: Mapped[bytes | None] = mapped_column(sa.LargeBinary)  # a copy with what is wrong beside the cells
    created_at: Mapped[datetime]
