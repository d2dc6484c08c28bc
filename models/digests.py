"""Digests as rows: which were made for which day, and who does not want them."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models import organisation  # noqa: F401 - named by foreign keys
from models.base import Base, BigId, enum_type
from models.enums import DigestKind


class Digest(Base):
    """One digest of one day: claimed by its row, so that several clocks make it once."""

    __tablename__ = "digests"

    kind: Mapped[DigestKind] = mapped_column(enum_type(DigestKind), primary_key=True)
    day: Mapped[str] = mapped_column(sa.String(10), primary_key=True)  # township's date
    last_person: Mapped[int] = mapped_column(BigId, default=0)  # id; people up to it have been told
    finished_at: Mapped[datetime | None]


class DigestMute(Base):
    """A person who does not want digests. Urgent messages always come."""

    __tablename__ = "digest_mutes"

    person_id: Mapped[int] = mapped_column(sa.ForeignKey("persons.id"), primary_key=True)
    at: Mapped[datetime]
