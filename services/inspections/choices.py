"""The people, places and units that have a button on the card of an inspection."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Post, RiskPoint, Unit, Village
from models.enums import DIRECTORS, STATION, STATION_LEADERS, Action, Role
from services.assignments import moves
from services.core.act import Act, Actor
from services.inspections import findings
from services.inspections.fields import Found
from services.people.access import Subject, actors, may, with_posts
from services.people.affiliation import RANK
from services.people.rights import TABLE

_COMPANIONS = DIRECTORS | STATION_LEADERS | {Role.DEPUTY_DIRECTOR, Role.UNIT_HEAD, Role.STATION_STAFF}


async def leaders(act: Act) -> list[tuple[int, str]]:
    """Return the people who may lead an inspection, the highest first; the actor comes before all."""
    found = await actors(act.session, with_posts(Post.role.in_(list(TABLE[Action.INSPECT]))))
    me = act.actor.person_id
    found.sort(key=lambda one: (one.person_id != me, bool(one.roles & STATION), _rank(one), one.person_id))
    return [(one.person_id, one.name) for one in found]


async def companions(act: Act, village_id: int | None, leader_id: int) -> list[tuple[int, str]]:
    """Return the people of the roster who may have come along: those of the village first, without the leader."""
    here = sa.and_(Post.village_id == village_id, Post.village_id.is_not(None))
    found = await actors(act.session, with_posts(sa.or_(Post.role.in_(list(_COMPANIONS)), here)))
    found = [one for one in found if one.person_id != leader_id]
    found.sort(key=lambda one: (not _at(one, village_id), _rank(one), one.person_id))
    return [(one.person_id, one.name) for one in found]


def _at(one: Actor, village_id: int | None) -> bool:
    return village_id is not None and any(post.village_id == village_id for post in one.posts)


def _rank(one: Actor) -> int:
    return min(RANK[post.role] for post in one.posts)


async def points(session: AsyncSession, village_id: int | None) -> list[tuple[int, str]]:
    """Return id and name of the active risk points of a village."""
    its = sa.select(RiskPoint.id, RiskPoint.name).where(RiskPoint.active, RiskPoint.village_id == village_id)
    return [(row.id, row.name) for row in await session.execute(its.order_by(RiskPoint.level.desc(), RiskPoint.id))]


async def place_names(
    session: AsyncSession, village_id: int | None, point_id: int | None
) -> tuple[str | None, str | None]:
    """Return the names of a village and a risk point."""
    village = await session.get(Village, village_id) if village_id is not None else None
    point = await session.get(RiskPoint, point_id) if point_id is not None else None
    return village.name if village else None, point.name if point else None


async def village_said(session: AsyncSession, text: str) -> int | None:
    """Return the one village that a text names; None when it names none, or several."""
    rows = await session.execute(sa.select(Village.id, Village.name).where(Village.active))
    named = {row.id for row in rows if row.name in text}
    return named.pop() if len(named) == 1 else None


async def village_of_point(session: AsyncSession, point_id: int) -> int | None:
    """Return the village of an active risk point."""
    its = sa.select(RiskPoint.village_id).where(RiskPoint.id == point_id, RiskPoint.active)
    return await session.scalar(its)


def instructs(actor: Actor) -> bool:
    """Whether a person may instruct any unit at all."""
    return may(actor, Action.INSTRUCT)


async def units(act: Act, found: Found) -> Sequence[Unit]:
    """Return the units that the actor may instruct: those that the words name first, then the line's."""
    line = act.town.settings.lines.get(findings.line_of(act.town, found) or "")
    own = (line.lead, *line.co) if line else ()
    every = [unit for unit, _ in await moves.units_by_load(act.session)]
    mine = [unit for unit in every if may(act.actor, Action.INSTRUCT, Subject(unit_ids=frozenset({unit.id})))]
    order = {code: at for at, code in enumerate(own)}
    return sorted(mine, key=lambda unit: (unit.name not in found.text, order.get(unit.code, len(order)), unit.id))
