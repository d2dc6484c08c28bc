"""A part of the list goes to another officer: the first one is ill, away or cannot be reached.

The entries stay; the deadline and its reminders are the new officer's.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Account, EvacuationPart, Evacuee, Grid, Person, Post
from models.enums import STATION, Action
from services.core import journal
from services.core.act import Act, Actor
from services.core.errors import Stale, existing
from services.evacuation import kinds, part_cards
from services.evacuation.order import orders, views
from services.evacuation.order.officers import NEAREST
from services.evacuation.order.views import View
from services.messaging import messages
from services.people import directory
from services.people.access import require


async def parts(act: Act, evacuation_id: int) -> tuple[View, list[EvacuationPart]]:
    """Return an order and its parts with people on them: those whose list nobody has opened first.

    Raises ``Forbidden``, ``Stale`` when it is over.
    """
    one = await orders.commanded(act.session, act.actor, evacuation_id, *orders.RUNNING)
    view = await views.of(act, one)
    left = {number: counted.unaccounted for number, counted in view.balance.by(lambda cell: cell.part_id).items()}
    rows = await act.session.scalars(sa.select(EvacuationPart).where(EvacuationPart.evacuation_id == one.id))
    there = [part for part in rows if part.id in left]
    return view, sorted(there, key=lambda part: (part.seen_at is not None, not left[part.id], part.id))


async def opened(act: Act, part_id: int) -> EvacuationPart:
    """Return a part of an order that runs. Raises ``Forbidden``, ``Stale``."""
    require(act.actor, Action.ORDER_EVACUATION)
    part = existing(await act.session.get(EvacuationPart, part_id), "evacuation-moved-on")
    await orders.commanded(act.session, act.actor, part.evacuation_id, *orders.RUNNING)
    return part


async def candidates(session: AsyncSession, part: EvacuationPart) -> list[Actor]:
    """Return the people who can take a part: of its village first, then of the order's other parts, then the station.

    The people who can be reached in chat come first among their like; the present officer is left out.
    """
    others = sa.select(EvacuationPart.person_id).where(EvacuationPart.evacuation_id == part.evacuation_id)
    here = sa.and_(sa.func.coalesce(Post.village_id, Grid.village_id) == part.village_id, Post.role.in_(NEAREST))
    rank = sa.func.min(sa.case((here, 0), (Post.person_id.in_(others), 1), else_=2))
    lost = sa.func.max(sa.case((Account.reachable, 0), else_=1))
    rows = await session.scalars(
        sa.select(Person.id)
        .join(Post, Post.person_id == Person.id)
        .outerjoin(Grid, Grid.id == Post.grid_id)
        .outerjoin(Account, Account.person_id == Person.id)
        .where(Person.active, Post.active, sa.or_(here, Post.person_id.in_(others), Post.role.in_(STATION)))
        .where(Person.id != (part.person_id or 0))
        .group_by(Person.id)
        .order_by(rank, lost, Person.id)
    )
    ids: Sequence[int] = rows.all()
    found = {one.person_id: one for one in await directory.by_ids(session, ids)}
    return [found[number] for number in ids if number in found]


async def hand(act: Act, part_id: int, person_id: int, *, was: int | None) -> EvacuationPart:
    """Hand a part to another officer, and tell both. ``was``: who had it when the button was drawn.

    Raises ``Forbidden``, ``Stale`` when it has another officer by now, or the person cannot take it any more.
    """
    part = await opened(act, part_id)
    part = await act.session.get_one(EvacuationPart, part.id, with_for_update=True, populate_existing=True)
    if part.person_id != was:
        raise Stale("evacuation-part-moved")
    to = existing(
        next((one for one in await candidates(act.session, part) if one.person_id == person_id), None),
        "evacuation-part-cannot",
    )
    before = await directory.by_ids(act.session, [was] if was is not None else [])
    part.earlier = [*part.earlier, *([was] if was is not None else [])]
    part.person_id, part.seen_at = to.person_id, None
    await act.session.flush()
    details = {"part": part.id, "from": was, "to": to.person_id}
    seq = await journal.record(act, orders.subject(part.evacuation_id), "hand_part", details=details)
    one = await orders.load(act.session, part.evacuation_id)
    view = await views.of(act, one, Evacuee.part_id == part.id)
    await messages.tell(
        act,
        [to],
        lambda words: part_cards.yours(act.town, words, view, before[0] if before else None, act.actor),
        kinds.PART,
        about=(one, "to", seq),
    )
    await messages.tell(
        act,
        before,
        lambda words: part_cards.gone(words, one, to, act.actor),
        kinds.NEWS,
        about=(one, "from", seq),
    )
    return part
