"""Calls: the outcome of telephoning a person that the bot could not reach, or that does not answer."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models import organisation  # noqa: F401 - named by foreign keys
from models.base import Base, BigId, enum_type
from models.enums import CallOutcome


class Call(Base):
    """One call about one matter: reached, not reached, or handed to somebody else to be called."""

    __tablename__ = "calls"
    __table_args__ = (sa.Index("ix_calls_matter", "matter", "who"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    matter: Mapped[str] = mapped_column(sa.String(64))  # the source and its thing: message.12
    who: Mapped[str] = mapped_column(sa.String(40))  # the person called, or a group or office: p12, g3
    outcome: Mapped[CallOutcome] = mapped_column(enum_type(CallOutcome))
    at: Mapped[datetime] = mapped_column(index=True)
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("persons.id"))
    to_id: Mapped[int | None] = mapped_column(sa.ForeignKey("persons.id"))  # handed: the person to call instead
