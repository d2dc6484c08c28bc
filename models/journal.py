"""The journal (I7): appended to, never changed, chained by hash per subject."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models import organisation  # noqa: F401 - named by foreign keys
from models.base import Base, BigId, key_type


class JournalEntry(Base):
    """One thing that happened to one subject (``case:12``, ``person:5``, ``group:3``, ``roster``)."""

    __tablename__ = "journal"
    __table_args__ = (sa.UniqueConstraint("subject", "seq"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    subject: Mapped[str] = mapped_column(key_type(64))
    seq: Mapped[int] = mapped_column(sa.Integer)  # 1, 2, 3 … within the subject
    at: Mapped[datetime]
    actor_id: Mapped[int | None] = mapped_column(sa.ForeignKey("persons.id"), index=True)  # null: the system itself
    action: Mapped[str] = mapped_column(sa.String(32))
    from_state: Mapped[str | None] = mapped_column(sa.String(32))
    to_state: Mapped[str | None] = mapped_column(sa.String(32))
    reason: Mapped[str | None] = mapped_column(sa.Text)
    details: Mapped[dict[str, Any]]
    previous: Mapped[str] = mapped_column(sa.String(64))  # hash of the entry before, 64 zeros for the first
    digest: Mapped[str] = mapped_column(sa.String(64))  # SHA-256 over all of the above in canonical JSON
