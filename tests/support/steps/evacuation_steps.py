"""Households and shelters of the small township, an order to evacuate them, and officers who work it off."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from models import Evacuation, Evacuee, Household, HouseholdMember, Message, Shelter, ShelterRoom
from models.enums import EvacueeState
from services.core.act import Act, Moment
from services.core.town import Town
from services.evacuation.giving import consent
from services.evacuation.order import balance, orders
from services.evacuation.order.balance import Balance
from services.evacuation.order.targets import Targets
from services.evacuation.people import entering
from services.evacuation.people.entering import Entered, Said
from township import SLOPE, TownshipDriver

SCHOOL, HALL = "中心小学", "文化站"


async def opened_with_homes(town: Town, *sizes: int) -> TownshipDriver:
    """Return the township with households and shelters."""
    driver = await TownshipDriver.open(town)
    await settle(driver, *sizes)
    return driver


async def settle(driver: TownshipDriver, *sizes: int) -> None:
    """Add households H-0001 … of Shangwan with as many named people; H-0101 of Xiahe has two who are only counted.

    The first household is vulnerable; the school has four places, the hall ten.
    """
    async with driver.town.database.transaction() as session:
        for number, size in enumerate(sizes or (2, 3), 1):
            home = Household(
                code=f"H-{number:04d}",
                village_id=driver.villages["shangwan"],
                grid_id=driver.grids["shangwan"],
                people=size,
                vulnerable=int(number == 1),
                latitude=SLOPE[0],
                longitude=SLOPE[1],
            )
            session.add(home)
            await session.flush()
            for person in range(size):
                name = f"住户{number}{person}"
                frail = ["elderly"] if number == 1 and person == 0 else []
                session.add(HouseholdMember(household_id=home.id, name=name, sought=name, vulnerable=frail))
        session.add(Household(code="H-0101", village_id=driver.villages["xiahe"], people=2))
        for code, name, places in (("AZ-01", SCHOOL, 4), ("AZ-02", HALL, 10)):
            keeper = driver.people["land"] if name == SCHOOL else None
            shelter = Shelter(code=code, name=name, village_id=driver.villages["shangwan"], keeper_id=keeper)
            session.add(shelter)
            await session.flush()
            session.add(ShelterRoom(shelter_id=shelter.id, name="一楼", day=places, night=places))


async def ordered(driver: TownshipDriver, *, drill: bool = False, villages: Sequence[str] = ("shangwan",)) -> int:
    """An order of the duty officer for villages, to which the chief agrees."""
    number = await drafted(driver, drill=drill, villages=villages)
    asked = await driver.by("duty", consent.ask, number)
    await driver.by("chief", consent.answer, number, agrees=True, version=asked.version)
    return number


async def drafted(driver: TownshipDriver, *, drill: bool = False, villages: Sequence[str] = ("shangwan",)) -> int:
    """A draft of the duty officer that was looked at."""

    async def writing(act: Act) -> int:
        draft = await orders.begin(act)
        shelters = list(await act.session.scalars(sa.select(Shelter.id).order_by(Shelter.id)))
        await orders.change(act, draft.id, reason="后山裂缝扩大", route="沿村道向东", shelters=shelters, drill=drill)
        await orders.aim(act, draft.id, Targets(villages=tuple(driver.villages[one] for one in villages)))
        await consent.look(act, draft.id)
        return draft.id

    number: int = await driver.by("duty", writing)
    return number


async def people(driver: TownshipDriver, order: int, code: str | None = None) -> list[Evacuee]:
    """Return the people of a household on the list, or everybody."""
    query = sa.select(Evacuee).where(Evacuee.evacuation_id == order).order_by(Evacuee.id)
    if code is not None:
        query = query.join(Household, Household.id == Evacuee.household_id).where(Household.code == code)
    async with driver.town.database.reading() as session:
        return list(await session.scalars(query))


async def says(
    driver: TownshipDriver,
    who: str,
    order: int,
    code: str,
    state: EvacueeState,
    *,
    some: int | None = None,
    **more: Any,
) -> Entered:
    """Let somebody enter where the people of a household are; ``some``: only so many of them."""
    there = await people(driver, order, code)
    whom = None if some is None else [one.id for one in there[:some]]
    seen, over = more.pop("seen", None), more.pop("over", False)
    done: Entered = await driver.by(who, entering.enter, there[0].id, whom, Said(state, **more), seen=seen, over=over)
    return done


async def shelter(driver: TownshipDriver, name: str) -> int:
    async with driver.town.database.reading() as session:
        return int(await session.scalar(sa.select(Shelter.id).where(Shelter.name == name)) or 0)


async def counted(driver: TownshipDriver, order: int) -> Balance:
    async with driver.town.database.reading() as session:
        return await balance.of(session, [order])


async def order_of(driver: TownshipDriver, order: int) -> Evacuation:
    async with driver.town.database.reading() as session:
        return await session.get_one(Evacuation, order)


async def told(driver: TownshipDriver, event: str) -> list[tuple[str, Message]]:
    """Return who was told, by messages of a kind, in order."""
    whose = {number: who for who, number in driver.people.items()}
    async with driver.town.database.reading() as session:
        rows = await session.scalars(sa.select(Message).where(Message.event == event).order_by(Message.id))
        return [(whose.get(row.person_id or 0, ""), row) for row in rows]


def moment(driver: TownshipDriver, session: Any) -> Moment:
    return Moment(session, driver.town, driver.now)
