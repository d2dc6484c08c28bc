"""The monthly reminder of what the roster lacks."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class RosterReminder(Base):
    """One month's reminder: claimed by its row, so that several clocks send it once."""

    __tablename__ = "roster_reminders"

    month: Mapped[str] = mapped_column(String(7), primary_key=True)  # township's, e.g. 2026-12
    told_at: Mapped[datetime | None]
