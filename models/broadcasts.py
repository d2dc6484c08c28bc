"""Messages to many people (广播): audience, level, consent and correction."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models import organisation, roll_calls  # noqa: F401 - named by foreign keys
from models.base import Base, BigId, Versioned, enum_type, unasked
from models.enums import BroadcastLevel, BroadcastState, Correction

IS_DRAFT = "state = 'draft'"


class Broadcast(Versioned, Base):
    """One message to many, from the draft on. A sent text never changes: a correction is a separate message."""

    __tablename__ = "broadcasts"
    __table_args__ = (
        sa.Index("ix_broadcasts_author", "author_id", "state"),
        sa.Index("ix_broadcasts_sent", "state", "sent_at"),
        unasked("broadcasts", IS_DRAFT),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    author_id: Mapped[int] = mapped_column(sa.ForeignKey("persons.id"))
    state: Mapped[BroadcastState] = mapped_column(enum_type(BroadcastState), default=BroadcastState.DRAFT)
    level: Mapped[BroadcastLevel] = mapped_column(enum_type(BroadcastLevel), default=BroadcastLevel.NOTICE)
    drill: Mapped[bool | None]  # null: not chosen yet, nothing is taken for granted
    audience: Mapped[dict[str, Any]]  # services.messaging.audiences.Selection
    seen: Mapped[str | None] = mapped_column(sa.String(64))  # digest of the list that was shown before sending
    text: Mapped[str] = mapped_column(sa.Text, default="")
    signed: Mapped[str] = mapped_column(sa.String(64), default="")  # the village that speaks; empty: the station
    groups: Mapped[bool] = mapped_column(default=False)  # the bound groups of the audience hear it as well
    confirmed: Mapped[bool] = mapped_column(default=False)  # each person is asked to confirm (收到)
    roll_call_id: Mapped[int | None] = mapped_column(sa.ForeignKey("roll_calls.id"), index=True)
    corrects_id: Mapped[int | None] = mapped_column(sa.ForeignKey("broadcasts.id"), index=True)
    correction: Mapped[Correction | None] = mapped_column(enum_type(Correction))
    consent_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("persons.id"))
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime | None]  # of the draft
    nudged_at: Mapped[datetime | None]  # when the author was last asked to send the draft
    asked_at: Mapped[datetime | None]  # for a second person's consent
    sent_at: Mapped[datetime | None]
