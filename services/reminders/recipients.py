"""The people on the steps of ladders, looked up once for many deadlines."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Account, Person, Post
from models.enums import DIRECTORS, STATION, UNIT, VILLAGE_POINT, Role
from services.core.act import Actor, HeldPost
from services.deadlines.ladders import Owner
from services.deadlines.owed import Whose
from services.people.access import actors, with_posts
from services.people.on_duty import NO_WATCH, Watch, on_watch
from services.settings.clocks import Rank

_ABOVE = STATION | DIRECTORS | {Role.DEPUTY_DIRECTOR}
_LEADERS = with_posts(Post.role.in_(_ABOVE))
_BELOW = with_posts(
    sa.or_(
        sa.and_(Post.role.in_(UNIT), Post.unit_id.in_(sa.bindparam("units", expanding=True))),
        sa.and_(Post.role.in_(VILLAGE_POINT), Post.village_id.in_(sa.bindparam("villages", expanding=True))),
        Person.id.in_(sa.bindparam("persons", expanding=True)),
    )
)
_REACHED = sa.select(Account.person_id).where(
    Account.person_id.in_(sa.bindparam("persons", expanding=True)), Account.reachable
)
_AT_DESK_ABOVE = (Role.STATION_DEPUTY_CHIEF, Role.STATION_EXECUTIVE_DEPUTY)
"""The posts that answer for the desk, as a unit's head does for the unit."""


@dataclass(frozen=True)
class Recipients:
    """The leaders, and the people that some deadlines concern."""

    people: tuple[Actor, ...]
    watch: Watch = NO_WATCH
    within_reach: frozenset[int] = frozenset()
    """The persons that chat reaches: logged in, and the bot is not blocked."""

    @cached_property
    def _places(self) -> dict[int, int]:
        return {person.person_id: place for place, person in enumerate(self.people)}

    @cached_property
    def _holders(self) -> dict[Role, list[tuple[HeldPost, Actor]]]:
        """The posts of each role, with the people who hold them."""
        found: dict[Role, list[tuple[HeldPost, Actor]]] = {}
        for person in self.people:
            for post in person.posts:
                found.setdefault(post.role, []).append((post, person))
        return found

    @classmethod
    async def load(cls, session: AsyncSession, those: Collection[Whose], *, now: datetime) -> "Recipients":
        """Look up everybody who may be told, and who is on duty."""
        watch = await on_watch(session, now)
        above = await actors(session, _LEADERS)
        below = await actors(
            session,
            _BELOW,
            units=sorted({one.unit_id for one in those if one.unit_id is not None}),
            villages=sorted({one.village_id for one in those if one.village_id is not None}),
            persons=sorted({one for who in those for one in (who.person_id, who.substitute_id) if one is not None}),
        )
        people = {person.person_id: person for person in (*above, *below)}
        on_duty = {person.person_id for person in (*watch.officers, *watch.leaders)}
        reach = await session.scalars(_REACHED, {"persons": sorted({*people, *on_duty})})
        return cls(tuple(people.values()), watch, frozenset(reach))

    @cached_property
    def _found(self) -> dict[tuple[Rank, Owner, Whose], list[Actor]]:
        return {}

    def on(self, rank: Rank, owner: Owner, whose: Whose) -> list[Actor]:
        """Return who stands on a step; nobody when the post is vacant."""
        step = rank, owner, whose
        if step not in self._found:
            self._found[step] = self._on(*step)
        return self._found[step]

    def _on(self, rank: Rank, owner: Owner, whose: Whose) -> list[Actor]:
        match rank, owner:
            case Rank.HANDLER, Owner.UNIT if whose.unit_id is not None:
                return self._handlers(whose)
            case Rank.UNIT_HEAD, Owner.UNIT if whose.unit_id is not None:
                return self._holding((Role.UNIT_HEAD,), unit_id=whose.unit_id)
            case Rank.HANDLER, (Owner.VILLAGE | Owner.UNIT) if whose.village_id is not None:  # a unit's: it has none
                own = [one for one in self.people if one.person_id == whose.person_id]
                return own or self._holding(tuple(VILLAGE_POINT), village_id=whose.village_id)
            case Rank.UNIT_HEAD, (Owner.VILLAGE | Owner.UNIT) if whose.village_id is not None:
                return self._holding((Role.VILLAGE_PRINCIPAL,), village_id=whose.village_id)
            case Rank.HANDLER, Owner.VERIFIER:
                return [*self.desk(whose), *self._holding(tuple(VILLAGE_POINT), village_id=whose.village_id)]
            case Rank.HANDLER, Owner.PERSON if whose.person_id is not None:
                return [one for one in self.people if one.person_id == whose.person_id]
            case Rank.SUBSTITUTE, _:
                return [one for one in self.people if one.person_id == whose.substitute_id]
            case ((Rank.HANDLER | Rank.DUTY_OFFICER), _):
                return self.desk(whose)
            case Rank.UNIT_HEAD, _:
                return self._holding(_AT_DESK_ABOVE)
            case Rank.LINE_DEPUTY_DIRECTOR, _:
                deputies = self._holding((Role.DEPUTY_DIRECTOR,))
                return [one for one in deputies if any(_leads(post, whose.line) for post in one.posts)]
            case _:
                return self._holding((rank.role,))

    def desk(self, whose: Whose) -> list[Actor]:
        """Return who looks after the station's queue: who is on duty, for a danger to life everybody at the station.

        Where nobody is on duty: full-time staff; everybody at the station when there is none.
        """
        if self.watch.covered and whose.life_danger:
            return _once([*self._holding(tuple(STATION)), *self.watch.leaders])
        if self.watch.covered:
            return _once(self.watch.told(incident=whose.incident))
        staff = [
            one for one in self.people if any(post.role is Role.STATION_STAFF and post.full_time for post in one.posts)
        ]
        return staff or self._holding(tuple(STATION))

    def _handlers(self, whose: Whose) -> list[Actor]:
        """Return the person who accepted the assignment, else every handler of the unit, else its head."""
        unit = self._holding(tuple(UNIT), unit_id=whose.unit_id)
        accepted = [one for one in unit if one.person_id == whose.person_id]
        return accepted or self._holding((Role.UNIT_HANDLER,), unit_id=whose.unit_id) or unit

    def _holding(
        self, roles: tuple[Role, ...], *, unit_id: int | None = None, village_id: int | None = None
    ) -> list[Actor]:
        fit = {
            person.person_id: person
            for role in roles
            for post, person in self._holders.get(role, ())
            if unit_id in (None, post.unit_id) and village_id in (None, post.village_id)
        }
        return sorted(fit.values(), key=lambda one: self._places[one.person_id])


def _once(found: list[Actor]) -> list[Actor]:
    return list({one.person_id: one for one in found}.values())


def _leads(post: HeldPost, line: str | None) -> bool:
    return post.role is Role.DEPUTY_DIRECTOR and (post.line is None or post.line == line)
