"""A squad in the small township: captain 王信息员, deputy 陈信息员, two members with accounts, others without."""

from typing import Any

import sqlalchemy as sa

from loop import SLOPE, Loop
from models import Person, Post, Squad
from models.enums import Role

CAPTAIN, DEPUTY, MEMBER, OTHER = "officer", "neighbour", "land", "road"


async def enrol(loop: Loop, *, strangers: int = 3, needed: int | None = 5, captain: str = CAPTAIN) -> int:
    """Put 上湾村's squad on the roster; ``strangers`` of its members have never logged in. Answers its id."""
    async with loop.town.database.transaction() as session:
        village = loop.villages["shangwan"]
        squad = Squad(
            code="TJ-SW",
            name="上湾村应急突击队",
            village_id=village,
            needed=needed,
            gathering="村委会广场",
            latitude=SLOPE[0],
            longitude=SLOPE[1],
        )
        session.add(squad)
        await session.flush()
        roles = {captain: Role.SQUAD_CAPTAIN, DEPUTY: Role.SQUAD_DEPUTY, MEMBER: Role.SQUAD_MEMBER}
        held: dict[str, Any] = {"squad_id": squad.id, "village_id": village}
        for who, role in (roles | {OTHER: Role.SQUAD_MEMBER}).items():
            session.add(Post(person_id=loop.people[who], role=role, **held))
        for number in range(strangers):
            person = Person(name=f"何队员{number}", phone=f"+861390000{number:04d}", skills="急救")
            session.add(person)
            await session.flush()
            stands_in = {"substitute": True, "substitute_for_id": loop.people[MEMBER]} if number == 0 else {}
            session.add(Post(person_id=person.id, role=Role.SQUAD_MEMBER, **held, **stands_in))
        await session.execute(
            sa.update(Person)
            .where(Person.id == loop.people[MEMBER])
            .values(party_member=True, skills="挖掘机驾驶", equipment="油锯")
        )
        return squad.id
