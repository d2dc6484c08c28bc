"""The doors of shelters: who keeps them, and the order that people come by."""

import sqlalchemy as sa

from models import Evacuation, Shelter
from models.enums import Action
from services.core.act import Act
from services.core.errors import Forbidden, Refused, Stale
from services.core.errors import reason as given
from services.evacuation import cards, kinds
from services.evacuation.order import orders, stays
from services.evacuation.order.stays import Site
from services.evacuation.people.entering import door_of
from services.messaging import messages
from services.people import directory
from services.people.access import may

LONGEST = 300


async def of_keeper(act: Act) -> list[Shelter]:
    """Return the shelters whose door is the actor's."""
    mine = sa.select(Shelter).where(Shelter.active, Shelter.keeper_id == act.actor.person_id).order_by(Shelter.code)
    return list(await act.session.scalars(mine))


async def order_now(act: Act) -> Evacuation:
    """Return the order that people come by now: a real one before a drill, the newest. Raises ``Refused``."""
    found: Evacuation | None = await act.session.scalar(
        sa.select(Evacuation)
        .where(Evacuation.state.in_(orders.RUNNING))
        .order_by(Evacuation.drill, Evacuation.id.desc())
        .limit(1)
    )
    if found is None:
        raise Refused("evacuation-no-order")
    return found


async def door(act: Act, shelter_id: int) -> tuple[Evacuation, Site]:
    """Return a shelter and the order that people come by. Raises ``Forbidden`` for who does not keep its door."""
    order = await order_now(act)
    found = await stays.sites(act, order, Shelter.id == shelter_id)
    if not found:
        raise Stale("evacuation-shelter-gone")
    if not may(act.actor, Action.KEEP_DOOR, door_of(found[0].shelter)):
        raise Forbidden("error-forbidden")
    return order, found[0]


async def need(act: Act, shelter_id: int, text: str) -> None:
    """Tell the station what a shelter needs."""
    order, site = await door(act, shelter_id)
    text = given(text, most=LONGEST)
    desk = await directory.station_desk(act.session, now=act.now, incident=True)
    await messages.tell(
        act,
        desk,
        lambda words: cards.need(act.town, words, order, site.shelter.name, text, act.actor),
        kinds.NEED,
        about=(order, f"n{shelter_id}.{int(act.now.timestamp())}.{act.actor.person_id}"),
    )


async def tell_full(act: Act, order: Evacuation, site: Site, occasion: int) -> None:
    """Tell the station and the keeper, once, that a shelter is full, and which one has room."""
    others = [one for one in await stays.sites(act, order, Shelter.id != site.shelter.id) if one.left]
    chosen = sorted(others, key=lambda one: (one.shelter.id not in order.shelters, -one.left))
    desk = await directory.station_desk(act.session, now=act.now, incident=True)
    keeper = [site.shelter.keeper_id] if site.shelter.keeper_id is not None else []
    told = {one.person_id: one for one in (*desk, *await directory.by_ids(act.session, keeper))}
    await messages.tell(
        act,
        told.values(),
        lambda words: cards.full(words, order, site, chosen[0] if chosen else None),
        kinds.FULL,
        about=(order, f"f{site.shelter.id}.{occasion}"),
    )
