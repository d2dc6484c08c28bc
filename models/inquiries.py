"""Questions to the reporter of a case."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models import cases, organisation  # noqa: F401 - named by foreign keys
from models.base import Base, BigId


class Inquiry(Base):
    """A question that somebody who works on a case asks its reporter, with the answer."""

    __tablename__ = "inquiries"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    case_id: Mapped[int] = mapped_column(sa.ForeignKey("cases.id"), index=True)
    asked_by_id: Mapped[int] = mapped_column(sa.ForeignKey("persons.id"))
    to_id: Mapped[int] = mapped_column(sa.ForeignKey("persons.id"))
    text: Mapped[str] = mapped_column(sa.String(500))
    asked_at: Mapped[datetime] = mapped_column(index=True)
    answer: Mapped[str | None] = mapped_column(sa.Text)  # the newest; the journal of the case has them all
    answered_at: Mapped[datetime | None]
