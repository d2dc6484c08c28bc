"""The live cards of orders, for the people who lead and the station's group: refreshed when the figures change."""

from datetime import datetime, timedelta
from typing import cast

import sqlalchemy as sa

from models import Evacuation, Group
from models.enums import EvacuationState, GroupPurpose
from services.cards.card import Card
from services.cases import audience
from services.core.act import Actor, Moment
from services.core.tick import Tick, one_by_one
from services.evacuation import cards, kinds
from services.evacuation.after import ending
from services.evacuation.order import orders, views
from services.messaging import standing
from services.people import directory

_TABLE = cast(sa.Table, Evacuation.__table__)
LAST_FOR = timedelta(hours=1)
"""How long after the end of an order its cards still change to say so."""


def _live(act: Moment) -> sa.Select[Evacuation]:
    """Return the query of the orders whose cards may have to change."""
    ended = Evacuation.state.in_((EvacuationState.OVER, EvacuationState.TAKEN_BACK))
    just_now = sa.and_(ended, Evacuation.over_at > act.now - LAST_FOR, Evacuation.shown.is_not(None))
    of_names = Evacuation.erased_at.is_(None)
    return sa.select(Evacuation).where(sa.or_(Evacuation.state.in_(orders.RUNNING), sa.and_(just_now, of_names)))


async def next_change(act: Moment) -> datetime | None:
    """Return the present time when a card shows other figures than there are."""
    return act.now if await changed(act) else None


async def changed(act: Moment) -> list[int]:
    """Return the orders whose figures are others than their cards show. Looking costs no write."""
    live = list(await act.session.scalars(_live(act)))
    return [one.id for one in live if (await views.of(act, one)).digest != one.shown]


async def refresh(act: Moment, evacuation_id: int) -> bool:
    """Refresh the cards of one order; when everybody is back after the lifting, it is over."""
    one: Evacuation | None = await act.session.scalar(
        _live(act).where(Evacuation.id == evacuation_id).with_for_update(skip_locked=True)
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
    readers: list[tuple[Actor | Group, Card]] = [
        (person, cards.station(act.town, act.town.words(person.language), view, commands=True))
        for person in leaders.values()
    ]
    station = await audience.groups_of(act.session, GroupPurpose.STATION, None)
    readers += [(group, cards.for_group(act.town, act.town.words(None), view)) for group in station]
    if await standing.show(act, readers, kinds.LIVE_CARD, one, place=f"evacuation:{one.id}"):
        # Past the version: a leader who acts just now must not be refused for a card that was drawn.
        await act.session.execute(sa.update(_TABLE).where(_TABLE.c.id == one.id).values(shown=view.digest))
    return True


TICKS = (Tick("refresh_evacuations", next_change, one_by_one(changed, refresh)),)
