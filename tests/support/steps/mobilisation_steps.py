"""Two villages' squads and the town's reserve in the small township, called and answering through the services."""

from typing import Any

import sqlalchemy as sa

from conversation import Conversation
from models import Account, Group, Message, Mobilisation, Person, Post, Squad
from models.enums import Answer, GroupPurpose, GroupState, Role
from scheduler import ticks
from services.core.act import Act
from services.core.town import Town
from services.mobilisation import calling as mobilisation_calling
from services.mobilisation import mobilisations, strength
from services.mobilisation import responses as mobilisation_responses
from services.mobilisation.strength import Headcount
from squad_steps import enrol
from township import SLOPE, TownshipDriver

NEAR, FAR = (SLOPE[0] + 0.01, SLOPE[1]), (SLOPE[0] + 0.1, SLOPE[1])
A, B, RESERVE = "上湾村突击队", "下河村突击队", "镇预备队"


async def opened_with_squads(town: Town) -> TownshipDriver:
    """Two villages' squads and the town's reserve: A has a captain, four members, one of them a substitute, a group."""
    opened = await TownshipDriver.open(town)
    await squad(opened, A, "a", members=4, village="shangwan", at=NEAR, group=-1001, needed=4)
    await squad(opened, B, "b", members=3, village="xiahe", at=FAR, group=-1002, needed=3)
    await squad(opened, RESERVE, "r", members=2, at=NEAR, needed=2)
    async with opened.town.database.transaction() as session:
        await session.execute(
            sa.update(Post)
            .where(Post.person_id == opened.people["a4"])
            .values(substitute=True, substitute_for_id=opened.people["a1"])
        )
    return opened


async def squad(
    driver: TownshipDriver,
    name: str,
    letter: str,
    *,
    members: int,
    needed: int,
    village: str | None = None,
    at: tuple[float, float],
    group: int | None = None,
) -> None:
    """Add a squad: its captain is ``a0``, its members ``a1`` and so on; ``a3`` has no account."""
    async with driver.town.database.transaction() as session:
        made = Squad(
            code=letter,
            name=name,
            village_id=driver.villages[village] if village else None,
            needed=needed,
            latitude=at[0],
            longitude=at[1],
        )
        session.add(made)
        await session.flush()
        for number in range(members + 1):
            person = Person(phone=f"+8613900{ord(letter)}{number:03d}", name=f"队员{letter}{number}")
            session.add(person)
            await session.flush()
            role = Role.SQUAD_MEMBER if number else Role.SQUAD_CAPTAIN
            session.add(Post(person_id=person.id, role=role, squad_id=made.id))
            driver.people[f"{letter}{number}"] = person.id
            if (letter, number) != ("a", 3):
                account = 9000 + ord(letter) * 10 + number
                session.add(Account(telegram_id=account, person_id=person.id, bound_at=driver.now, via="contact"))
        if group is not None:
            bound = Group(
                chat_id=group,
                title=f"{name}群",
                purpose=GroupPurpose.SQUAD,
                scope=made.id,
                state=GroupState.BOUND,
                bound_by_id=driver.people["duty"],
                bound_at=driver.now,
            )
            session.add(bound)


async def logs_in(driver: TownshipDriver, *who: str) -> None:
    """Bind an account to people who have none."""
    async with driver.town.database.transaction() as session:
        for number, one in enumerate(who):
            account = Account(
                telegram_id=8000 + number, person_id=driver.people[one], bound_at=driver.now, via="contact"
            )
            session.add(account)


async def squad_id(driver: TownshipDriver, name: str) -> int:
    async with driver.town.database.reading() as session:
        return int(await session.scalar(sa.select(Squad.id).where(Squad.name == name)) or 0)


async def draft(driver: TownshipDriver, *names: str, who: str = "duty", case: int | None = None, **changes: Any) -> int:
    actor = await driver.actor(who)
    async with driver.town.database.transaction() as session:
        made = await mobilisations.begin(Act(session, driver.town, driver.now, actor), case_id=case)
        given = {"task": "转移三组群众", "place": "村委会", "latitude": SLOPE[0], "longitude": SLOPE[1]}
        if case is None:
            given["drill"] = False  # type: ignore[assignment]
        chosen = list(await session.scalars(sa.select(Squad.id).where(Squad.name.in_(names)).order_by(Squad.id)))
        await mobilisations.change(session, actor, made.id, **(given | {"squads": chosen} | changes))
        await mobilisations.look(session, actor, made.id)
        return made.id


async def running(driver: TownshipDriver, *names: str, **more: Any) -> int:
    number = await draft(driver, *(names or (A,)), **more)
    await driver.by(more.get("who", "duty"), mobilisation_calling.start, number)
    return number


async def says(driver: TownshipDriver, number: int, said: Answer, *who: str) -> list[bool]:
    return [(await driver.by(one, mobilisation_responses.answer, number, said))[1] for one in who]


async def told(driver: TownshipDriver, *events: str) -> list[tuple[str, Message]]:
    """Return (who, message) in the order queued; a group by its number."""
    names = {person: who for who, person in driver.people.items()}
    async with driver.town.database.reading() as session:
        rows = await session.scalars(sa.select(Message).where(Message.event.in_(events)).order_by(Message.id))
        return [(names.get(row.person_id or 0, str(row.chat_id)), row) for row in rows]


async def forward(driver: TownshipDriver, minutes: float, *events: str) -> list[str]:
    """Move the clock, let it do what is due, and return who was told about these events."""
    before = len(await told(driver, *events))
    driver.forward(minutes=minutes)
    await ticks.work_off(driver.town)
    return sorted(who for who, _ in (await told(driver, *events))[before:])


async def counted(driver: TownshipDriver, number: int, name: str = A) -> Headcount:
    async with driver.town.database.reading() as session:
        found = await strength.of(session, await session.get_one(Mobilisation, number))
    return next(count for _, count in found.squads if count.name == name)


async def on_scene(conversation: Conversation, **given: object) -> int:
    """A mobilisation of the enrolled squad that runs, its captain on scene; answers its id."""
    await enrol(conversation.driver)
    number = await running(conversation.driver, "上湾村应急突击队", **given)
    await conversation["officer"].sees("请本人答复")
    await conversation.press("officer", "📍 到场")
    await conversation["officer"].sees("您已到场")
    return number
