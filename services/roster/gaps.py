"""Gaps of the roster (D15): posts and people that the Opinions ask of a township and the roster does not have."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Grid, Person, Post, Squad, Unit, Village
from models.enums import STATION, Role
from services.core.labels import name
from services.settings.township import Organisation, Township
from texts import Words


@dataclass(frozen=True)
class Gap:
    """Something the roster lacks. ``grave`` ones keep the loop from closing; the others are for the assessment."""

    key: str
    arguments: tuple[tuple[str, Any], ...] = ()
    grave: bool = False
    village_id: int | None = None
    """The village of the gap; null: the township."""

    def said(self, words: Words) -> str:
        """Return the gap in words."""
        arguments = dict(self.arguments)
        if "role" in arguments:
            arguments["role"] = name(words, arguments["role"]).unescape()
        if "line" in arguments:
            arguments["line"] = arguments["line"].in_language(words.language)
        return words.plain(f"roster-gap-{self.key}", **arguments)


def _gap(key: str, /, *, grave: bool = False, **arguments: Any) -> Gap:
    return Gap(key, tuple(arguments.items()), grave)


async def gaps(session: AsyncSession, settings: Township) -> list[Gap]:
    """Return every gap of the active roster, the grave ones first."""
    posts = list(
        await session.scalars(
            sa.select(Post).join(Person, Person.id == Post.person_id).where(Post.active, Person.active)
        )
    )
    if not posts:
        return [_gap("empty", grave=True)]
    units = {unit.code: unit for unit in await session.scalars(sa.select(Unit).where(Unit.active))}
    villages = list(await session.scalars(sa.select(Village).where(Village.active).order_by(Village.code)))
    grids = list(await session.scalars(sa.select(Grid).where(Grid.active).order_by(Grid.code)))
    squads = list(await session.scalars(sa.select(Squad).where(Squad.active).order_by(Squad.code)))
    found = [
        *_town(settings.organisation, posts),
        *_lines(settings, posts, units),
        *(gap for squad in squads if squad.village_id is None for gap in _squad(settings.organisation, squad, posts)),
    ]
    for village in villages:
        here = (*_village(village, posts), *_grids(village, grids, posts))
        own = [squad for squad in squads if squad.village_id == village.id]
        if not own:
            here = (*here, _gap("village-squad", village=village.name))
        here = (*here, *(gap for squad in own for gap in _squad(settings.organisation, squad, posts)))
        found += [replace(gap, village_id=village.id) for gap in here]
    return sorted(found, key=lambda gap: not gap.grave)


def _town(rules: Organisation, posts: list[Post]) -> Iterator[Gap]:
    held = Counter(post.role for post in posts)
    for role in (Role.DIRECTOR, Role.EXECUTIVE_DEPUTY_DIRECTOR, Role.STATION_CHIEF, Role.STATION_EXECUTIVE_DEPUTY):
        if not held[role]:
            yield _gap("nobody", role=role)
    staff = {post.person_id for post in posts if post.role in STATION}
    full_time = {post.person_id for post in posts if post.role in STATION and post.full_time}
    if len(staff) < rules.station_staff:
        yield _gap("station-staff", count=len(staff), wanted=rules.station_staff)
    if len(full_time) < rules.station_full_time:
        yield _gap("station-full-time", count=len(full_time), wanted=rules.station_full_time)


def _lines(settings: Township, posts: list[Post], units: dict[str, Unit]) -> Iterator[Gap]:
    """Every unit a line names must exist and have people; every line has a leader in charge."""
    staffed = {(post.unit_id, post.role) for post in posts}
    needed = {code: line for line in settings.lines.values() for code in reversed(line.units)}
    for code, line in needed.items():
        if code not in units:
            yield _gap("unit-unknown", grave=True, unit=code, line=line.name)
            continue
        unit = units[code]
        for role in (Role.UNIT_HEAD, Role.UNIT_HANDLER):
            if (unit.id, role) not in staffed:
                yield _gap("unit-without", grave=role is Role.UNIT_HEAD, unit=unit.name, role=role)
    led = {post.line for post in posts if post.role is Role.DEPUTY_DIRECTOR}
    for code, line in settings.lines.items():
        if code not in led and None not in led:
            yield _gap("line-without", line=line.name)


def _village(village: Village, posts: list[Post]) -> Iterator[Gap]:
    here = [post for post in posts if post.village_id == village.id]
    first = {post.role for post in here if not post.substitute}
    for role in (Role.VILLAGE_PRINCIPAL, Role.EMERGENCY_ADMINISTRATOR, Role.INFORMATION_OFFICER):
        if role not in first:
            yield _gap("village-without", village=village.name, role=role)
    if not any(post.role is Role.INFORMATION_OFFICER and post.substitute for post in here):
        yield _gap("village-substitute", village=village.name)


def _grids(village: Village, grids: list[Grid], posts: list[Post]) -> Iterator[Gap]:
    """Each grid has a grid officer who inspects it."""
    covered = {post.grid_id for post in posts if post.role is Role.GRID_OFFICER}
    for grid in grids:
        if grid.village_id == village.id and grid.id not in covered:
            yield _gap("grid-officer", grid=grid.name, village=village.name)


def _squad(rules: Organisation, squad: Squad, posts: list[Post]) -> Iterator[Gap]:
    here = [post for post in posts if post.squad_id == squad.id]
    people = {post.person_id for post in here}
    wanted = rules.squad_strength if squad.needed is None else squad.needed
    if len(people) < wanted:
        yield _gap("squad-strength", squad=squad.name, count=len(people), wanted=wanted)
    if not any(post.role is Role.SQUAD_CAPTAIN for post in here):
        yield _gap("squad-captain", squad=squad.name)
