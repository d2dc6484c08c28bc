"""Duties of a post that nobody holds any more: a list to hand over, until a successor takes them over."""

from collections.abc import Collection
from functools import partial

import sqlalchemy as sa

from models import Duty, DutySeries
from models.enums import DutyState, Priority
from services.core.act import Act, Moment
from services.core.paging import Listing
from services.duties import cards, lists, making
from services.duties.lists import Shown
from services.duties.owing import Who
from services.messaging import messages
from services.messaging.kinds import MessageKind
from services.people import directory
from services.settings.duties import Owing

LEFT = MessageKind("duties_left", Priority.REMINDER, by_night=False)
KINDS = (LEFT,)

_LEFT = sa.and_(
    Duty.owing == Owing.POST.value,
    Duty.state == DutyState.OPEN,
    Duty.series_id.in_(sa.select(DutySeries.id).where(DutySeries.next_at.is_(None))),
)


async def listing(act: Act, *, page: int = 0) -> Listing[Shown]:
    """Return the duties that wait for a successor, the earliest due first. Raises ``Forbidden``."""
    lists.may_see_all(act)
    return await lists.listing(act, (_LEFT,), page)


async def count(act: Moment) -> int:
    """Return how many duties wait for a successor."""
    return int(await act.session.scalar(sa.select(sa.func.count(Duty.id)).where(_LEFT)) or 0)


async def tell(act: Moment, gone: Collection[Who]) -> None:
    """Tell the station what each person who has left a post leaves behind: open, late, and already on the plan."""
    ids = [who.id for who in gone if who.owing is Owing.POST]
    rows = await act.session.scalars(sa.select(Duty).where(_LEFT, Duty.who.in_(ids)).order_by(Duty.due_at, Duty.id))
    found: dict[str, list[Shown]] = {}
    for one in await lists.shown(act, list(rows)):
        found.setdefault(one.duty.who, []).append(one)
    desk = await directory.station_desk(act.session, now=act.now) if found else []
    for who, left in found.items():
        pairs = [(one.duty, one.behind) for one in left]
        await messages.tell(
            act,
            desk,
            partial(cards.left, act.town, found=pairs, now=act.now),
            LEFT,
            about=(who, f"{making.today(act):%Y%m%d}"),
            drill=act.town.settings.drill,
        )
