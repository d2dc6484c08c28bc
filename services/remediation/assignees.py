"""The assignee of a remediation task: the nearest post to the person out of reach (DOMAIN §1).

A unit's head sees to its handlers; captain or deputy to a squad's people; information officer, emergency administrator
or principal to a village's people. The station sees to the heads of units and villages and to the township's people,
and wherever nobody else there can be reached.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Self

from sqlalchemy.ext.asyncio import AsyncSession

from models import Account, Post
from models.enums import Role
from services.core.act import Actor
from services.people.access import actors, with_posts
from services.people.affiliation import by_rank

_VILLAGE = (
    ("village_id", Role.INFORMATION_OFFICER),
    ("village_id", Role.EMERGENCY_ADMINISTRATOR),
    ("village_id", Role.VILLAGE_PRINCIPAL),
)
NEXT: Mapping[Role, tuple[tuple[str, Role], ...]] = {
    Role.UNIT_HANDLER: (("unit_id", Role.UNIT_HEAD),),
    Role.EMERGENCY_ADMINISTRATOR: _VILLAGE,
    Role.INFORMATION_OFFICER: _VILLAGE,
    Role.GRID_OFFICER: _VILLAGE,
    Role.SQUAD_CAPTAIN: _VILLAGE,
    Role.SQUAD_DEPUTY: (("squad_id", Role.SQUAD_CAPTAIN), *_VILLAGE),
    Role.SQUAD_MEMBER: (("squad_id", Role.SQUAD_CAPTAIN), ("squad_id", Role.SQUAD_DEPUTY), *_VILLAGE),
}
"""For each post the posts to ask in the same place, one after the other. Others: the station."""

_HOLDERS = with_posts(
    Post.role.in_({role for chain in NEXT.values() for _, role in chain}), Account.reachable.is_(True)
)


@dataclass(frozen=True)
class Assignees:
    """Everybody who can be reached and may be asked, by place and post; looked up once for many people."""

    holders: Mapping[tuple[str, int, Role], tuple[int, ...]]

    @classmethod
    async def load(cls, session: AsyncSession, *, without: Collection[int]) -> Self:
        """Look them up; ``without`` are the people out of reach themselves."""
        found: dict[tuple[str, int, Role], tuple[int, ...]] = {}
        for person in await actors(session, _HOLDERS):
            if person.person_id in without:
                continue
            for post in person.posts:
                for scope in ("unit_id", "squad_id", "village_id"):
                    place = getattr(post, scope)
                    if place is not None:
                        key = (scope, place, post.role)
                        found[key] = (*found.get(key, ()), person.person_id)
        return cls(found)

    def of(self, person: Actor) -> int | None:
        """Return who is to mend it, by the person's highest post that names somebody; None: the station."""
        for post in by_rank(person):
            if post.role not in NEXT:
                return None
            for scope, role in NEXT[post.role]:
                place = getattr(post, scope)
                for holder in self.holders.get((scope, place, role), ()):
                    if holder != person.person_id:
                        return holder
        return None
