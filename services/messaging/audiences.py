"""To whom a message to many goes: chosen by squads, villages, units, lines and posts, counted before anybody hears it.

The wrong audience is what hurts most (DOMAIN §5.5): the list is shown with names and head-count, with who cannot be
reached and why; an empty one is refused.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from pydantic import BaseModel, ConfigDict
from sqlalchemy.ext.asyncio import AsyncSession

from models import Account, Grid, Group, Person, Post, RollCallEntry, Squad, Unit
from models.enums import GroupPurpose, GroupState, Role
from services.core.act import Actor
from services.core.town import Town
from services.people.access import actors, with_posts

NO_ACCOUNT, BLOCKED = "no_account", "blocked"
"""Why chat cannot reach a person: never logged in; has stopped the bot. The outbox's names for the same."""


class Match(StrEnum):
    """How several kinds of choice go together."""

    ALL = "all"  # only who meets every kind: "squad members of Shangwan"
    ANY = "any"  # who meets one of them: "squad members, and everybody of Shangwan"


class Selection(BaseModel):
    """What was chosen: ids of squads, villages and units, codes of lines, roles. Nothing chosen is nobody."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    everyone: bool = False
    squads: tuple[int, ...] = ()
    villages: tuple[int, ...] = ()
    units: tuple[int, ...] = ()
    lines: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    roll_call: int | None = None
    """Whoever was told by this roll: for what takes an earlier message back."""
    heard: tuple[int, ...] = ()
    """Groups, with ``roll_call``: those that heard the earlier message."""
    match: Match = Match.ALL

    @property
    def kinds(self) -> tuple[str, ...]:
        """Which kinds of choice were made."""
        return tuple(kind for kind in KINDS if getattr(self, kind))

    def toggled(self, kind: str, value: int | str) -> "Selection":
        """Return the selection with one choice more, or less."""
        present: tuple[Any, ...] = getattr(self, kind)
        changed = tuple(one for one in present if one != value) if value in present else (*present, value)
        return Selection.model_validate(self.model_dump() | {kind: changed, "everyone": False})


KINDS = ("squads", "villages", "units", "lines", "roles")


@dataclass(frozen=True)
class Audience:
    """The people a selection finds now, why some of them cannot be reached in chat, and groups that hear it too."""

    people: tuple[Actor, ...] = ()
    reasons: dict[int, str] | None = None
    groups: tuple[Group, ...] = ()

    @property
    def unreached(self) -> dict[int, str]:
        """Why, by person."""
        return self.reasons or {}

    @property
    def digest(self) -> str:
        """Return what tells two lists apart: who is on it, and which groups."""
        of = ",".join(str(one.person_id) for one in self.people) + ";" + ",".join(str(one.id) for one in self.groups)
        return hashlib.sha256(of.encode()).hexdigest()


async def find(
    session: AsyncSession,
    town: Town,
    selection: Selection,
    *,
    villages: frozenset[int] | None = None,
    groups: bool = False,
) -> Audience:
    """Return whom a selection means, by person, in the roster's order; ``villages`` limits it to their people."""
    if not (selection.everyone or selection.kinds or selection.roll_call):
        return Audience()
    conditions = [_meets(town, selection)]
    if villages is not None:
        conditions.append(_has_post(_VILLAGE.in_(villages)))
    people = await actors(session, with_posts(*conditions, Post.id.is_not(None)))
    reasons = await unreached(session, people)
    heard = await _groups(session, town, selection, villages) if groups else ()
    return Audience(tuple(people), reasons, heard)


async def unreached(session: AsyncSession, people: Iterable[Actor]) -> dict[int, str]:
    """Return why chat cannot reach those of the people whom it cannot."""
    ids = [one.person_id for one in people]
    found = await session.execute(sa.select(Account.person_id, Account.reachable).where(Account.person_id.in_(ids)))
    accounts: dict[int, bool] = {row[0]: row[1] for row in found}
    return {one: BLOCKED if one in accounts else NO_ACCOUNT for one in ids if not accounts.get(one, False)}


_VILLAGE = sa.func.coalesce(Post.village_id, Squad.village_id, Grid.village_id)


def _has_post(*conditions: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
    """Whether one active post of the person meets all conditions (on Post, its Squad, Grid and Unit)."""
    return Person.id.in_(
        sa.select(Post.person_id)
        .outerjoin(Squad, Squad.id == Post.squad_id)
        .outerjoin(Grid, Grid.id == Post.grid_id)
        .outerjoin(Unit, Unit.id == Post.unit_id)
        .where(Post.active, *conditions)
    )


def _meets(town: Town, selection: Selection) -> sa.ColumnElement[bool]:
    if selection.roll_call is not None:
        return Person.id.in_(
            sa.select(RollCallEntry.person_id).where(RollCallEntry.roll_call_id == selection.roll_call)
        )
    if selection.everyone:
        return sa.true()
    of_post: list[sa.ColumnElement[bool]] = []
    if selection.villages:
        of_post.append(_VILLAGE.in_(selection.villages))
    if selection.units:
        of_post.append(Post.unit_id.in_(selection.units))
    if selection.lines:
        of_post.append(sa.or_(Post.line.in_(selection.lines), Unit.code.in_(_units_of(town, selection.lines))))
    if selection.roles:
        of_post.append(Post.role.in_(selection.roles))
    if selection.match is Match.ANY:
        if selection.squads:
            of_post.append(Post.squad_id.in_(selection.squads))
        return _has_post(sa.or_(*of_post))
    # One post has to meet every kind, or "principal of Shangwan" would find a handler who is a principal elsewhere.
    parts = [_has_post(*of_post)] if of_post else []
    if selection.squads:
        parts.append(_has_post(Post.squad_id.in_(selection.squads)))
    return sa.and_(*parts)


def _units_of(town: Town, lines: Iterable[str]) -> set[str]:
    """Return the codes of the units that lead or help with lines."""
    known = town.settings.lines
    return {code for line in lines if line in known for code in known[line].units}


async def _groups(
    session: AsyncSession, town: Town, selection: Selection, villages: frozenset[int] | None
) -> tuple[Group, ...]:
    """Return bound groups all of whose members are meant; an intersection means fewer than any group holds."""
    if len(selection.kinds) > 1 and selection.match is Match.ALL:
        return ()
    bound = list(await session.scalars(sa.select(Group).where(Group.state == GroupState.BOUND).order_by(Group.id)))
    if selection.roll_call is not None:
        return tuple(group for group in bound if group.id in selection.heard)
    of_lines = set(
        await session.scalars(sa.select(Unit.id).where(Unit.code.in_(_units_of(town, selection.lines))))
        if selection.lines
        else ()
    )
    of_villages = set(
        await session.scalars(sa.select(Squad.id).where(Squad.village_id.in_(selection.villages)))
        if selection.villages
        else ()
    )
    wanted = {
        GroupPurpose.SQUAD: set(selection.squads) | of_villages,
        GroupPurpose.VILLAGE: set(selection.villages),
        GroupPurpose.UNIT: set(selection.units) | of_lines,
    }
    within: set[tuple[GroupPurpose, int]] | None = None
    if villages is not None:
        squads = await session.scalars(sa.select(Squad.id).where(Squad.village_id.in_(villages)))
        within = {(GroupPurpose.SQUAD, one) for one in squads} | {(GroupPurpose.VILLAGE, one) for one in villages}
    return tuple(
        group
        for group in bound
        if (selection.everyone or group.scope in wanted.get(group.purpose, set()))
        and (within is None or (group.scope is not None and (group.purpose, group.scope) in within))
    )
