"""The facts on the cards of an order, looked up together; the cards draw without a query."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Evacuation, EvacuationPart, Evacuee, Grid, Household, Person, RiskPoint, Shelter, Village
from models.enums import ACCOUNTED
from services.core.act import Moment
from services.core.paging import Listing
from services.evacuation.order import balance, orders, stays
from services.evacuation.order.balance import Balance
from services.evacuation.order.stays import Site

PER_PAGE = 8


@dataclass(frozen=True)
class Named:
    """The names behind the numbers of an order."""

    points: tuple[str, ...]
    grids: tuple[str, ...]
    villages: tuple[str, ...]
    shelters: tuple[str, ...]


@dataclass(frozen=True)
class View:
    """An order and its balance."""

    order: Evacuation
    balance: Balance
    villages: Mapping[int, str]
    grids: Mapping[int, str]
    sites: tuple[Site, ...]
    homes: int
    """Households on the list."""
    parts: Mapping[int, tuple[int | None, str, bool]]
    """Person, name and whether the list was opened, by part."""

    @property
    def digest(self) -> str:
        """Return a digest that tells two states apart."""
        sites = [(site.shelter.id, site.places, site.taken) for site in self.sites]
        seen = sorted(number for number, part in self.parts.items() if part[2])
        return f"{self.order.state.value[:8]}{hash_of(self.balance.digest, sites, seen, self.order.reported)}"


def hash_of(*parts: object) -> str:
    """Return a short digest of figures."""
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:48]


async def named(session: AsyncSession, one: Evacuation) -> Named:
    """Return the names of what an order is for, and of its shelters."""
    targets = orders.targets(one)
    lists = [
        await session.scalars(sa.select(column).where(key.in_(ids)).order_by(key))
        for column, key, ids in (
            (RiskPoint.name, RiskPoint.id, targets.points),
            (Grid.name, Grid.id, targets.grids),
            (Village.name, Village.id, targets.villages),
            (Shelter.name, Shelter.id, one.shelters),
        )
    ]
    points, grids, villages, shelters = (tuple(names) for names in lists)
    return Named(points, grids, villages, shelters)


async def of(act: Moment, one: Evacuation, *those: sa.ColumnElement[bool]) -> View:
    """Return an order with its balance."""
    counted = await balance.of(act.session, [one.id], *those)
    used = {cell.shelter_id for cell in counted.cells if cell.shelter_id is not None}
    homes = await act.session.scalar(
        sa.select(sa.func.count(sa.distinct(Evacuee.household_id))).where(
            Evacuee.evacuation_id == one.id, Evacuee.struck_at.is_(None), *those
        )
    )
    villages = await _names(act.session, Village, {cell.village_id for cell in counted.cells})
    grids = await _names(act.session, Grid, {cell.grid_id for cell in counted.cells if cell.grid_id is not None})
    rows = await act.session.execute(
        sa.select(EvacuationPart.id, EvacuationPart.person_id, Person.name, EvacuationPart.seen_at.is_not(None))
        .outerjoin(Person, Person.id == EvacuationPart.person_id)
        .where(EvacuationPart.evacuation_id == one.id)
        .order_by(EvacuationPart.id)
    )
    parts = {number: (person, name or "", bool(seen)) for number, person, name, seen in rows}
    sites = await stays.sites(act, one, Shelter.id.in_({*used, *one.shelters}))
    return View(one, counted, villages, grids, tuple(sites), int(homes or 0), parts)


async def _names(session: AsyncSession, table: type[Village] | type[Grid], ids: set[int]) -> dict[int, str]:
    rows = await session.execute(sa.select(table.id, table.name).where(table.id.in_(ids)).order_by(table.id))
    return {row[0]: row[1] for row in rows}


@dataclass(frozen=True)
class Line:
    """A household in a list."""

    anchor: int
    """One of its people."""
    code: str | None
    people: int
    done: int
    frail: bool


async def households(
    session: AsyncSession, one: Evacuation, page: int, *those: sa.ColumnElement[bool]
) -> Listing[Line]:
    """Return a page of the households of a list: those with somebody unaccounted for first, the vulnerable first."""
    done = sa.func.count(Evacuee.id).filter(Evacuee.state.in_(ACCOUNTED))
    everybody = sa.func.count(Evacuee.id)
    frail = sa.func.max(sa.case((Evacuee.vulnerable, 1), else_=0))
    alone = sa.case((Evacuee.household_id.is_(None), Evacuee.id), else_=0)
    grouped = (
        sa.select(
            sa.func.min(Evacuee.id).label("anchor"),
            Household.code.label("code"),
            everybody.label("everybody"),
            done.label("done"),
            frail.label("frail"),
        )
        .outerjoin(Household, Household.id == Evacuee.household_id)
        .where(Evacuee.evacuation_id == one.id, Evacuee.struck_at.is_(None), *those)
        .group_by(Household.id, Household.code, alone)
    ).subquery()
    total = int(await session.scalar(sa.select(sa.func.count()).select_from(grouped)) or 0)
    last = max(0, -(-total // PER_PAGE) - 1)
    page = min(page, last)
    rows = await session.execute(
        sa.select(grouped)
        .order_by(grouped.c.done == grouped.c.everybody, grouped.c.frail.desc(), grouped.c.code, grouped.c.anchor)
        .limit(PER_PAGE)
        .offset(page * PER_PAGE)
    )
    lines = [Line(row.anchor, row.code, row.everybody, row.done, bool(row.frail)) for row in rows]
    return Listing(lines, page, total, PER_PAGE)


async def code_of(session: AsyncSession, person: Evacuee) -> str | None:
    """Return the number of a person's household; None without one."""
    if person.household_id is None:
        return None
    return await session.scalar(sa.select(Household.code).where(Household.id == person.household_id))
