"""The parts of the demo that an evacuation needs: outlines, shelters, people of households, words of cards."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from bot.demo.names import full_name
from bot.demo.places import CARDS, SHELTERS, VILLAGES
from models import (
    Grid,
    Household,
    HouseholdMember,
    HouseholdRisk,
    Outline,
    Person,
    Post,
    RiskPoint,
    RiskPointCard,
    Shelter,
    ShelterRoom,
    Village,
)
from models.enums import Role, Sex, Vulnerability

HALF = 0.009
"""Degrees from the point of a village to the sides of its outline."""
NEEDS = (Vulnerability.ELDERLY, Vulnerability.CHILD, Vulnerability.DISABLED, Vulnerability.SICK)


async def furnish(session: AsyncSession, now: datetime) -> None:
    """Add all of it to a demo whose roster was imported."""
    villages = {one.code: one for one in await session.scalars(sa.select(Village))}
    grids = list(await session.scalars(sa.select(Grid).order_by(Grid.code)))
    keepers = await _holders(session, Role.VILLAGE_PRINCIPAL)
    for code, _, latitude, longitude, _ in VILLAGES:
        village = villages[code]
        west, width = longitude - HALF, 2 * HALF
        session.add(_outline(latitude, west, west + width, now, village_id=village.id))
        own = [grid for grid in grids if grid.village_id == village.id]
        for at, grid in enumerate(own):
            left, right = (round(west + width * edge / len(own), 6) for edge in (at, at + 1))
            session.add(_outline(latitude, left, right, now, grid_id=grid.id))
    shelters = {}
    for at, (code, name, address, rooms) in enumerate(SHELTERS, start=1):
        village = villages[code]
        shelters[village.id] = Shelter(
            code=f"AZ-{at:02d}",
            name=name,
            village_id=village.id,
            address=address,
            latitude=village.latitude,
            longitude=village.longitude,
            keeper_id=keepers[village.id],
            keys="门卫室，备用钥匙在村委会",
            rooms=[ShelterRoom(name=room, day=day, night=night) for room, day, night in rooms],
        )
    session.add_all(shelters.values())
    await session.flush()
    await _people(session, shelters)


def _outline(latitude: float, west: float, east: float, now: datetime, **of: int) -> Outline:
    south, north = round(latitude - HALF, 6), round(latitude + HALF, 6)
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    geometry = {"type": "Polygon", "coordinates": [ring]}
    return Outline(geometry=geometry, south=south, north=north, west=west, east=east, imported_at=now, **of)


async def _people(session: AsyncSession, shelters: dict[int, Shelter]) -> None:
    officers = await _holders(session, Role.GRID_OFFICER)
    points: dict[int, RiskPoint] = {}
    for point in await session.scalars(sa.select(RiskPoint).where(RiskPoint.line.in_(CARDS)).order_by(RiskPoint.code)):
        points.setdefault(point.village_id, point)
        shelter = shelters.get(point.village_id)
        session.add(RiskPointCard(point_id=point.id, units={}, **CARDS[point.line], shelter_id=shelter and shelter.id))
    members: list[dict[str, Any]] = []
    risks: list[dict[str, int]] = []
    for number, home in enumerate(await session.scalars(sa.select(Household).order_by(Household.code)), start=1):
        home.house = "砖混" if number % 3 else "土木"
        shelter = shelters.get(home.village_id)
        home.shelter_id = shelter.id if shelter else None
        if home.vulnerable:
            home.helper_id = officers.get(home.grid_id or 0)
        if number % 2 and home.village_id in points:
            risks.append({"household_id": home.id, "point_id": points[home.village_id].id})
        for at in range(1, home.people):
            name = full_name(number * 11 if at % 2 else number * 5 + at, number * 3 + at * 7)
            need = NEEDS[(number + at) % len(NEEDS)] if at <= home.vulnerable else None
            born = {Vulnerability.ELDERLY: 1944, Vulnerability.CHILD: 2020}.get(need or NEEDS[-1], 1975)
            members.append(
                {
                    "household_id": home.id,
                    "name": name,
                    "sought": name,
                    "sex": Sex.FEMALE if at % 2 else Sex.MALE,
                    "born_in": born + number % 6,
                    "vulnerable": [need.value] if need else [],
                    "householder": False,
                }
            )
    await session.execute(sa.insert(HouseholdMember), members)
    await session.execute(sa.insert(HouseholdRisk), risks)


async def _holders(session: AsyncSession, role: Role) -> dict[int, int]:
    """Return the first holder of a role by village, or by grid for grid officers."""
    place = Post.grid_id if role is Role.GRID_OFFICER else Post.village_id
    rows = await session.execute(
        sa.select(place.label("place"), sa.func.min(Person.id).label("person"))
        .join(Person, Person.id == Post.person_id)
        .where(Post.role == role, Post.active, place.is_not(None))
        .group_by(place)
    )
    return {row.place: row.person for row in rows}
