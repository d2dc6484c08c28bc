"""The targets of an order (risk points, grids, villages, a drawn area), and the households that are meant."""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import orjson
import sqlalchemy as sa
from pydantic import BaseModel, ConfigDict
from sqlalchemy.ext.asyncio import AsyncSession

from models import Evacuation, Evacuee, Household, HouseholdMember, HouseholdRisk
from models.enums import EvacuationState
from services.core.errors import Refused
from services.places import outlines

KINDS = ("points", "grids", "villages")
MOST_CORNERS = 2_000
AT_ONCE = 5_000
"""Ids in one statement."""


class Targets(BaseModel):
    """The targets of an order; the union of all."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    points: tuple[int, ...] = ()
    grids: tuple[int, ...] = ()
    villages: tuple[int, ...] = ()
    area: dict[str, Any] | None = None
    """A polygon of GeoJSON."""
    unplaced: bool = True
    """Whether households without a pin, in a grid or village that the area touches, are meant as well."""

    @property
    def empty(self) -> bool:
        """Whether nothing is chosen."""
        return not (self.points or self.grids or self.villages or self.area)

    def toggled(self, kind: str, number: int) -> "Targets":
        """Return the targets with one more, or one fewer."""
        there = getattr(self, kind)
        return self.model_copy(
            update={kind: tuple(one for one in there if one != number) if number in there else (*there, number)}
        )


class Home(NamedTuple):
    """A household that is meant."""

    id: int
    code: str
    village_id: int
    grid_id: int | None
    people: int
    """As counted, or as named when more are named."""
    named: int
    vulnerable: int
    frail: int
    """Of the named people, the people who are vulnerable."""
    helper_id: int | None


class Meant(NamedTuple):
    """The households that an order means."""

    homes: list[Home]
    moving: int
    """Households that another order moves already; they stay on that list."""
    unplaced: int
    """Households that are meant only because nobody knows where in the touched places they are."""
    empty: int
    """Households without any people."""

    @property
    def people(self) -> int:
        """People on the list."""
        return sum(home.people for home in self.homes)

    @property
    def vulnerable(self) -> int:
        """People who cannot move without help."""
        return sum(home.vulnerable for home in self.homes)

    def by_village(self) -> Mapping[int, tuple[int, int]]:
        """Return households and people of each village."""
        homes, people = Counter[int](), Counter[int]()
        for home in self.homes:
            homes[home.village_id] += 1
            people[home.village_id] += home.people
        return {village: (count, people[village]) for village, count in homes.items()}


def digest(meant: Meant, officers: Sequence[int | None]) -> str:
    """Return a digest that tells two lists apart."""
    told = [[home.id, home.people, officer] for home, officer in zip(meant.homes, officers, strict=True)]
    return hashlib.sha256(orjson.dumps(told)).hexdigest()


def area_of(typed: str) -> dict[str, Any]:
    """Return a polygon that was typed: GeoJSON, or corners as "longitude,latitude" in lines. Raises ``Refused``."""
    import shapely

    try:
        if typed.lstrip().startswith("{"):
            found = orjson.loads(typed)
            found = found["features"][0] if found.get("type") == "FeatureCollection" else found
            found = found.get("geometry") or found
            if found["type"] not in ("Polygon", "MultiPolygon"):
                raise ValueError(found["type"])
            area = {"type": found["type"], "coordinates": found["coordinates"]}
        else:
            corners = [[float(part) for part in one.replace("，", ",").split(",")] for one in typed.split()]
            if len(corners) < 3 or any(len(corner) != 2 for corner in corners):
                raise ValueError(len(corners))
            area = {"type": "Polygon", "coordinates": [[*corners, corners[0]]]}
        shape, _ = outlines.shaped(area)
        west, south, east, north = shape.bounds
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, shapely.errors.ShapelyError):
        raise Refused("evacuation-area-unclear") from None
    if shape.is_empty or not shape.area or not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        raise Refused("evacuation-area-unclear")
    if (corners_of := len(shapely.get_coordinates(shape))) > MOST_CORNERS:
        raise Refused("evacuation-area-long", limit=MOST_CORNERS, count=corners_of)
    return area


async def meant(session: AsyncSession, targets: Targets, *, drill: bool) -> Meant:
    """Return the households of the register that are meant, the households with vulnerable people first."""
    if targets.empty:
        return Meant([], 0, 0, 0)
    wanted = [
        Household.id.in_(sa.select(HouseholdRisk.household_id).where(HouseholdRisk.point_id.in_(targets.points))),
        Household.grid_id.in_(targets.grids),
        Household.village_id.in_(targets.villages),
    ]
    inside, unplaced = await _inside(session, targets) if targets.area else (set(), set())
    homes: dict[int, Home] = {}
    for home in await read(session, sa.or_(*wanted)):
        homes[home.id] = home
    vague = len(unplaced - homes.keys() - inside)
    more = sorted((inside | unplaced) - homes.keys())
    for at in range(0, len(more), AT_ONCE):
        for home in await read(session, Household.id.in_(more[at : at + AT_ONCE])):
            homes[home.id] = home
    moving = set(await session.scalars(_moving(drill)))
    there = [home for home in homes.values() if home.id not in moving]
    peopled = [home for home in there if home.people]
    ordered = sorted(peopled, key=lambda home: (not home.vulnerable, home.code))
    return Meant(ordered, len(homes) - len(there), vague, len(there) - len(peopled))


def _moving(drill: bool) -> sa.Select[int | None]:
    return (
        sa.select(Evacuee.household_id)
        .join(Evacuation, Evacuation.id == Evacuee.evacuation_id)
        .where(
            Evacuation.state.in_((EvacuationState.ORDERED, EvacuationState.ENDED)),
            Evacuation.drill.is_(drill),
            Evacuee.household_id.is_not(None),
            Evacuee.struck_at.is_(None),
        )
        .distinct()
    )


async def read(session: AsyncSession, condition: sa.ColumnElement[bool]) -> list[Home]:
    """Return the active households that meet a condition, with their people counted."""
    frail = sa.cast(HouseholdMember.vulnerable, sa.Text) != "[]"
    rows = await session.execute(
        sa.select(
            Household.id,
            Household.code,
            Household.village_id,
            Household.grid_id,
            Household.people,
            sa.func.count(HouseholdMember.id),
            Household.vulnerable,
            sa.func.count(HouseholdMember.id).filter(frail),
            Household.helper_id,
        )
        .outerjoin(
            HouseholdMember,
            sa.and_(HouseholdMember.household_id == Household.id, HouseholdMember.left_on.is_(None)),
        )
        .where(Household.active, condition)
        .group_by(Household.id)
    )
    return [
        Home(id_, code, village, grid, max(people, named), named, max(vulnerable, frail_), frail_, helper)
        for id_, code, village, grid, people, named, vulnerable, frail_, helper in rows
    ]


async def _inside(session: AsyncSession, targets: Targets) -> tuple[set[int], set[int]]:
    """Return the households in the drawn area, and those that may be in it because they have no pin."""
    shape, _ = outlines.shaped(targets.area or {})
    west, south, east, north = shape.bounds
    rows = (
        await session.execute(
            sa.select(Household.id, Household.longitude, Household.latitude).where(
                Household.active,
                Household.longitude.between(west, east),
                Household.latitude.between(south, north),
            )
        )
    ).all()
    import shapely

    shapely.prepare(shape)
    within = shapely.intersects_xy(shape, [row[1] for row in rows], [row[2] for row in rows]) if rows else []
    inside = {row[0] for row, there in zip(rows, within, strict=True) if there}
    if not targets.unplaced:
        return inside, set()
    drawn = await outlines.outlined(session)
    touched = [one for one in drawn if one.shape.intersects(shape)]
    outlined = {one.id for one in drawn if one.grid}
    grids = {one.id for one in touched if one.grid}
    villages = {one.village_id for one in touched}
    of_village = sa.and_(
        Household.village_id.in_(villages), sa.or_(Household.grid_id.is_(None), Household.grid_id.not_in(outlined))
    )
    vague = await session.scalars(
        sa.select(Household.id).where(
            Household.active,
            sa.or_(Household.longitude.is_(None), Household.latitude.is_(None)),
            sa.or_(Household.grid_id.in_(grids), of_village),
        )
    )
    return inside, set(vague)
