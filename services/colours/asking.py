"""The station is asked from time to time whether a colour is still in force."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from models import ColourPeriod
from services.colours import cards, colours, kinds
from services.core.act import Moment
from services.core.tick import Tick, one_by_one
from services.messaging import messages
from services.people import directory
from services.people.places import village_names


async def next_due(act: Moment) -> datetime | None:
    """Return when the station is asked next."""
    return await act.session.scalar(sa.select(sa.func.min(ColourPeriod.ask_at)))


async def due(act: Moment) -> Sequence[int]:
    """Return the colours that are asked about now."""
    return list(await act.session.scalars(sa.select(ColourPeriod.id).where(ColourPeriod.ask_at <= act.now)))


async def ask(act: Moment, period_id: int) -> int:
    """Ask the desk about one colour, once for each time; after a pause of the software, once."""
    those = (ColourPeriod.id == period_id, ColourPeriod.ask_at <= act.now)
    row = await act.session.scalar(sa.select(ColourPeriod).where(*those).with_for_update(skip_locked=True))
    if row is None:
        return 0
    row.ask_at = act.now + act.town.settings.colours.ask_after
    names = await village_names(act.session)
    await messages.tell(
        act,
        await directory.station_desk(act.session, now=act.now),
        lambda words: cards.still(act.town, words, row, colours.as_in_force(row, act.now), names),
        kinds.STILL,
        about=(row.id, int(act.now.timestamp())),
    )
    return 1


TICKS = (Tick("ask_about_colours", next_due, one_by_one(due, ask)),)
