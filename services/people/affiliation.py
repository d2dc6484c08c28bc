"""Where somebody of the roster belongs: the highest post held, and the unit, squad or village it is held at."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Grid, Squad, Unit, Village
from models.enums import Role
from services.core import geo
from services.core.act import Act, Actor, Holding
from services.core.labels import name
from services.settings import lines
from texts import Words

_ORDER = {role: at for at, role in enumerate(Role)}


@dataclass(frozen=True)
class Belonging:
    """One person's highest post; without a place it concerns the whole township."""

    role: Role | None
    place: str | None

    def said(self, words: Words) -> str:
        """Return the place and the post in words, as far as there are any."""
        post = name(words, self.role).unescape() if self.role else None
        return " ".join(part for part in (self.place, post) if part)


def by_rank(person: Actor) -> list[Holding]:
    """Return the person's posts, the highest first."""
    return sorted(person.posts, key=lambda post: _ORDER[post.role])


@dataclass(frozen=True)
class Places:
    """The names of the township's units, squads and villages by id, looked up once for many people."""

    units: Mapping[int, str]
    squads: Mapping[int, str]
    villages: Mapping[int, str]

    @classmethod
    async def load(cls, session: AsyncSession) -> Self:
        """Look the names up."""
        named = [await session.execute(sa.select(table.id, table.name)) for table in (Unit, Squad, Village)]
        return cls(*({row[0]: row[1] for row in rows} for rows in named))

    def of(self, person: Actor) -> Belonging:
        """Return where the person belongs."""
        posts = by_rank(person)
        return Belonging(posts[0].role, self.at(posts[0])) if posts else Belonging(None, None)

    def at(self, post: Holding) -> str | None:
        """Return where a post is held."""
        return (
            self.units.get(post.unit_id or 0)
            or self.squads.get(post.squad_id or 0)
            or self.villages.get(post.village_id or 0)
        )


async def posts_of(act: Act, words: Words) -> list[str]:
    """Return the posts a person holds in words, each with where it is held."""
    wanted: dict[type[Unit] | type[Village] | type[Grid] | type[Squad], set[int | None]] = {
        Unit: {post.unit_id for post in act.actor.posts},
        Village: {post.village_id for post in act.actor.posts},
        Grid: {post.grid_id for post in act.actor.posts},
        Squad: {post.squad_id for post in act.actor.posts},
    }
    named: dict[tuple[type, int | None], str] = {}
    for table, ids in wanted.items():
        if ids - {None}:
            rows = await act.session.execute(sa.select(table.id, table.name).where(table.id.in_(ids - {None})))
            named |= {(table, row.id): row.name for row in rows}
    said = []
    for post in act.actor.posts:
        held_at = geo.nested(
            named.get((Unit, post.unit_id)),
            named.get((Village, post.village_id)),
            named.get((Grid, post.grid_id)),
            named.get((Squad, post.squad_id)),
            lines.name(act.town.settings, post.line, words.language),
        )
        said.append(" ".join([*held_at, name(words, post.role)]))
    return list(dict.fromkeys(said))
