"""Where somebody of the roster belongs: the highest post held, and the unit, squad or village it is held at."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Self

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Grid, Squad, Unit, Village
from models.enums import Role
from services.core import geo
from services.core.act import Act, Actor, HeldPost
from services.core.labels import name
from services.people import directory
from services.settings import lines
from texts import Words

RANK: Mapping[Role | None, int] = {role: at for at, role in enumerate(Role)}
"""The order of the roles, from the highest."""
LINES_NAMED = 3
"""The lines of one post that are named; where there are more, their number is said."""


@dataclass(frozen=True)
class Belonging:
    """One person's highest post; without a place it concerns the whole township."""

    role: Role | None
    place: str | None

    def said(self, words: Words) -> str:
        """Return the place and the post in words, as far as there are any."""
        post = name(words, self.role).unescape() if self.role else None
        return " ".join(part for part in (self.place, post) if part)


def by_rank(person: Actor) -> list[HeldPost]:
    """Return the person's posts, the highest first."""
    return sorted(person.posts, key=lambda post: RANK[post.role])


@dataclass(frozen=True)
class Places:
    """The names of the township's units, villages, grids and squads by id, looked up once for many people."""

    units: Mapping[int | None, str]
    villages: Mapping[int | None, str]
    grids: Mapping[int | None, str]
    squads: Mapping[int | None, str]

    @classmethod
    async def load(cls, session: AsyncSession) -> Self:
        """Look the names up."""
        found = [await session.execute(sa.select(table.id, table.name)) for table in (Unit, Village, Grid, Squad)]
        named: list[dict[int | None, str]] = [{row[0]: row[1] for row in rows} for rows in found]
        return cls(*named)

    def of(self, person: Actor) -> Belonging:
        """Return the highest post of the person, and its place."""
        posts = by_rank(person)
        return Belonging(posts[0].role, self.at(posts[0])) if posts else Belonging(None, None)

    def at(self, post: HeldPost) -> str | None:
        """Return the place of a post."""
        return self.units.get(post.unit_id) or self.squads.get(post.squad_id) or self.villages.get(post.village_id)


async def belongings(session: AsyncSession, ids: Iterable[int], words: Words) -> dict[int, str]:
    """Return the place and the post of each person, in words; people outside the roster are left out."""
    places = await Places.load(session)
    return {one.person_id: places.of(one).said(words) for one in await directory.by_ids(session, ids)}


async def posts_of(act: Act, words: Words) -> list[str]:
    """Return the posts of a person in words, each with its place; many lines of one post are counted."""
    places = await Places.load(act.session)
    said = []
    held = Counter(post.role for post in act.actor.posts if post.line)
    for post in act.actor.posts:
        if post.line and held[post.role] > LINES_NAMED:
            said.append(_of_lines(act, words, post.role))
            continue
        held_at = geo.nested(
            places.units.get(post.unit_id),
            places.villages.get(post.village_id),
            places.grids.get(post.grid_id),
            places.squads.get(post.squad_id),
            lines.name(act.town.settings, post.line, words.language),
        )
        said.append(" ".join([*held_at, name(words, post.role)]))
    return list(dict.fromkeys(said))


def _of_lines(act: Act, words: Words, role: Role) -> str:
    named = [lines.name(act.town.settings, post.line, words.language) for post in act.actor.posts if post.role is role]
    first = tuple(one for one in named if one)[:LINES_NAMED]
    return words.plain("identity-post-lines", post=name(words, role), lines=first, count=len(named))
