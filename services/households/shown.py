"""Households with what stands behind their fields: people, places, risk points, helper and shelter."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Grid, Household, HouseholdMember, HouseholdRisk, Person, RiskPoint, RiskPointCard, Shelter, Village
from models.enums import Level

_GRAVEST = sa.case({level.value: -at for at, level in enumerate(Level)}, value=sa.cast(RiskPoint.level, sa.String))


@dataclass(frozen=True)
class Shown:
    """A household with its people and what stands behind its fields."""

    household: Household
    members: Sequence[HouseholdMember]
    """The people who live there, the householder first."""
    left: Sequence[HouseholdMember]
    village: str
    grid: str | None
    helper: Person | None
    shelter: Shelter | None
    keeper: tuple[str, str] | None
    """The keeper of the shelter, with the number."""
    points: Sequence[tuple[RiskPoint, RiskPointCard | None]]
    """The risk points that threaten it, the gravest first."""

    @property
    def head(self) -> HouseholdMember | None:
        """The householder."""
        return next((one for one in self.members if one.householder), None)

    def said(self, field: str) -> Any:
        """Return a field of the printed card: the household's own, else that of its gravest risk point."""
        own = getattr(self.household, field)
        if own:
            return own
        cards = [(point, card) for point, card in self.points if card is not None]
        if field in ("monitor", "monitor_phone"):
            return next((getattr(point, field) for point, _ in self.points if getattr(point, field)), None)
        return next((value for _, card in cards if (value := getattr(card, field, None))), None)


async def of(session: AsyncSession, households: Sequence[Household]) -> list[Shown]:
    """Return households, whose people are loaded, with everything about them; some thousands at a time at most."""
    ids = [one.id for one in households]
    rows = await session.execute(
        sa.select(HouseholdRisk.household_id, RiskPoint, RiskPointCard)
        .join(RiskPoint, RiskPoint.id == HouseholdRisk.point_id)
        .outerjoin(RiskPointCard, RiskPointCard.point_id == RiskPoint.id)
        .where(HouseholdRisk.household_id.in_(ids))
        .order_by(_GRAVEST, RiskPoint.code)
    )
    points: dict[int, list[tuple[RiskPoint, RiskPointCard | None]]] = {id_: [] for id_ in ids}
    for household_id, point, card in rows:
        points[household_id].append((point, card))
    at = {
        one.id: one.shelter_id or next((c.shelter_id for _, c in points[one.id] if c and c.shelter_id), None)
        for one in households
    }
    villages = await _by_id(session, Village, {one.village_id for one in households})
    grids = await _by_id(session, Grid, {one.grid_id for one in households})
    shelters = await _by_id(session, Shelter, set(at.values()))
    needed = {one.helper_id for one in households} | {shelter.keeper_id for shelter in shelters.values()}
    people = await _by_id(session, Person, needed)
    found = []
    for one in households:
        shelter, grid = shelters.get(at[one.id] or 0), grids.get(one.grid_id or 0)
        found.append(
            Shown(
                household=one,
                members=sorted((m for m in one.members if m.left_on is None), key=lambda m: not m.householder),
                left=[member for member in one.members if member.left_on is not None],
                village=villages[one.village_id].name,
                grid=grid.name if grid else None,
                helper=people.get(one.helper_id or 0),
                shelter=shelter,
                keeper=_keeper(shelter, people) if shelter else None,
                points=points[one.id],
            )
        )
    return found


def _keeper(shelter: Shelter, people: Mapping[int, Person]) -> tuple[str, str] | None:
    if (person := people.get(shelter.keeper_id or 0)) is not None:
        return person.name, person.phone
    return (shelter.keeper, shelter.keeper_phone or "") if shelter.keeper else None


async def _by_id(session: AsyncSession, table: type[Any], ids: set[int | None]) -> dict[int, Any]:
    wanted = ids - {None}
    rows = await session.scalars(sa.select(table).where(table.id.in_(wanted))) if wanted else ()
    return {one.id: one for one in rows}
