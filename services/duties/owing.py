"""The posts, units, villages, grids and points that owe a rule, by the roster."""

from collections.abc import Collection
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Grid, Person, Post, RiskPoint, Unit, Village
from services.core.town import Town
from services.settings.duties import DutyRule, Owing

_TABLES: dict[Owing, type[Unit | Village | Grid]] = {Owing.UNIT: Unit, Owing.VILLAGE: Village, Owing.GRID: Grid}
TOWN = "town"
"""The id of the township itself."""


@dataclass(frozen=True)
class Who:
    """One that owes something, as rows name it."""

    owing: Owing
    id: str


async def of_rule(session: AsyncSession, town: Town, rule: DutyRule) -> set[Who]:
    """Return everybody that owes a rule now."""
    if not rule.active:
        return set()
    match rule.owes:
        case Owing.TOWN:
            found: list[object] = [TOWN]
        case Owing.LINE:
            found = [code for code in town.settings.lines if not rule.lines or code in rule.lines]
        case Owing.POST:
            found = list(
                await session.scalars(
                    sa.select(Post.person_id)
                    .join(Person, Person.id == Post.person_id)
                    .where(Post.active, Person.active, Post.role.in_(rule.roles), Post.substitute.is_(False))
                )
            )
        case Owing.RISK_POINT:
            those = sa.select(RiskPoint.id).where(RiskPoint.active)
            if rule.levels:
                those = those.where(RiskPoint.level.in_(rule.levels))
            if rule.lines:
                those = those.where(RiskPoint.line.in_(rule.lines))
            found = list(await session.scalars(those))
        case Owing.UNIT | Owing.VILLAGE | Owing.GRID:
            table: type[Unit | Village | Grid] = _TABLES[rule.owes]
            found = list(await session.scalars(sa.select(table.id).where(table.active)))
    return {Who(rule.owes, str(one)) for one in found}


async def still_there(session: AsyncSession, town: Town, those: Collection[Who]) -> set[Who]:
    """Return those that the roster has, whether a rule asks them or not. A post is asked for by the rule alone."""
    tables: dict[Owing, type[Unit | Village | Grid | RiskPoint]] = {**_TABLES, Owing.RISK_POINT: RiskPoint}
    found = {who for who in those if who.owing in (Owing.TOWN, Owing.POST)}
    found |= {who for who in those if who.owing is Owing.LINE and who.id in town.settings.lines}
    for owes, table in tables.items():
        ids = [int(who.id) for who in those if who.owing is owes]
        if ids:
            there = await session.scalars(sa.select(table.id).where(table.id.in_(ids), table.active))
            found |= {Who(owes, str(id_)) for id_ in there}
    return found
