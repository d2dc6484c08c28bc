"""The live cards of orders, for the people who lead: refreshed when the figures change."""

from datetime import datetime
from typing import cast

import sqlalchemy as sa

from models import Evacuation
from services.core.act import Moment
from services.core.tick import Tick, one_by_one
from services.evacuation import cards, kinds
from services.evacuation.after import ending
from services.evacuation.order import orders, views
from services.messaging import standing
from services.people import directory

_TABLE = cast(sa.Table, Evacuation.__table__)
_LIVE = sa.select(Evacuation).where(Evacuation.state.in_(orders.RUNNING))


async def next_change(act: Moment) -> datetime | None:
    """Return the present time when a card shows other figures than there are."""
    return act.now if await changed(act) else None


async def changed(act: Moment) -> list[int]:
    """Return the orders whose figures are others than their cards show. Looking costs no write."""
    live = list(await act.session.scalars(_LIVE))
    return [one.id for one in live if (await views.of(act, one)).digest != one.shown]


async def refresh(act: Moment, evacuation_id: int) -> bool:
    """Refresh the cards of one order; when everybody is back after the lifting, it is over."""
    one: Evacuation | None = await act.session.scalar(
        _LIVE.where(Evacuation.id == evacuation_id).with_for_update(skip_locked=True)
    )
    if one is None:
        return False
    await ending.finish(act, one)
    view = await views.of(act, one)
    if view.digest == one.shown:
        return False
    leaders = {person.person_id: person for person in await directory.station_leaders(act.session)}
    for person in await directory.by_ids(act.session, [one.made_by_id, one.agreed_by_id or one.made_by_id]):
        leaders[person.person_id] = person
    readers = [
        (person, cards.station(act.town, act.town.words(person.language), view, commands=True))
        for person in leaders.values()
    ]
    if await standing.show(act, readers, kinds.LIVE_CARD, one, place=f"evacuation:{one.id}"):
        # Past the version: a leader who acts just now must not be refused for a card that was drawn.
        await act.session.execute(sa.update(_TABLE).where(_TABLE.c.id == one.id).values(shown=view.digest))
    return True


TICKS = (Tick("refresh_evacuations", next_change, one_by_one(changed, refresh)),)
