"""The people and places behind duties, looked up together: whose it is, and what it is called."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Duty, DutySeries, Grid, Person, Post, RiskPoint, Unit, Village
from models.enums import Role
from services.core.act import Actor
from services.core.town import Town
from services.deadlines.owed import Whose
from services.duties.owing import Who
from services.settings.duties import Owing


@dataclass(frozen=True)
class Behind:
    """One that owes something: its name, the people, and where it is."""

    name: str
    whose: Whose
    place: str = ""


async def behind(session: AsyncSession, town: Town, duties: Iterable[Duty | DutySeries]) -> dict[Who, Behind]:
    """Return what is behind each one that owes these duties."""
    ids: dict[Owing, set[str]] = defaultdict(set)
    for duty in duties:
        ids[Owing(duty.owing)].add(duty.who)
    found: dict[Who, Behind] = {}
    for owes, those in ids.items():
        for id_, one in (await _of(session, town, owes, those)).items():
            found[Who(owes, id_)] = one
    return found


async def _of(session: AsyncSession, town: Town, owes: Owing, ids: Collection[str]) -> dict[str, Behind]:
    if owes is Owing.TOWN:
        return {one: Behind(town.settings.name.zh_CN, Whose()) for one in ids}
    if owes is Owing.LINE:
        return {one: _line(town, one) for one in ids}
    numbers = [int(one) for one in ids]
    match owes:
        case Owing.POST:
            rows = await session.execute(sa.select(Person.id, Person.name).where(Person.id.in_(numbers)))
            return {str(id_): Behind(name, Whose(person_id=id_)) for id_, name in rows}
        case Owing.UNIT:
            rows = await session.execute(sa.select(Unit.id, Unit.name).where(Unit.id.in_(numbers)))
            return {str(id_): Behind(name, Whose(unit_id=id_)) for id_, name in rows}
        case Owing.VILLAGE:
            rows = await session.execute(sa.select(Village.id, Village.name).where(Village.id.in_(numbers)))
            return {str(id_): Behind(name, Whose(village_id=id_)) for id_, name in rows}
        case Owing.GRID:
            return await _grids(session, numbers)
        case _:
            return await _points(session, numbers)


def _line(town: Town, code: str) -> Behind:
    line = town.settings.lines.get(code)
    return Behind(line.name.zh_CN if line else code, Whose(line=code))


async def _grids(session: AsyncSession, ids: Collection[int]) -> dict[str, Behind]:
    officers = {
        row.grid_id: row.person_id
        for row in await session.execute(
            sa.select(Post.grid_id, Post.person_id)
            .where(Post.grid_id.in_(ids), Post.role == Role.GRID_OFFICER, Post.active)
            .order_by(Post.substitute.desc(), Post.id.desc())
        )
    }
    rows = await session.execute(
        sa.select(Grid.id, Grid.name, Grid.village_id, Village.name.label("village"))
        .join(Village, Village.id == Grid.village_id)
        .where(Grid.id.in_(ids))
    )
    return {
        str(row.id): Behind(
            row.name, Whose(person_id=officers.get(row.id), village_id=row.village_id), place=row.village
        )
        for row in rows
    }


async def _points(session: AsyncSession, ids: Collection[int]) -> dict[str, Behind]:
    rows = await session.execute(
        sa.select(
            RiskPoint.id,
            RiskPoint.name,
            RiskPoint.unit_id,
            RiskPoint.village_id,
            RiskPoint.line,
            Village.name.label("village"),
        )
        .join(Village, Village.id == RiskPoint.village_id)
        .where(RiskPoint.id.in_(ids))
    )
    return {
        str(row.id): Behind(
            row.name,
            Whose(unit_id=row.unit_id, village_id=row.village_id, line=row.line),
            place=row.village,
        )
        for row in rows
    }


async def village_names(session: AsyncSession) -> dict[int, str]:
    """Return the names of all villages, by id."""
    rows = await session.execute(sa.select(Village.id, Village.name).order_by(Village.code))
    return {row.id: row.name for row in rows}


def of_lines(lines: Collection[str]) -> sa.ColumnElement[bool]:
    """Select the duties of the risk points of these lines."""
    points = sa.select(sa.cast(RiskPoint.id, sa.String(40))).where(RiskPoint.line.in_(lines))
    return sa.and_(Duty.owing == Owing.RISK_POINT.value, Duty.who.in_(points))


def owed_by(actor: Actor) -> sa.ColumnElement[bool]:
    """Select the duties that a person has to see to, by all posts; of the station: the township's own as well."""
    units, roles = actor.unit_ids, actor.roles
    villages = {post.village_id for post in actor.posts if post.village_id and post.role in _AT_VILLAGE}
    grids = {post.grid_id for post in actor.posts if post.grid_id and post.role is Role.GRID_OFFICER}
    parts = [_is(Owing.POST, [actor.person_id])]
    if units:
        parts.append(_is(Owing.UNIT, units))
    if villages:
        parts.append(_is(Owing.VILLAGE, villages))
    if grids:
        parts.append(_is(Owing.GRID, grids))
    if units or villages:
        points = sa.select(sa.cast(RiskPoint.id, sa.String(40))).where(
            sa.or_(
                RiskPoint.unit_id.in_(units), sa.and_(RiskPoint.unit_id.is_(None), RiskPoint.village_id.in_(villages))
            )
        )
        parts.append(sa.and_(Duty.owing == Owing.RISK_POINT.value, Duty.who.in_(points)))
    if Role.DEPUTY_DIRECTOR in roles:
        lines = [post.line for post in actor.posts if post.role is Role.DEPUTY_DIRECTOR and post.line]
        parts.append(sa.and_(Duty.owing == Owing.LINE.value, Duty.who.in_(lines)))
    if actor.is_station:
        parts.append(Duty.owing == Owing.TOWN.value)
    return sa.or_(*parts)


_AT_VILLAGE = frozenset({Role.VILLAGE_PRINCIPAL, Role.EMERGENCY_ADMINISTRATOR})


def _is(owes: Owing, ids: Iterable[int]) -> sa.ColumnElement[bool]:
    return sa.and_(Duty.owing == owes.value, Duty.who.in_([str(one) for one in ids]))
