"""Requests to join a squad, and the people seen in its group."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models import identity, organisation  # noqa: F401 - named by foreign keys
from models.base import Base, BigId, enum_type
from models.enums import JoiningState


class Joining(Base):
    """A person of the roster who asked, with the code of the squad's group, to be let into the squad."""

    __tablename__ = "joinings"
    __table_args__ = (sa.Index("ix_joinings_squad", "squad_id", "state"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    squad_id: Mapped[int] = mapped_column(sa.ForeignKey("squads.id"))
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("persons.id"), index=True)
    state: Mapped[JoiningState] = mapped_column(enum_type(JoiningState), default=JoiningState.ASKED)
    asked_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("persons.id"))


class GroupMember(Base):
    """An account that was seen in a squad's group, or seen to leave it: Telegram shows a bot no list of members."""

    __tablename__ = "group_members"

    group_id: Mapped[int] = mapped_column(sa.ForeignKey("groups.id"), primary_key=True)
    telegram_id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    present: Mapped[bool]
    told: Mapped[bool]  # as the captain knows it: where it differs from ``present``, there is news
    called: Mapped[str | None] = mapped_column(sa.String(64))  # as Telegram shows it; null for who is logged in
    since: Mapped[datetime]  # when ``present`` changed, by the township's clock
    dated: Mapped[datetime | None]  # Telegram's date of what was heard last: an older update changes nothing
