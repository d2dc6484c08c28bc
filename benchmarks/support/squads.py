"""Squads with their people and groups on the roster and in the sandbox's world, and a commander about to call them."""

import asyncio
import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

import sqlalchemy as sa

from benchmarks.support.filing import shown, tapped
from benchmarks.support.harness import Sandbox
from models import Account, Group, Person, Post, Squad
from models.enums import GroupPurpose, Role
from services.cards.card import press
from services.core.act import Act
from services.core.town import Town
from services.mobilisation import cards as mobilisation_cards
from services.mobilisation import mobilisations
from services.people.access import actor_of

NEW, LOOK, START = "mobilise", "mo_look", "mo_go"
"""Buttons of the commander (``handlers.mobilisation.drafting``)."""
_phones = itertools.count(1)


@dataclass(frozen=True)
class Field:
    """The people who can be called, by Telegram's ids, and the commander."""

    commander: int
    members: tuple[int, ...]
    groups: tuple[int, ...]
    squads: tuple[int, ...]


async def newcomers(world: Sandbox, token: str, count: int) -> list[int]:
    """Bring people into the world who have started the bot; their updates are not left to the bot."""
    people = await world.people(token, count)
    offset = 0
    while batch := await _updates(world, token, offset):
        offset = batch[-1] + 1
    return people


async def _updates(world: Sandbox, token: str, offset: int) -> list[int]:
    answer = await world.http.post(f"/bot{token}/getUpdates", json={"offset": offset, "limit": 100, "timeout": 0})
    return [update["update_id"] for update in answer.raise_for_status().json()["result"]]


async def enrol(town: Town, users: Sequence[int], role: Role, squad_id: int | None = None) -> None:
    """Put people on the roster, logged in."""
    async with town.database.transaction() as session:
        for user in users:
            number = next(_phones)
            person = Person(name=f"队员{number}", phone=f"+86137{number:08d}")
            session.add(person)
            await session.flush()
            session.add(Post(person_id=person.id, role=role, squad_id=squad_id))
            session.add(Account(telegram_id=user, person_id=person.id, bound_at=town.now(), via="contact"))


async def field(world: Sandbox, town: Town, squads: int, strong: int) -> Field:
    """Bring squads of ``strong`` people into being, each with a group of its own, and the station's chief."""
    token = town.token
    commander, *members = await newcomers(world, token, 1 + squads * strong)
    groups = await world.groups(token, squads)
    now, ids = town.now(), list[int]()
    async with town.database.transaction() as session:
        chief = await session.scalar(sa.select(Post.person_id).where(Post.role == Role.STATION_CHIEF))
        session.add(Account(telegram_id=commander, person_id=cast(int, chief), bound_at=now, via="contact"))
        for number, group in enumerate(groups):
            squad = Squad(code=f"S{number:03d}", name=f"第{number}突击队", needed=strong)
            session.add(squad)
            await session.flush()
            ids.append(squad.id)
            session.add(_bound(group, number, squad.id, cast(int, chief), now))
    for number, squad_id in enumerate(ids):
        of_squad = members[number * strong : (number + 1) * strong]
        await enrol(town, of_squad[:1], Role.SQUAD_CAPTAIN, squad_id)
        await enrol(town, of_squad[1:], Role.SQUAD_MEMBER, squad_id)
    return Field(commander, tuple(members), tuple(groups), tuple(ids))


def _bound(chat: int, number: int, squad_id: int, by: int, now: datetime) -> Group:
    return Group(
        chat_id=chat,
        title=f"突击队群{number}",
        purpose=GroupPurpose.SQUAD,
        scope=squad_id,
        bound_by_id=by,
        bound_at=now,
        people=0,
        counted_at=now,
    )


async def ready(world: Sandbox, town: Town, one: Field) -> str:
    """Put a mobilisation of everybody together, up to the last press; returns the data of its button."""
    async with town.database.transaction() as session:
        actor = await actor_of(session, one.commander)
        assert actor is not None
        draft = await mobilisations.begin(Act(session, town, town.now(), actor))
        given: dict[str, Any] = {"task": "转移三组群众", "place": "村委会", "drill": False, "squads": list(one.squads)}
        await mobilisations.change(session, actor, draft.id, **given)
    await world.control("send", bot=town.token, **{"from": one.commander}, text="/mobilise")
    for data in (press(NEW, "", 0), press(LOOK, draft.id)):
        await _appears(world, town, one.commander, data)
        await tapped(world, town.token, one.commander, data, 10)
    start = press(START, draft.id)
    await _appears(world, town, one.commander, start)
    return start


async def _appears(world: Sandbox, town: Town, person: int, data: str) -> None:
    for _ in range(200):
        if data in await shown(world, town.token, person):
            return
        await asyncio.sleep(0.1)
    raise TimeoutError(f"no button with {data}")


def answer_of(start: str, said: str) -> str:
    """Return the data of a member's button under a call that this button began."""
    return press(mobilisation_cards.ANSWER, start.split(":")[2], said)


async def officers(world: Sandbox, town: Town, count: int) -> list[int]:
    """Bring people into being who file reports."""
    users = await newcomers(world, town.token, count)
    await enrol(town, users, Role.INFORMATION_OFFICER)
    return users
