"""Squads (应急突击队): their people, their strength, and the people that chat reaches."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from models import Account, Person, Post, Squad, Village
from models.enums import SQUAD, Action, Role
from services.cards.people import named
from services.core.act import Actor
from services.core.database import active
from services.core.errors import Stale
from services.core.town import Town
from services.people.access import Subject, actors, may, require, with_posts
from services.people.directory import station_desk
from texts import Words

_RANK = {Role.SQUAD_CAPTAIN: 0, Role.SQUAD_DEPUTY: 1, Role.SQUAD_MEMBER: 2}

_CAPTAINS = with_posts(
    Post.squad_id == sa.bindparam("squad"), Post.role == Role.SQUAD_CAPTAIN, Account.reachable.is_(True)
)


_PRINCIPAL = aliased(Person)
_MATES = (
    sa.select(
        Post.squad_id,
        Person.id,
        Person.name,
        Person.phone,
        Person.party_member,
        Person.skills,
        Person.equipment,
        Post.role,
        Post.joined_at,
        sa.or_(Post.substitute, Post.substitute_for_id.is_not(None)),
        Post.substitute_for_id,
        _PRINCIPAL.name,
        _PRINCIPAL.phone,
        Village.name,
        Account.telegram_id,
        sa.func.coalesce(Account.reachable, sa.false()),
    )
    .join(Person, Person.id == Post.person_id)
    .outerjoin(Village, Village.id == Post.village_id)
    .outerjoin(_PRINCIPAL, _PRINCIPAL.id == Post.substitute_for_id)
    .outerjoin(Account, Account.person_id == Person.id)
    .where(Post.active, Person.active, Post.role.in_(SQUAD), Post.squad_id.in_(sa.bindparam("squads", expanding=True)))
    .order_by(Post.id)
)


@dataclass(frozen=True)
class Mate:
    """One person of a squad, with the highest post held in it. The fields are the columns of ``_MATES``."""

    person_id: int
    name: str
    phone: str
    party_member: bool
    skills: str | None
    equipment: str | None
    role: Role
    joined_at: datetime | None
    """When the captain let the person in by chat; null for a person who came with the roster."""
    substitute: bool
    """Whether the person waits until somebody cannot come (B角)."""
    substitute_for_id: int | None
    """The A角 of this person, where one is named, and the name and number of that person."""
    principal_name: str | None
    principal_phone: str | None
    home: str | None
    """The village the person comes from."""
    telegram_id: int | None
    reachable: bool

    def said(self, town: Town, words: Words) -> str:
        """Return the person as chat may show one."""
        return named(town, words, self.name, self.phone)

    @property
    def logged_in(self) -> bool:
        """Whether an account is bound."""
        return self.telegram_id is not None


@dataclass(frozen=True)
class SquadStrength:
    """A squad in figures: people needed, on the roster, and within reach of a message."""

    needed: int
    have: int
    reachable: int

    @property
    def lacking(self) -> int:
        """How many are missing."""
        return max(0, self.needed - self.have)


def subject(squad: Squad) -> Subject:
    """Return what rights over a squad are judged by."""
    return Subject(squad_id=squad.id, village_id=squad.village_id)


async def visible(session: AsyncSession, actor: Actor) -> list[Squad]:
    """Return the squads the actor may see, by code. Raises ``Forbidden`` when that is none at all by right."""
    require(actor, Action.SEE_SQUAD)
    found = await session.scalars(sa.select(Squad).where(Squad.active).order_by(Squad.code))
    return [squad for squad in found if may(actor, Action.SEE_SQUAD, subject(squad))]


async def load(session: AsyncSession, squad_id: int) -> Squad:
    """Return a squad. Raises ``Stale`` when it is no longer on the roster."""
    return await active(session, Squad, squad_id, Stale("squad-gone"))


async def opened(session: AsyncSession, actor: Actor, squad_id: int, action: Action = Action.SEE_SQUAD) -> Squad:
    """Return a squad for an action, to look at it by default. Raises ``Stale`` or ``Forbidden``."""
    squad = await load(session, squad_id)
    require(actor, action, subject(squad))
    return squad


async def in_charge(session: AsyncSession, squad_id: int, *, now: datetime) -> list[Actor]:
    """Return the people to tell about a squad's members: its captain; where chat reaches none, the station's desk."""
    return await actors(session, _CAPTAINS, squad=squad_id) or await station_desk(session, now=now)


async def mates_of(session: AsyncSession, squad_id: int) -> list[Mate]:
    """Return the people of one squad."""
    return (await mates(session, [squad_id]))[squad_id]


async def mates(session: AsyncSession, squad_ids: Iterable[int]) -> dict[int, list[Mate]]:
    """Return the people of each squad: captain, deputies, members, each once."""
    ids = list(squad_ids)
    found: dict[int, dict[int, Mate]] = {squad_id: {} for squad_id in ids}
    for squad_id, *row in sorted(await session.execute(_MATES, {"squads": ids}), key=lambda row: _RANK[row.role]):
        mate = Mate(*row)
        found[squad_id or 0].setdefault(mate.person_id, mate)
    return {squad_id: list(people.values()) for squad_id, people in found.items()}


def strength(town: Town, squad: Squad, people: Sequence[Mate]) -> SquadStrength:
    """Return a squad in figures."""
    needed = town.settings.organisation.squad_strength if squad.needed is None else squad.needed
    return SquadStrength(needed, len(people), sum(mate.reachable for mate in people))
