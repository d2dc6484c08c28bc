"""The demo's squad with its bound group: a captain, some members who have logged in, and two who have not."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Account, Group, GroupMember, Person, Post, Squad
from models.enums import GroupPurpose, Role
from sandbox.world.actions import membership
from sandbox.world.chats import Room
from sandbox.world.people import Bot
from sandbox.world.people import Person as Player
from sandbox.world.state import World
from services.messaging import messages
from services.messaging.outbox import Outgoing, queue_all
from services.squads import invitations
from services.squads.kinds import INVITED
from texts import Words

MEMBERS = 8
"""Members with a phone: a newcomer cannot look at all thirty-one."""
LOGGED_IN = 6
JOIN_CODE = "demo"
"""The same at each start, as everything in the demo."""


@dataclass(frozen=True)
class SquadCast:
    """The squad's people with phones, and its group."""

    room: Room
    captain: Player
    newcomer: Player  # in the group and not logged in: the invitation in the group is for this person
    members: tuple[Player, ...]


async def seat_squad(
    session: AsyncSession, world: World, bot: Bot, players: dict[int, Player], code: str, words: Words, *, now: datetime
) -> SquadCast:
    """Give some of a squad's members phones, and the squad a group with the bot as administrator."""
    found = (await session.scalars(sa.select(Squad).where(Squad.code == code))).one()
    posts = await session.execute(
        sa.select(Post.role, Person)
        .join(Person, Person.id == Post.person_id)
        .where(Post.squad_id == found.id, Post.active)
        .order_by(Post.id)
    )
    held: dict[Role, list[Person]] = {role: [] for role in Role}
    for role, person in posts:
        held[role].append(person)
    captain = players[held[Role.SQUAD_CAPTAIN][0].id]
    members: list[Player] = []
    for at, person in enumerate(held[Role.SQUAD_MEMBER][:MEMBERS]):
        player = world.add_person(person.name, phone=person.phone, language_code="zh-hans")
        members.append(player)
        if at < LOGGED_IN:
            world.private(player, bot).started = True
            account = Account(telegram_id=player.id, person_id=person.id, bound_at=now, via="contact", reachable=True)
            session.add(account)
    inside = [captain, *(players[person.id] for person in held[Role.SQUAD_DEPUTY]), *members[:-1]]
    room = world.add_group("supergroup", found.name)
    membership.found(world, room, inside, {bot: "administrator"})
    group = Group(
        chat_id=room.id,
        title=room.title or "",
        purpose=GroupPurpose.SQUAD,
        scope=found.id,
        bound_by_id=held[Role.SQUAD_CAPTAIN][0].id,
        bound_at=now,
        join_code=JOIN_CODE,
        administrator=True,
    )
    session.add(group)
    await session.flush()
    for player in inside:
        session.add(GroupMember(group_id=group.id, telegram_id=player.id, present=True, told=True, since=now))
    invitation, to = invitations.invitation(words, found, group), messages.address(group)
    sent = Outgoing(to, invitation, INVITED.key("demo", to.name))
    await queue_all(session, [sent], event=INVITED.event, priority=INVITED.priority, now=now)
    return SquadCast(room, captain, members[LOGGED_IN], tuple(members))
