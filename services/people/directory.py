"""Find the people that a matter concerns."""

from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Account, Person, Post
from models.enums import DIRECTORS, STATION, STATION_LEADERS, UNIT, VILLAGE_POINT, Role
from services.core.act import Actor
from services.people.access import actors, with_posts
from services.people.on_duty import at_work, on_watch
from services.people.remembered import remembered

_STATION = with_posts(Post.role.in_(STATION))
_DESK = with_posts(
    sa.or_(
        Post.role.in_(STATION_LEADERS - {Role.STATION_CHIEF}),
        sa.and_(Post.role == Role.STATION_STAFF, Post.full_time),
    )
)
_OF_UNIT = with_posts(Post.role.in_(UNIT), Post.unit_id == sa.bindparam("unit"))
_OF_VILLAGE = with_posts(Post.role.in_(VILLAGE_POINT), Post.village_id == sa.bindparam("village"))
_PRINCIPALS = with_posts(
    Post.role == Role.VILLAGE_PRINCIPAL, Post.village_id.in_(sa.bindparam("villages", expanding=True))
)
_CHIEFS = with_posts(Post.role.in_({Role.STATION_CHIEF, *DIRECTORS}))
_BY_IDS = with_posts(Person.id.in_(sa.bindparam("ids", expanding=True)))


async def station(session: AsyncSession) -> list[Actor]:
    """Return everybody at the station."""
    return await actors(session, _STATION)


async def station_desk(session: AsyncSession, *, now: datetime, incident: bool = False) -> list[Actor]:
    """Return the people who look after the queue: the officers on duty, for an incident the leaders on duty as well.

    Where nobody is on duty: leaders and full-time staff, for an incident everybody at the station.
    """
    watch = await at_work(session, now)
    if watch.covered:
        return watch.told(incident=incident)

    async def ask() -> list[Actor]:
        return await actors(session, _STATION if incident else _DESK) or await actors(session, _STATION)

    there = await remembered(session, (station_desk, incident), ask)
    return [*there, *(watch.leaders if incident else ())]


async def alarmed(session: AsyncSession, *, now: datetime) -> list[Actor]:
    """Return the people to alarm about the software or the ledger: never nobody.

    The officers on duty; the desk where none of them can be reached by Telegram (the alarm may be about just that);
    the station where none of the desk can. Without anybody to reach, the desk: the ledger then lists them for a call.
    """
    watch, desk, there = await on_watch(session, now), await actors(session, _DESK), await actors(session, _STATION)
    for those in (watch.officers, desk, there):
        if found := await reachable(session, those):
            return found
    return desk or there


async def reachable(session: AsyncSession, those: Iterable[Actor]) -> list[Actor]:
    """Return the people that Telegram reaches."""
    ids = {one.person_id: one for one in those}
    found = await session.scalars(
        sa.select(Account.person_id)
        .where(Account.person_id.in_(sorted(ids)), Account.reachable)
        .order_by(Account.person_id)
    )
    return [ids[person_id] for person_id in found]


async def in_danger(session: AsyncSession, *, now: datetime) -> list[Actor]:
    """Return the people to alarm about a danger to life: everybody at the station, and the leaders on duty."""
    watch = await on_watch(session, now)
    return [*await actors(session, _STATION), *watch.leaders]


async def station_leaders(session: AsyncSession) -> list[Actor]:
    """Return the station's chief, executive deputy and deputy chiefs."""
    return [one for one in await actors(session, _STATION) if one.roles & STATION_LEADERS]


async def deputy_chiefs(session: AsyncSession) -> list[Actor]:
    """Return the station's deputy chiefs; where there is none, the other leaders, then everybody at the station."""
    there = await actors(session, _STATION)
    for roles in ({Role.STATION_DEPUTY_CHIEF}, STATION_LEADERS):
        if found := [one for one in there if one.roles & roles]:
            return found
    return there


async def chief_and_directors(session: AsyncSession) -> list[Actor]:
    """Return the station's chief, the directors and the executive deputy director."""
    return await actors(session, _CHIEFS)


async def of_unit(session: AsyncSession, unit_id: int) -> list[Actor]:
    """Return a unit's head and handlers."""
    return await actors(session, _OF_UNIT, unit=unit_id)


async def of_village_point(session: AsyncSession, village_id: int) -> list[Actor]:
    """Return a village's principal and emergency administrator."""
    return await actors(session, _OF_VILLAGE, village=village_id)


async def village_principals(session: AsyncSession, village_ids: Iterable[int]) -> list[Actor]:
    """Return the principals of villages."""
    return await actors(session, _PRINCIPALS, villages=sorted(village_ids))


async def by_ids(session: AsyncSession, person_ids: Iterable[int]) -> list[Actor]:
    """Return these persons, as far as they are active."""
    ids = sorted(set(person_ids))
    return await actors(session, _BY_IDS, ids=ids) if ids else []


async def names(session: AsyncSession, person_ids: Iterable[int | None]) -> dict[int, str]:
    """Return full names by id; the caller masks them where it must (I9)."""
    ids = {person_id for person_id in person_ids if person_id is not None}
    if not ids:
        return {}
    rows = await session.execute(sa.select(Person.id, Person.name).where(Person.id.in_(ids)))
    return {row.id: row.name for row in rows}


async def by_phone(session: AsyncSession, phone: str) -> Person | None:
    """Return the active person with this E.164 number."""
    return await session.scalar(sa.select(Person).where(Person.phone == phone, Person.active))
