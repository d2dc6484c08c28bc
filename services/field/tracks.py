"""Where people of a mobilisation are (位置): the last known place of each, and the way there while it is shared live.

Somebody who shares a live location with the bot shares it with the commander, until they stop, are counted back, or
all has ended. It is no sign of life: a phone moves in a car that drives without its owner, so no check-in follows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple, cast

import orjson
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Mobilisation, Person, Response, RollCallEntry, Squad, TrackPoint, Update, Whereabouts
from services.core import journal
from services.core.act import Actor, Moment
from services.core.database import Upsert
from services.mobilisation import deployed as mobilisation_deployed
from services.mobilisation import mobilisations
from services.mobilisation.deployed import Deployed

EVERY = timedelta(seconds=30)
"""A phone tells where it is each second or two; of the way there one point in this time is kept."""
AT_ONCE = 5_000
"""Points destroyed in one transaction."""

_PLACES = cast(sa.Table, Whereabouts.__table__)
_POINTS = cast(sa.Table, TrackPoint.__table__)
_COLUMNS = ("at", "latitude", "longitude", "accuracy", "heading", "live_until", "kept_at")
_PLACE = Upsert(
    lambda insert: (made := insert(_PLACES)).on_conflict_do_update(
        index_elements=["mobilisation_id", "person_id"],
        set_={name: made.excluded[name] for name in _COLUMNS},
    )
)


@dataclass(frozen=True)
class Fix:
    """One place at one time, as Telegram tells it."""

    at: datetime
    latitude: float  # WGS 84 degrees
    longitude: float
    accuracy: float | None = None  # metres
    heading: int | None = None  # degrees from the north
    live_until: datetime | None = None  # null: sharing has ended
    pin: bool = False  # sent once: whether a live location is shared besides stays as it was


class Located(NamedTuple):
    """A person who is out, their squad, and their last known place, if there is one."""

    person: Person
    squad: str
    place: Whereabouts | None


async def follow(session: AsyncSession, actor: Actor, fix: Fix) -> list[Deployed]:
    """Keep where the actor is, for every mobilisation they are out on; returns those it is shared with from now on.

    Of those the person is told what is kept, and how to stop.
    """
    begun = []
    for deployed in await mobilisation_deployed.of(session, actor.person_id):
        before = await keep(session, deployed.id, actor.person_id, fix)
        late = before is not None and fix.at < before.at
        if fix.live_until is not None and not late and (before is None or before.live_until is None):
            begun.append(deployed)
            subject = mobilisations.subject(deployed.id, actor.person_id)
            await journal.append(session, subject, "share", now=fix.at, actor_id=actor.person_id)
    return begun


async def keep(session: AsyncSession, mobilisation_id: int, person_id: int, fix: Fix) -> Whereabouts | None:
    """Keep one place as the latest, and as a point of the way when the last one is old; returns the place before.

    A place older than the known one changes nothing: a delayed message says nothing new.
    """
    before: Whereabouts | None = await session.get(
        Whereabouts, (mobilisation_id, person_id), with_for_update=True, populate_existing=True
    )
    if before is not None:
        session.expunge(before)
        if fix.at < before.at:
            return before
    kept_at = before.kept_at if before is not None else None
    point = {"mobilisation_id": mobilisation_id, "person_id": person_id}
    point |= {name: getattr(fix, name) for name in ("at", "latitude", "longitude", "accuracy", "heading")}
    if kept_at is None or fix.at - kept_at >= EVERY:
        await session.execute(sa.insert(_POINTS), point)
        kept_at = fix.at
    live_until = before.live_until if fix.pin and before is not None else fix.live_until
    await session.execute(_PLACE.on(session), point | {"live_until": live_until, "kept_at": kept_at})
    return before


async def everybody(session: AsyncSession, one: Mobilisation) -> list[Located]:
    """Return everybody who is out, by squad, with the last known place of each."""
    rows = await session.execute(
        mobilisation_deployed.people(one, Person, Squad.name, Whereabouts)
        .join(Person, Person.id == Response.person_id)
        .join(Squad, Squad.id == Response.squad_id)
        .outerjoin(
            Whereabouts,
            sa.and_(Whereabouts.mobilisation_id == one.id, Whereabouts.person_id == Person.id),
        )
        .where(Response.accounted_at.is_(None), RollCallEntry.answer.in_(mobilisation_deployed.OUT))
        .order_by(Squad.code, Whereabouts.at.is_(None), Person.id)
    )
    return [Located(person, squad, place) for person, squad, place in rows]


async def way(session: AsyncSession, mobilisation_id: int) -> Sequence[tuple[TrackPoint, Person, str]]:
    """Return the points that were kept, by squad and person, in order."""
    points = mobilisation_deployed.sent_by_people(TrackPoint, mobilisation_id)
    rows = await session.execute(points.order_by(Squad.code, Person.id, TrackPoint.at))
    return [(row[0], row[1], row[2]) for row in rows]


async def keep_no_copy(session: AsyncSession, update_id: int) -> None:
    """Take the place out of the stored update, with the mark that it was handled: no copy outlives the rule below."""
    emptied = orjson.dumps({"update_id": update_id, "location": "not kept"})
    await session.execute(sa.update(Update).where(Update.update_id == update_id).values(raw=emptied))


async def forget(act: Moment) -> int:
    """Destroy some of what is older than ``privacy.tracks_kept``; returns how many points (突发事件应对法 85)."""
    before = act.now - act.town.settings.privacy.tracks_kept
    old = sa.select(_POINTS.c.id).where(_POINTS.c.at < before).limit(AT_ONCE)
    gone = await act.session.execute(sa.delete(_POINTS).where(_POINTS.c.id.in_(old)))
    await act.session.execute(sa.delete(_PLACES).where(_PLACES.c.at < before))
    return int(gone.rowcount)  # type: ignore[attr-defined]
