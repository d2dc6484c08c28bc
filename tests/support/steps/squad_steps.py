"""A squad in the small township: captain 王信息员, deputy 陈信息员, two members with accounts, others without."""

from typing import Any

import sqlalchemy as sa

from conversation import Conversation
from models import Person, Post, Squad
from models.enums import Role
from township import SLOPE, TownshipDriver

CAPTAIN, DEPUTY, MEMBER, OTHER = "officer", "neighbour", "land", "road"


async def enrol(driver: TownshipDriver, *, strangers: int = 3, needed: int | None = 5, captain: str = CAPTAIN) -> int:
    """Put 上湾村's squad on the roster; ``strangers`` of its members have never logged in. Answers its id."""
    async with driver.town.database.transaction() as session:
        village = driver.villages["shangwan"]
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
            session.add(Post(person_id=driver.people[who], role=role, **held))
        for number in range(strangers):
            person = Person(name=f"何队员{number}", phone=f"+861390000{number:04d}", skills="急救")
            session.add(person)
            await session.flush()
            stands_in = {"substitute": True, "substitute_for_id": driver.people[MEMBER]} if number == 0 else {}
            session.add(Post(person_id=person.id, role=Role.SQUAD_MEMBER, **held, **stands_in))
        await session.execute(
            sa.update(Person)
            .where(Person.id == driver.people[MEMBER])
            .values(party_member=True, skills="挖掘机驾驶", equipment="油锯")
        )
        return squad.id


async def bound_group(conversation: Conversation, *others: str, captain: str = CAPTAIN, **more: Any) -> int:
    """A group of the squad that its captain has bound with a code; returns the chat."""
    chat = await conversation.sandbox.group(
        "上湾村突击队群", conversation[captain], *(conversation[who] for who in others), **more
    )
    await conversation[captain].sends("/groupcode")
    page = await conversation[captain].sees("要绑定的是什么群")
    assert page.labels == ["突击队群：上湾村应急突击队"]
    await conversation.press(captain, "突击队群")
    code = (await conversation[captain].sees("的群绑定码")).text.split("群绑定码：")[1][:6]
    await conversation[captain].sends(f"/bind {code}", chat=chat)
    await conversation[captain].sees("已绑定", chat=chat)
    return chat
