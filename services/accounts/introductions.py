"""The bot's introduction as Telegram was last told it, part by part, so that nothing is sent twice."""

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Account, Group, Introduction, Person, Post
from models.enums import Action, GroupState, Language
from services.core.act import Actor, HeldPost
from services.core.database import INTRODUCTION, wake
from services.people.access import may


@dataclass(frozen=True)
class BoundGroup:
    """A bound group, and the person who bound it while that person may."""

    chat_id: int
    binder: Actor | None


async def told(session: AsyncSession, bot_id: int) -> dict[str, Introduction]:
    """Return what Telegram was told of a bot, by part."""
    rows = await session.scalars(sa.select(Introduction).where(Introduction.bot_id == bot_id))
    return {row.part: row for row in rows}


async def note(session: AsyncSession, bot_id: int, done: Mapping[str, tuple[str, bool]], now: datetime) -> None:
    """Note the digest of each part that Telegram was told, and whether it refused; a part without one is forgotten."""
    await session.execute(sa.delete(Introduction).where(Introduction.bot_id == bot_id, Introduction.part.in_(done)))
    session.add_all(
        Introduction(bot_id=bot_id, part=part, digest=digest, at=now, refused=refused)
        for part, (digest, refused) in done.items()
        if digest
    )


async def holders(session: AsyncSession) -> list[Actor]:
    """Return everybody who is logged in and reached, as far as commands are concerned: the roles and the language."""
    rows = await session.execute(
        sa.select(Account.telegram_id, Person.language, Person.id, Post.role)
        .join(Person, Person.id == Account.person_id)
        .join(Post, sa.and_(Post.person_id == Person.id, Post.active))
        .where(Person.active, Account.reachable)
        .order_by(Account.telegram_id, Post.role)
    )
    found: dict[tuple[int, Language, int], set[HeldPost]] = {}
    for chat_id, language, person_id, role in rows:
        found.setdefault((chat_id, language, person_id), set()).add(HeldPost(role))
    return [
        Actor(person_id, "", "", language, tuple(posts), chat_id)
        for (chat_id, language, person_id), posts in found.items()
    ]


async def bound_groups(session: AsyncSession, people: Collection[Actor]) -> list[BoundGroup]:
    """Return the groups that are bound; ``people`` are all who are logged in."""
    by_id = {one.person_id: one for one in people if may(one, Action.BIND_GROUP)}
    rows = await session.execute(
        sa.select(Group.chat_id, Group.bound_by_id).where(Group.state == GroupState.BOUND).order_by(Group.id)
    )
    return [BoundGroup(chat_id, by_id.get(binder)) for chat_id, binder in rows]


async def again(session: AsyncSession, chat_id: int) -> None:
    """Have a chat told again of its commands: it may have been unknown to Telegram when they were set."""
    await session.execute(sa.delete(Introduction).where(Introduction.part == part_of(chat_id), Introduction.refused))
    wake(session, INTRODUCTION)


def digest_of(said: str) -> str:
    """Return the digest of what a part says."""
    return hashlib.sha256(said.encode()).hexdigest()


def part_of(chat_id: int) -> str:
    """Return the part that the commands of a chat are."""
    return f"commands chat {chat_id}"
