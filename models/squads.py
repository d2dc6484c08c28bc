"""Who asks to join a squad."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, BigId, enum_type
from models.enums import JoiningState


class Joining(Base):
    """A person of the roster who asked, with the code of the squad's group, to be let into the squad."""

    __tablename__ = "joinings"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    squad_id: Mapped[int] = mapped_column(sa.ForeignKey("squads.id"), index=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("persons.id"), index=True)
    state: Mapped[JoiningState] = mapped_column(enum_type(JoiningState), default=JoiningState.ASKED)
    asked_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("persons.id"))
