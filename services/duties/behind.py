"""The people and places behind duties, looked up together: whose it is, and what it is called."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

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
    """Return the grids with their officers; without one, a grid is its village's principal's."""
    rows = await session.execute(
        sa.select(Grid.id, Grid.name, Grid.village_id, Village.name.label("village"))
        .join(Village, Village.id == Grid.village_id)
        .where(Grid.id.in_(ids))
    )
    found = list(rows)
    heads = await _people(session, Post.village_id, Role.VILLAGE_PRINCIPAL, {row.village_id for row in found})
    officers = await _people(session, Post.grid_id, Role.GRID_OFFICER, ids)
    return {
        str(row.id): Behind(
            row.name,
            Whose(person_id=officers.get(row.id) or heads.get(row.village_id), village_id=row.village_id),
            place=row.village,
        )
        for row in found
    }


async def _people(
    session: AsyncSession, at: InstrumentedAttribute[int | None], role: Role, ids: Collection[int]
) -> dict[int, int]:
    """Return the person who holds a post at each of some places; a substitute where nobody else does."""
    held = sa.select(at, Post.person_id).where(at.in_(ids), Post.role == role, Post.active)
    rows = await session.execute(held.order_by(Post.substitute.desc(), Post.id.desc()))
    return {place: person_id for place, person_id in rows if place is not None}


async def _points(session: AsyncSession, ids: Collection[int]) -> dict[str, Behind]:
    rows = await session.execute(
        sa.select(
            RiskPoint.id,
            RiskPoint.name,
            RiskPoint.unit_id,
            RiskPoint.person_id,
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
            Whose(unit_id=row.unit_id, person_id=row.person_id, village_id=row.village_id, line=row.line),
            place=row.village,
        )
        for row in rows
    }


def owed_by(actor: Actor) -> sa.ColumnElement[bool]:
    """Select the duties that a person has to see to, by all posts; of the station: the township's own as well."""
    villages = {post.village_id for post in actor.posts if post.village_id and post.role in _AT_VILLAGE}
    grids = {post.grid_id for post in actor.posts if post.grid_id and post.role is Role.GRID_OFFICER}
    holds = sa.select(DutySeries.id).where(DutySeries.id == Duty.series_id, DutySeries.next_at.is_not(None)).exists()
    parts = [sa.and_(_is(Owing.POST, [actor.person_id]), holds), _is(Owing.GRID, grids)]
    parts += [of_units(actor.unit_ids), of_villages(villages)]
    if Role.DEPUTY_DIRECTOR in actor.roles:
        parts.append(sa.and_(Duty.owing == Owing.LINE.value, Duty.who.in_(lines_of(actor))))
    if actor.is_station:
        parts.append(Duty.owing == Owing.TOWN.value)
    return sa.or_(*parts)


def lines_of(actor: Actor) -> frozenset[str]:
    """Return the lines that a person is the deputy director of."""
    return frozenset(post.line for post in actor.posts if post.role is Role.DEPUTY_DIRECTOR and post.line)


def of_units(ids: Collection[int]) -> sa.ColumnElement[bool]:
    """Select the duties of units, and of their risk points."""
    return sa.or_(_is(Owing.UNIT, ids), _points_where(RiskPoint.unit_id.in_(ids)))


def of_villages(ids: Collection[int]) -> sa.ColumnElement[bool]:
    """Select the duties of villages, of their risk points without a unit, and of their grids without an officer."""
    officer = sa.exists().where(Post.grid_id == Grid.id, Post.role == Role.GRID_OFFICER, Post.active)
    grids = sa.select(sa.cast(Grid.id, sa.String(40))).where(Grid.village_id.in_(ids), ~officer)
    return sa.or_(
        _is(Owing.VILLAGE, ids),
        _points_where(RiskPoint.unit_id.is_(None), RiskPoint.village_id.in_(ids)),
        sa.and_(Duty.owing == Owing.GRID.value, Duty.who.in_(grids)),
    )


def of_lines(codes: Collection[str]) -> sa.ColumnElement[bool]:
    """Select the duties of lines, and of their risk points."""
    return sa.or_(
        sa.and_(Duty.owing == Owing.LINE.value, Duty.who.in_(codes)), _points_where(RiskPoint.line.in_(codes))
    )


def _points_where(*those: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
    points = sa.select(sa.cast(RiskPoint.id, sa.String(40))).where(*those)
    return sa.and_(Duty.owing == Owing.RISK_POINT.value, Duty.who.in_(points))


_AT_VILLAGE = frozenset({Role.VILLAGE_PRINCIPAL, Role.EMERGENCY_ADMINISTRATOR})


def _is(owes: Owing, ids: Iterable[int]) -> sa.ColumnElement[bool]:
    return sa.and_(Duty.owing == owes.value, Duty.who.in_([str(one) for one in ids]))
