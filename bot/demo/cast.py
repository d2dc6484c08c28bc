"""The demo's cast: people of the roster with phones in the sandbox, their accounts, and the station's group."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from bot.demo.squad import SquadCast, seat_squad
from models import Account, Group, Person, Post, Unit, Village
from models.enums import STATION, GroupPurpose, Role
from sandbox.world.actions import membership
from sandbox.world.chats import Room
from sandbox.world.people import Bot
from sandbox.world.people import Person as Player
from sandbox.world.state import World
from services.core.labels import name
from texts.bundle import load

TOKEN = "1000000001:demo-only-never-a-secret"
VILLAGE = "SW"
"""The village of the hazard: 上湾村."""
ELSEWHERE = "XB"
"""The village of what the trainer lets happen: 下坝村."""
SQUAD = "TJ-SW"
"""The squad whose group is on the table: 上湾村's."""
UNIT = "natural-resources"
"""The unit that handles it."""
GROUP_TITLE = "青溪镇应急管理站工作群"
BOT = ("青溪闭环", "qingxi_bihuan_bot")
"""The bot's name and username."""


@dataclass(frozen=True)
class Cast:
    """The roster's people with their phones in the sandbox, and the groups."""

    officer: Player  # has not logged in yet: the player does that first
    duty: Player
    handler: Player
    verifier: Player
    leader: Player  # the second person, whose consent an urgent broadcast needs
    reporter: Player  # somebody of another village, for the trainer
    group: Room
    squad: SquadCast
    others: tuple[tuple[Player, dict[str, str]], ...]
    """Everybody else, with the name of the first post in each language of the page."""


async def seat_people(session: AsyncSession, world: World, *, now: datetime) -> Cast:
    """Give everybody of the roster, but most squad members, a phone with a bound account; create the groups."""
    bot = world.bot(TOKEN)
    bot.rename(*BOT)
    players: dict[int, Player] = {}
    known = await session.scalars(sa.select(Person).order_by(Person.id))
    offices = await _offices(session)
    for person in known:
        if not offices.get(person.id):
            continue
        player = world.add_person(person.name, phone=person.phone, language_code="zh-hans")
        players[person.id] = player

    async def holder(*conditions: Any) -> int:
        query = sa.select(Post.person_id).where(Post.active, *conditions).order_by(Post.id).limit(1)
        return (await session.scalars(query)).one()

    village = sa.select(Village.id).where(Village.code == VILLAGE).scalar_subquery()
    unit = sa.select(Unit.id).where(Unit.code == UNIT).scalar_subquery()
    officer = await holder(Post.role == Role.INFORMATION_OFFICER, Post.village_id == village, ~Post.substitute)
    duty = await holder(Post.role == Role.STATION_STAFF, Post.full_time)
    handler = await holder(Post.role == Role.UNIT_HANDLER, Post.unit_id == unit)
    verifier = await holder(Post.role == Role.EMERGENCY_ADMINISTRATOR, Post.village_id == village)

    leader = await holder(Post.role == Role.STATION_EXECUTIVE_DEPUTY)
    elsewhere = sa.select(Village.id).where(Village.code == ELSEWHERE).scalar_subquery()
    reporter = await holder(Post.role == Role.INFORMATION_OFFICER, Post.village_id == elsewhere, ~Post.substitute)

    for person_id, player in players.items():
        if person_id == officer:
            continue
        world.private(player, bot).started = True
        session.add(Account(telegram_id=player.id, person_id=person_id, bound_at=now, via="contact", reachable=True))
    room = _group(world, bot, [players[duty], *(players[p] for p, held in offices.items() if held & STATION)])
    session.add(
        Group(
            chat_id=room.id,
            title=room.title,
            purpose=GroupPurpose.STATION,
            bound_by_id=duty,
            bound_at=now,
        )
    )
    words, shown = load()["zh_CN"], {officer, duty, handler, verifier}
    squad = await seat_squad(session, world, bot, players, SQUAD, words, now=now)
    others = tuple(
        (player, _called(min(offices[person_id], key=list(Role).index)))
        for person_id, player in players.items()
        if person_id not in shown
    )
    members = tuple((player, _called(Role.SQUAD_MEMBER)) for player in squad.members)
    return Cast(
        players[officer],
        players[duty],
        players[handler],
        players[verifier],
        players[leader],
        players[reporter],
        room,
        squad,
        (*members, *others),
    )


def _called(role: Role) -> dict[str, str]:
    texts = load()
    return {"zh": name(texts["zh_CN"], role).unescape(), "en": name(texts["en"], role).unescape()}


async def _offices(session: AsyncSession) -> dict[int, set[Role]]:
    """Return the roles of each person. Mere squad members are left out: two hundred phones are enough."""
    held: dict[int, set[Role]] = {}
    for person_id, role in await session.execute(sa.select(Post.person_id, Post.role).where(Post.active)):
        if role is not Role.SQUAD_MEMBER:
            held.setdefault(person_id, set()).add(role)
    return held


def _group(world: World, bot: Bot, members: list[Player]) -> Room:
    room = world.add_group("supergroup", GROUP_TITLE)
    membership.found(world, room, list(dict.fromkeys(members)), {bot: "member"})
    return room
