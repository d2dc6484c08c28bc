"""The colours of warnings, as the station states them."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models import organisation  # noqa: F401 - named by foreign keys
from models.base import Base, BigId, enum_type
from models.enums import Colour

_ASKS = "ask_at IS NOT NULL"


class ColourPeriod(Base):
    """A colour from the moment it was set until it is lifted, for some lines and villages."""

    __tablename__ = "colour_periods"
    __table_args__ = (
        sa.Index("ix_colour_periods_ask", "ask_at", sqlite_where=sa.text(_ASKS), postgresql_where=sa.text(_ASKS)),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    colour: Mapped[Colour] = mapped_column(enum_type(Colour))
    lines: Mapped[list[Any]]  # codes; empty: every line
    villages: Mapped[list[Any]]  # ids; empty: the whole township
    since: Mapped[datetime | None] = mapped_column(index=True)  # null: it is being put together
    until: Mapped[datetime | None]  # when it was lifted
    ask_at: Mapped[datetime | None]  # when the station is asked whether it is still in force
    set_by_id: Mapped[int] = mapped_column(sa.ForeignKey("persons.id"))
    lifted_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("persons.id"))
