"""Changing shifts with consent (换班): one asks, the colleague agrees or refuses, and both shifts' journals say so."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Person, Post, Shift, Swap
from models.enums import ON_DUTY, STATION, Action, DutyKind, Role, SwapState
from services.core import journal
from services.core.act import Act, Actor
from services.core.errors import Forbidden, Refused, Stale
from services.duty import cards, kinds, shifts
from services.messaging import messages
from services.people import directory
from services.people.access import actors, require, with_posts

FIT = {DutyKind.OFFICER: STATION, DutyKind.LEADER: ON_DUTY - {Role.STATION_STAFF}}
"""The roles that may stand a shift of a kind."""
OFFERED = 8
"""Shifts of colleagues shown to choose from."""
_COLLEAGUES = with_posts(Post.role.in_(sa.bindparam("roles", expanding=True)))


async def to_swap(act: Act, shift_id: int) -> Shift:
    """Return the actor's shift if it may change hands: own, and not begun. Raises ``Forbidden`` or ``Stale``."""
    shift = await shifts.own(act.session, act.actor, shift_id)
    _not_begun(shift, act.now)
    return shift


async def colleagues(session: AsyncSession, actor: Actor, shift: Shift) -> list[Actor]:
    """Return who could stand the shift instead."""
    found = await actors(session, _COLLEAGUES, roles=sorted(FIT[shift.kind]))
    return [one for one in found if one.person_id != actor.person_id]


async def offers(act: Act, shift: Shift) -> list[Shift]:
    """Return colleagues' next shifts of the same kind that could be taken in return."""
    found = await act.session.scalars(
        sa.select(Shift)
        .where(
            Shift.active,
            Shift.kind == shift.kind,
            Shift.person_id != act.actor.person_id,
            Shift.starts_at > act.now,
            Shift.starts_at < act.now + timedelta(days=31),
            Shift.signed_on_at.is_(None),
        )
        .order_by(Shift.starts_at, Shift.id)
        .limit(OFFERED)
    )
    return list(found)


async def ask(act: Act, shift_id: int, *, other_id: int | None = None, person_id: int | None = None) -> Swap:
    """Ask a colleague to take the shift over, in return for one of the colleague's (``other_id``) or for nothing.

    Raises ``Refused`` when the colleague may not stand it, ``Stale`` when one of the shifts has begun or changed hands.
    """
    shift = await to_swap(act, shift_id)
    other = await shifts.load(act.session, other_id) if other_id is not None else None
    if other is not None:
        _not_begun(other, act.now)
        person_id = other.person_id
    who = [one for one in await colleagues(act.session, act.actor, shift) if one.person_id == person_id]
    if not who or (other is not None and other.kind is not shift.kind):
        raise Refused("duty-swap-unfit")
    await _free(act.session, who[0].person_id, shift, besides=other)
    if other is not None:
        await _free(act.session, act.actor.person_id, other, besides=shift)
    waiting = await act.session.scalar(
        sa.select(Swap.id).where(
            Swap.shift_id == shift.id, Swap.asked_id == who[0].person_id, Swap.state == SwapState.ASKED
        )
    )
    if waiting is not None:
        raise Stale("duty-swap-asked-already")
    swap = Swap(
        shift_id=shift.id,
        other_id=other.id if other else None,
        asker_id=act.actor.person_id,
        asked_id=who[0].person_id,
        asked_at=act.now,
    )
    act.session.add(swap)
    await act.session.flush()
    await _journal(act.session, swap, "swap_ask", now=act.now, actor_id=act.actor.person_id)
    card = cards.swap_asked(act.town, act.town.words(who[0].language), swap, shift, other, act.actor)
    await messages.tell(act, who[:1], card, kinds.SWAP, about=swap.id)
    return swap


async def answer(act: Act, swap_id: int, *, agrees: bool) -> tuple[Swap, Shift, Shift | None]:
    """Agree, and the shifts change hands at once; or refuse. The asker is told.

    A swap that is no longer possible lapses: the returned swap's state says so, and nothing else has changed.
    """
    require(act.actor, Action.KEEP_DUTY)
    swap: Swap | None = await act.session.scalar(
        sa.select(Swap).where(Swap.id == swap_id).with_for_update().execution_options(populate_existing=True)
    )
    if swap is None or swap.asked_id != act.actor.person_id:
        raise Forbidden("duty-not-yours")
    if swap.state is not SwapState.ASKED:
        raise Stale("duty-swap-answered")
    ids = sorted(filter(None, (swap.shift_id, swap.other_id)))  # in one order, so that two answers never wait crosswise
    rows = await act.session.scalars(sa.select(Shift).where(Shift.id.in_(ids)).order_by(Shift.id).with_for_update())
    found = {shift.id: shift for shift in rows}
    shift, other = found[swap.shift_id], found.get(swap.other_id or 0)
    await _one_roster_at_a_time(act.session, swap)
    swap.answered_at = act.now
    if not agrees:
        swap.state = SwapState.REFUSED
    elif not await _possible(act.session, swap, shift, other, act.now):
        swap.state = SwapState.LAPSED
    else:
        swap.state = SwapState.AGREED
        shift.person_id = swap.asked_id
        if other is not None:
            other.person_id = swap.asker_id
        for one in filter(None, (shift, other)):
            if one.substitute_id == one.person_id:
                one.substitute_id = None
    await _journal(act.session, swap, f"swap_{swap.state.value}", now=act.now, actor_id=act.actor.person_id)
    await messages.tell(
        act,
        await directory.by_ids(act.session, [swap.asker_id]),
        lambda words: cards.swap_answered(act.town, words, swap, shift, other, act.actor),
        kinds.SWAP_ANSWER,
        about=swap.id,
    )
    return swap, shift, other


def _not_begun(shift: Shift, now: datetime) -> None:
    if now >= shift.starts_at or shift.signed_on_at is not None:
        raise Stale("duty-begun")


async def _free(session: AsyncSession, person_id: int, shift: Shift, *, besides: Shift | None) -> None:
    """Raise ``Refused`` when the person stands another shift of the roster at that time."""
    if await _busy(session, person_id, shift, besides):
        raise Refused("duty-swap-busy")


async def _one_roster_at_a_time(session: AsyncSession, swap: Swap) -> None:
    """Lock the two people whose shifts are compared: nobody agrees to two shifts of one hour at once."""
    both = Person.id.in_((swap.asker_id, swap.asked_id))
    await session.execute(sa.select(Person.id).where(both).order_by(Person.id).with_for_update(key_share=True))


async def _busy(session: AsyncSession, person_id: int, shift: Shift, besides: Shift | None) -> bool:
    busy = await session.scalar(
        sa.select(Shift.id)
        .where(
            Shift.active,
            Shift.person_id == person_id,
            Shift.id.not_in([shift.id, besides.id if besides else 0]),
            Shift.starts_at < shift.ends_at,
            Shift.ends_at > shift.starts_at,
        )
        .limit(1)
    )
    return busy is not None


async def _possible(session: AsyncSession, swap: Swap, shift: Shift, other: Shift | None, now: datetime) -> bool:
    for one, owner in ((shift, swap.asker_id), (other, swap.asked_id)):
        if one is not None and not (
            one.active and one.person_id == owner and now < one.starts_at and not one.signed_on_at
        ):
            return False
    if await _busy(session, swap.asked_id, shift, other):
        return False
    return other is None or not await _busy(session, swap.asker_id, other, shift)


async def _journal(session: AsyncSession, swap: Swap, action: str, *, now: datetime, actor_id: int) -> None:
    """Write the same into both shifts' journals: each one shows the persons and the other shift."""
    details = {
        "swap": swap.id,
        "shift": swap.shift_id,
        "other_shift": swap.other_id,
        "asker": swap.asker_id,
        "asked": swap.asked_id,
    }
    for shift_id in filter(None, (swap.shift_id, swap.other_id)):
        await journal.append(session, shifts.subject(shift_id), action, now=now, actor_id=actor_id, details=details)
