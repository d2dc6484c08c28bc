"""Digests (晨报、周报): each morning and each week in figures, for each person with a responsibility, about that only.

A digest's row decides whether it is due, not a scheduler's memory: two clocks or a restart tell everybody once, and
after a sleep only the latest is told. Everybody can mute them; urgent news never comes this way.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Account, Digest, DigestMute, Person, Post
from models.enums import STATION_LEADERS, Action, DigestKind, Priority, Role
from services.cards.card import Card
from services.core.act import Act, Actor, Moment
from services.core.database import Upsert
from services.core.tick import Tick, in_portions, on_the_wall
from services.core.town import Town
from services.digests import cards
from services.digests.figures import Extent, Figures, Period, extents, figures
from services.messaging import messages
from services.messaging.kinds import MessageKind
from services.people import directory
from services.people.access import require
from services.people.on_duty import Watch, on_watch
from services.people.rights import TABLE
from services.reminders import agenda

AT_ONCE = 20
"""Persons told in one transaction."""
WORTH = {DigestKind.MORNING: timedelta(hours=12), DigestKind.WEEKLY: timedelta(days=3)}
"""How long after its time a digest is still worth making, and reading."""
DAYS = {DigestKind.MORNING: 1, DigestKind.WEEKLY: 7}
"""How many days before its own a digest tells about."""
DIGEST = MessageKind("digest", Priority.DIGEST, by_night=False)
KINDS = (DIGEST,)

_NEW = Upsert(lambda insert: insert(cast(sa.Table, Digest.__table__)).on_conflict_do_nothing())
_MUTE = Upsert(lambda insert: insert(cast(sa.Table, DigestMute.__table__)).on_conflict_do_nothing())
_READERS = (
    sa.select(Person.id)
    .join(Account, Account.person_id == Person.id)
    .where(
        Person.active,
        Account.reachable,
        Person.id > sa.bindparam("after"),
        sa.exists().where(
            Post.person_id == Person.id,
            Post.active,
            sa.or_(
                Post.role.in_((set(TABLE[Action.SEE_DIGEST]) - {Role.STATION_STAFF}) | STATION_LEADERS),
                sa.and_(Post.role == Role.STATION_STAFF, Post.full_time),
            ),
        ),
        ~sa.exists().where(DigestMute.person_id == Person.id),
    )
    .order_by(Person.id)
    .limit(AT_ONCE)
)


def latest(town: Town, kind: DigestKind, now: datetime) -> datetime:
    """Return when a digest was due last, at ``now`` or before it."""
    rules, local = town.settings.digests, now.astimezone(town.zone)
    day, at = local.date(), rules.morning
    if kind is DigestKind.WEEKLY:
        day, at = day - timedelta(days=(day.weekday() - rules.weekday) % 7), rules.weekly
    due = datetime.combine(day, at, town.zone)
    if due > local:
        due = datetime.combine(day - timedelta(days=DAYS[kind]), at, town.zone)
    return due.astimezone(UTC)


async def next_due(act: Moment) -> datetime:
    """Return when a digest is due next."""
    if await due(act):
        return act.now
    return min(on_the_wall(act, at) for at in (act.town.settings.digests.morning, act.town.settings.digests.weekly))


async def due(act: Moment) -> bool:
    """Whether any digest's time has passed without its having been made."""
    days = {kind: _day(act.town, latest(act.town, kind, act.now)).isoformat() for kind in DigestKind}
    made = await act.session.execute(
        sa.select(Digest.kind, Digest.day).where(Digest.finished_at.is_not(None), Digest.day.in_(days.values()))
    )
    return not set(days.items()) <= {(kind, day) for kind, day in made}


async def make(act: Moment) -> int:
    """Tell some persons the digests that are due; returns how many, 0 when everything is told.

    A township that has just been set up begins with the next one; a digest that could not be made in time is left out.
    """
    for kind in DigestKind:
        at = latest(act.town, kind, act.now)
        row = await _claimed(act, kind, at)
        if row.finished_at is None and act.now - at > WORTH[kind]:
            row.finished_at = act.now
        if row.finished_at is None and (told := await _tell(act, row, at)):
            return told
    return 0


async def _claimed(act: Moment, kind: DigestKind, at: datetime) -> Digest:
    """Return the digest's row, held against other clocks until the end of the transaction."""
    day = _day(act.town, at).isoformat()
    begun = await act.session.scalar(sa.select(Digest.day).where(Digest.kind == kind).limit(1))
    skipped = act.now if begun is None else None
    fresh: dict[str, Any] = {"kind": kind, "day": day, "last_person": 0, "finished_at": skipped}
    await act.session.execute(_NEW.on(act.session), fresh)
    return await act.session.get_one(Digest, (kind, day), with_for_update=True, populate_existing=True)


async def _tell(act: Moment, row: Digest, at: datetime) -> int:
    ids = list(await act.session.scalars(_READERS, {"after": row.last_person}))
    known: dict[Extent, Figures] = {}
    watch, kinds = await on_watch(act.session, act.now), await agenda.kinds_due(act)
    for person in await directory.by_ids(act.session, ids):
        card = await _card(act, person, row.kind, _day(act.town, at), known, kinds, watch, muted=False)
        lifetime = at + WORTH[row.kind] - act.now
        await messages.tell(act, [person], card, DIGEST, about=(row.kind.value, row.day), lifetime=lifetime)
    if len(ids) < AT_ONCE:
        row.finished_at = act.now
    if ids:
        row.last_person = ids[-1]
    await act.session.flush()
    return len(ids)


async def todays(act: Act) -> Card:
    """Return today's digest for the actor, as it would be now. Raises ``Forbidden``."""
    require(act.actor, Action.SEE_DIGEST)
    muted = await act.session.get(DigestMute, act.actor.person_id) is not None
    watch, kinds = await on_watch(act.session, act.now), await agenda.kinds_due(act)
    return await _card(act, act.actor, DigestKind.MORNING, _day(act.town, act.now), {}, kinds, watch, muted=muted)


async def mute(act: Act) -> None:
    """Send the actor no digests any more. Raises ``Forbidden``."""
    require(act.actor, Action.SEE_DIGEST)
    await act.session.execute(_MUTE.on(act.session), {"person_id": act.actor.person_id, "at": act.now})


async def unmute(session: AsyncSession, actor: Actor) -> None:
    """Send the actor digests again. Raises ``Forbidden``."""
    require(actor, Action.SEE_DIGEST)
    await session.execute(sa.delete(DigestMute).where(DigestMute.person_id == actor.person_id))


async def _card(
    act: Moment,
    person: Actor,
    kind: DigestKind,
    day: date,
    known: dict[Extent, Figures],
    kinds_due: Sequence[str],
    watch: Watch,
    *,
    muted: bool,
) -> Card:
    """Return one person's digest; figures of an extent are counted once for all who answer for it."""
    period = Period(_midnight(act.town, day - timedelta(days=DAYS[kind])), _midnight(act.town, day))
    parts = extents(person)
    for extent in parts:
        if extent not in known:
            known[extent] = await figures(act, extent, period, kinds_due)
    mine = await agenda.count(act.by(person), kinds_due)
    found = [(extent, known[extent]) for extent in parts]
    return cards.card(act.town, person, kind, period, found, mine, watch, muted=muted)


def _day(town: Town, at: datetime) -> date:
    return at.astimezone(town.zone).date()


def _midnight(town: Town, day: date) -> datetime:
    return datetime.combine(day, time(), town.zone).astimezone(UTC)


TICKS = (Tick("make_digests", next_due, in_portions(make), timedelta(seconds=10)),)
