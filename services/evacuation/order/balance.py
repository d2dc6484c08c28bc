"""The balance of an order: one grouped count, from which every sum that is shown anywhere is made."""

import hashlib
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Evacuee
from models.enums import ACCOUNTED, EvacueeState, Severity
from services.core.town import Town

Key = TypeVar("Key", bound=Hashable)


class Cell(NamedTuple):
    """People who are alike."""

    village_id: int
    grid_id: int | None
    part_id: int
    state: EvacueeState
    shelter_id: int | None
    vulnerable: bool
    moved: bool
    settled: bool
    people: int


@dataclass(frozen=True)
class Balance:
    """The people on a list, each in exactly one state."""

    cells: tuple[Cell, ...] = ()

    def count(self, *states: EvacueeState) -> int:
        """Return how many are in one of these states; without one, everybody."""
        return sum(cell.people for cell in self.cells if not states or cell.state in states)

    def where(self, holds: Callable[[Cell], bool]) -> "Balance":
        """Return the balance of some of the people."""
        return Balance(tuple(cell for cell in self.cells if holds(cell)))

    def by(self, key: Callable[[Cell], Key]) -> Mapping[Key, "Balance"]:
        """Return the balance of each village, grid or part."""
        parts: dict[Key, list[Cell]] = {}
        for cell in self.cells:
            parts.setdefault(key(cell), []).append(cell)
        return {one: Balance(tuple(cells)) for one, cells in parts.items()}

    @property
    def states(self) -> Mapping[EvacueeState, int]:
        """How many are in each state, none left out."""
        found = Counter[EvacueeState]()
        for cell in self.cells:
            found[cell.state] += cell.people
        return {state: found[state] for state in EvacueeState}

    @property
    def unaccounted(self) -> int:
        """People who are not known to be safe."""
        return sum(cell.people for cell in self.cells if cell.state not in ACCOUNTED)

    @property
    def vulnerable(self) -> int:
        """People who cannot move without help."""
        return sum(cell.people for cell in self.cells if cell.vulnerable)

    @property
    def figures(self) -> "Figures":
        """The county's figures."""
        here = [cell for cell in self.cells if cell.state is EvacueeState.ARRIVED]
        return Figures(
            evacuated=sum(cell.people for cell in self.cells if cell.moved),
            relocated=sum(cell.people for cell in self.cells if cell.settled),
            relocated_now=sum(cell.people for cell in here),
            gathered=sum(cell.people for cell in here if cell.shelter_id is not None),
            dispersed=sum(cell.people for cell in here if cell.shelter_id is None),
            sites=len({cell.shelter_id for cell in here if cell.shelter_id is not None}),
        )

    @property
    def digest(self) -> str:
        """Return a digest that tells two balances apart."""
        return hashlib.sha256(repr(sorted(map(repr, self.cells))).encode()).hexdigest()


@dataclass(frozen=True)
class Figures:
    """The figures of the county's form: 避险转移 apart from 转移安置, the latter in all and now."""

    evacuated: int
    """紧急避险转移: people who have left home because of the order."""
    relocated: int
    """紧急转移安置, 累计: people who have arrived somewhere."""
    relocated_now: int
    """实时."""
    gathered: int
    """集中: in a shelter now."""
    dispersed: int
    """分散: with relatives now."""
    sites: int
    """Shelters with people in them."""


async def of(session: AsyncSession, evacuation_ids: Iterable[int], *those: sa.ColumnElement[bool]) -> Balance:
    """Count the people of orders."""
    alike = (
        Evacuee.village_id,
        Evacuee.grid_id,
        Evacuee.part_id,
        Evacuee.state,
        Evacuee.shelter_id,
        Evacuee.vulnerable,
        Evacuee.moved,
        Evacuee.settled,
    )
    rows = await session.execute(
        sa.select(*alike, sa.func.count())
        .where(Evacuee.evacuation_id.in_(list(evacuation_ids)), Evacuee.struck_at.is_(None), *those)
        .group_by(*alike)
    )
    return Balance(tuple(Cell(*row) for row in rows))


def level(town: Town, people: int) -> Severity:
    """Return the level of an incident that follows from the people to be moved."""
    reached = sum(people >= least for least in town.settings.evacuation.level_from)
    return list(Severity)[reached]
