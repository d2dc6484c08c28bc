"""The people on duty at a moment, by the duty roster; notices, ladders and the chat all use it."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Person, Shift
from models.enums import DutyKind
from services.core.act import Actor
from services.core.engines.prepared import Prepared
from services.people.access import actors, with_posts

GRACE = timedelta(minutes=10)
"""After this time without signing on, an officer may be ill: the substitute hears everything as well.

``ladders.sign_on`` says when the substitute is asked to stand in."""

_SHIFT = cast(sa.Table, Shift.__table__).c
_RUNNING = Prepared(
    sa.select(*_SHIFT).where(
        _SHIFT.active,
        _SHIFT.ends_at > sa.bindparam("now"),
        sa.or_(_SHIFT.starts_at <= sa.bindparam("now"), _SHIFT.signed_on_at.is_not(None)),
    )
)
_ROSTERED = sa.select(_SHIFT.id).where(_SHIFT.active, _SHIFT.kind == DutyKind.OFFICER).limit(1)
_THOSE = with_posts(Person.id.in_(sa.bindparam("ids", expanding=True)))


@dataclass(frozen=True)
class Watch:
    """The people on duty; ``rostered`` says whether the township keeps a duty roster at all."""

    rostered: bool = False
    officers: tuple[Actor, ...] = ()
    leaders: tuple[Actor, ...] = ()

    @property
    def covered(self) -> bool:
        """Whether anybody sits at the desk now who may work there."""
        return bool(self.officers)

    def told(self, *, incident: bool) -> list[Actor]:
        """Return the people who hear news of the desk: the officers, and for an incident the leaders."""
        return [*self.officers, *(self.leaders if incident else ())]


NO_WATCH = Watch()


async def on_watch(session: AsyncSession, now: datetime) -> Watch:
    """Return the people on duty, and whether there is a duty roster at all."""
    watch = await at_work(session, now)
    return replace(watch, rostered=watch.covered or await session.scalar(_ROSTERED) is not None)


async def at_work(session: AsyncSession, now: datetime) -> Watch:
    """Return the people on duty alone; ``rostered`` says nothing.

    A shift counts from its start, or from signing on when that was earlier, to its end; after an early handover only
    as long as no successor has signed on. An officer counts only with a post at the station.
    """
    rows = await _RUNNING.entities(session, Shift, {"now": now})
    of_kind = {kind: [row for row in rows if row.kind is kind] for kind in DutyKind}
    ids = {kind: _standing(shifts, now) for kind, shifts in of_kind.items()}
    everybody: set[int] = set().union(*ids.values())
    found = await actors(session, _THOSE, ids=sorted(everybody)) if everybody else []
    officers = tuple(one for one in found if one.person_id in ids[DutyKind.OFFICER] and one.is_station)
    leaders = tuple(one for one in found if one.person_id in ids[DutyKind.LEADER] and one.posts)
    return Watch(officers=officers, leaders=leaders)


def _standing(shifts: list[Any], now: datetime) -> set[int]:
    staying = [shift for shift in shifts if shift.signed_off_at is None] or shifts
    standing = {shift.person_id for shift in staying}
    late = [shift for shift in staying if shift.signed_on_at is None and now >= shift.starts_at + GRACE]
    return standing | {shift.substitute_id for shift in late if shift.substitute_id is not None}
