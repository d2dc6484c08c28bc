"""Eight villages under a typhoon, and two that are not: their people, households and shelters."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random
from typing import Any

import sqlalchemy as sa

from models import (
    Account,
    Evacuation,
    EvacuationPart,
    Evacuee,
    Grid,
    Household,
    HouseholdMember,
    HouseholdRisk,
    Person,
    Post,
    RiskPoint,
    Shelter,
    ShelterRoom,
    ShelterStay,
    Shift,
    Village,
)
from models.enums import DutyKind, EvacuationState, EvacueeState, Level, Role
from plain_list import PlainList, Soul
from sandbox_client import Player
from township import TownshipDriver

VILLAGES = ("桃源村", "柳溪村", "石门村", "白岩村", "金竹村", "双河村", "大田村", "梨树村")
LONELY = 4
"""The village that has a principal and nobody else."""
OUTSIDE = ("officer", "principal", "neighbour", "neighbour_principal")
"""The people of the two villages that no warning names."""
SCHOOL, HALL, GYM = "中心小学", "文化站", "体育馆"


@dataclass(frozen=True)
class Size:
    """How big it is."""

    homes: int
    frail: int


@dataclass
class TyphoonTown:
    """The town; of the first village g0a and g0b are the grid officers, i0 and p0 the others."""

    driver: TownshipDriver
    plain: PlainList = field(default_factory=PlainList)
    players: dict[str, Player] = field(default_factory=dict)
    blocked: tuple[str, ...] = ("g2a", f"p{LONELY}")
    stranger: str = "g3b"
    """An officer without an account."""
    point: int = 0

    @property
    def unreachable(self) -> set[str]:
        """The officers whom chat does not reach."""
        return {*self.blocked, self.stranger}

    @property
    def officers(self) -> list[str]:
        """Everybody who answers for a village under the warning."""
        return [key for key in self.driver.people if key[0] in "gip" and key[1:2].isdigit()]

    def name(self, key: str) -> str:
        """Return the name of somebody of the eight villages."""
        return f"{ {'g': '网格员', 'i': '信息员', 'p': '书记'}[key[0]] }{VILLAGES[int(key[1])][:2]}{key[2:]}"

    def counts(self, village: int, grid: str) -> str:
        """Return who counts the people of a grid: the nearest who can be reached."""
        near = [key for key in (f"g{village}{grid}", f"i{village}", f"p{village}") if key in self.driver.people]
        return next((key for key in near if key not in self.unreachable), near[0])

    async def settle(self, size: Size) -> None:
        """Enter villages, people and households."""
        driver = self.driver
        async with driver.town.database.transaction() as session:
            for number, name in enumerate(VILLAGES):
                village = Village(code=f"v{number}", name=name, latitude=30.18, longitude=108.05)
                session.add(village)
                await session.flush()
                driver.villages[name] = village.id
                grids = {
                    one: Grid(code=f"v{number}-{one}", name=f"{name[:2]}{one}格", village_id=village.id) for one in "ab"
                }
                session.add_all(grids.values())
                await session.flush()
                driver.grids |= {f"{number}{one}": grid.id for one, grid in grids.items()}
                await self._posts(session, number, village.id)
            point = RiskPoint(
                code="R1", name="桃源后山", line="flood", level=Level.MAJOR, village_id=driver.villages[VILLAGES[0]]
            )
            session.add(point)
            await session.flush()
            self.point = point.id
            await self._homes(session, size)
            await self._shelters(session, size)
            starts = driver.now - timedelta(hours=1)
            duty = driver.people["duty"]
            session.add(
                Shift(
                    kind=DutyKind.OFFICER,
                    starts_at=starts,
                    ends_at=starts + timedelta(days=2),
                    person_id=duty,
                    rostered_id=duty,
                    signed_on_at=starts,
                )
            )

    @staticmethod
    def posts(number: int) -> dict[str, Role]:
        """Return who has which post in a village."""
        found = {f"p{number}": Role.VILLAGE_PRINCIPAL}
        if number != LONELY:
            found[f"i{number}"] = Role.INFORMATION_OFFICER
            found |= dict.fromkeys((f"g{number}a", f"g{number}b"), Role.GRID_OFFICER)
        return found

    async def _posts(self, session: Any, number: int, village: int) -> None:
        roles = self.posts(number)
        for at, (key, role) in enumerate(roles.items()):
            person = Person(name=self.name(key), phone=f"+86139{number:04d}{at:04d}")
            session.add(person)
            await session.flush()
            self.driver.people[key] = person.id
            grid = self.driver.grids[key[1:]] if role is Role.GRID_OFFICER else None
            session.add(Post(person_id=person.id, role=role, village_id=village, grid_id=grid))
            if key in self.players:
                account = {"telegram_id": self.players[key].id, "bound_at": self.driver.now, "via": "contact"}
                session.add(Account(person_id=person.id, **account))

    async def _homes(self, session: Any, size: Size) -> None:
        """Enter the households; of some not everybody's name is known, and of some nobody knows who is frail."""
        dice = Random(12)
        for at in range(size.homes):
            number, grid, code = at % len(VILLAGES), "ab"[at // len(VILLAGES) % 2], f"H-{at + 1:04d}"
            people = dice.randint(1, 5)
            named = people - (people > 1 and at % 4 == 0)
            frail = at * size.frail // size.homes != (at + 1) * size.frail // size.homes
            known = frail and (named == people or at % 8 == 0)
            home = Household(
                code=code,
                village_id=self.driver.villages[VILLAGES[number]],
                grid_id=self.driver.grids[f"{number}{grid}"],
                people=people,
                vulnerable=int(frail),
                phone=f"+861370000{at:04d}",
            )
            session.add(home)
            await session.flush()
            for one in range(named):
                name, mark = f"住户{at}之{one}", ["elderly"] if known and one == 0 else []
                session.add(HouseholdMember(household_id=home.id, name=name, sought=name, vulnerable=mark))
            if at % 30 == 0:
                session.add(HouseholdRisk(household_id=home.id, point_id=self.point))
            for one in range(people):
                weak = frail and one == (0 if known else named)
                self.plain.souls[code, one] = Soul(
                    VILLAGES[number], f"{VILLAGES[number][:2]}{grid}格", self.counts(number, grid), weak
                )
        for key in ("shangwan", "xiahe"):  # they stay at home
            session.add(Household(code=f"H-9{len(key):03d}", village_id=self.driver.villages[key], people=3))

    async def _shelters(self, session: Any, size: Size) -> None:
        for at, (name, (day, night), keeper) in enumerate(
            zip((SCHOOL, HALL, GYM), self.places(size).values(), ("p0", "p1", "p6"), strict=True)
        ):
            one = Shelter(
                code=f"AZ-{at}",
                name=name,
                village_id=self.driver.villages[VILLAGES[int(keeper[1])]],
                keeper_id=self.driver.people[keeper],
            )
            session.add(one)
            await session.flush()
            session.add(ShelterRoom(shelter_id=one.id, name="一楼", day=day, night=night))

    async def drilled_yesterday(self) -> None:
        """Let the guests of an earlier drill never have been checked out of the school."""
        driver = self.driver
        alike = {"targets": {}, "shelters": [], "checked": [], "reported": [], "final": []}
        async with driver.town.database.transaction() as session:
            home = await session.scalar(sa.select(Household).where(Household.code.startswith("H-9")))
            shelter = await session.scalar(sa.select(Shelter.id).where(Shelter.name == SCHOOL))
            by = {"made_by_id": driver.people["duty"], "created_at": driver.now, "ordered_at": driver.now}
            old = Evacuation(number="ZY-OLD", drill=True, state=EvacuationState.ENDED, **by, **alike)
            session.add(old)
            await session.flush()
            part = EvacuationPart(evacuation_id=old.id, village_id=home.village_id)
            session.add(part)
            await session.flush()
            where = {"household_id": home.id, "village_id": home.village_id, "shelter_id": shelter, "since": driver.now}
            guest = Evacuee(evacuation_id=old.id, part_id=part.id, state=EvacueeState.ARRIVED, **where)
            session.add(guest)
            await session.flush()
            stay = {"shelter_id": shelter, "evacuation_id": old.id, "evacuee_id": guest.id, "since": driver.now}
            session.add(ShelterStay(by_id=driver.people["duty"], drill=True, **stay))

    @staticmethod
    def places(size: Size) -> Mapping[str, tuple[int, int]]:
        """Return the places of each shelter by day and by night."""
        return {SCHOOL: (30, 20), HALL: (size.homes * 4, size.homes * 3), GYM: (size.homes * 3, size.homes * 2)}


async def ids_of(driver: TownshipDriver, order: int) -> dict[tuple[str, int], int]:
    """Return the rows of the people on a list, by household and number."""
    async with driver.town.database.reading() as session:
        rows = await session.execute(
            sa.select(Household.code, Evacuee.id)
            .join(Household, Household.id == Evacuee.household_id)
            .where(Evacuee.evacuation_id == order)
            .order_by(Evacuee.id)
        )
        found: dict[str, list[int]] = {}
        for code, number in rows:
            found.setdefault(code, []).append(number)
    return {(code, at): number for code, numbers in found.items() for at, number in enumerate(numbers)}
