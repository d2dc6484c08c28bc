"""Audiences: the recipients of a message to many, chosen by squads, villages, units, lines and posts.

The wrong audience hurts most (DOMAIN §5.5): before anybody hears the message, the list is shown with names and
head-count, and with the people out of reach and the reason; an empty one is refused.
"""

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from pydantic import BaseModel, ConfigDict
from sqlalchemy.ext.asyncio import AsyncSession

from models import Account, Grid, Group, Person, Post, RollCall, RollCallEntry, Squad, Unit
from models.enums import VILLAGE_POINT, GroupPurpose, GroupState, Role, RollCallKind
from services.core.act import Actor
from services.core.town import Town
from services.people.access import actors, with_posts

NO_ACCOUNT, BLOCKED = "no_account", "blocked"
"""Why chat cannot reach a person: never logged in; has stopped the bot. The outbox's names for the same."""


UNANSWERED = "test"
"""Why a message may not be seen, though chat takes it: the last reachability test was not answered."""


class Match(StrEnum):
    """How several kinds of choice go together."""

    ALL = "all"  # people who meet every kind: "squad members of Shangwan"
    ANY = "any"  # people who meet one of them: "squad members, and everybody of Shangwan"


class Selection(BaseModel):
    """A choice: ids of squads, villages and units, codes of lines, roles. Nothing chosen is nobody."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    everyone: bool = False
    squads: tuple[int, ...] = ()
    villages: tuple[int, ...] = ()
    units: tuple[int, ...] = ()
    lines: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    roll_call: int | None = None
    """The people of this roll call: for a message that takes an earlier one back."""
    heard: tuple[int, ...] = ()
    """Groups, with ``roll_call``: those that heard the earlier message."""
    responsible: tuple[int, ...] = ()
    """Villages whose people with a post of the village point or a grid are meant, besides every other choice."""
    spared: tuple[int, ...] = ()
    """Grids of those villages whose officers are not meant."""
    without: tuple[int, ...] = ()
    """Roll calls whose people have it already."""
    match: Match = Match.ALL

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of choice that were made."""
        return tuple(kind for kind in KINDS if getattr(self, kind))

    def toggled(self, kind: str, value: int | str) -> "Selection":
        """Return the selection with one choice more, or less."""
        present: tuple[Any, ...] = getattr(self, kind)
        changed = tuple(one for one in present if one != value) if value in present else (*present, value)
        return Selection.model_validate(self.model_dump() | {kind: changed, "everyone": False})


RESPONSIBLE = VILLAGE_POINT | {Role.INFORMATION_OFFICER, Role.GRID_OFFICER}
"""The posts that answer for a village and its grids."""
KINDS = ("squads", "villages", "units", "lines", "roles")


@dataclass(frozen=True)
class Audience:
    """The people a selection finds now, the reasons why some are out of reach in chat, and groups that hear it too."""

    people: tuple[Actor, ...] = ()
    unreached: dict[int, str] = field(default_factory=dict)
    """Reasons by person."""
    groups: tuple[Group, ...] = ()
    doubtful: frozenset[int] = frozenset()
    """People that chat reaches by all that is known, but that did not answer the last reachability test."""

    @property
    def reached(self) -> tuple[Actor, ...]:
        """The people that chat can reach."""
        return tuple(one for one in self.people if one.person_id not in self.unreached)

    @property
    def gravest_first(self) -> tuple[Actor, ...]:
        """The people, those out of reach first, then the doubtful: for a list of names before anything goes."""
        rank = {one.person_id: 0 if one.person_id in self.unreached else 1 for one in self.people}
        doubted = {one.person_id: one.person_id not in self.doubtful for one in self.people}
        return tuple(sorted(self.people, key=lambda one: (rank[one.person_id], doubted[one.person_id])))

    def reason(self, person_id: int) -> str | None:
        """Why a message may not reach a person."""
        return self.unreached.get(person_id) or (UNANSWERED if person_id in self.doubtful else None)

    @property
    def digest(self) -> str:
        """A digest of the list's people and groups, to tell two lists apart."""
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
    """Return the people of a selection, in the roster's order; ``villages`` limits it to their people."""
    if not (selection.everyone or selection.kinds or selection.roll_call or selection.responsible):
        return Audience()
    conditions = [_meets(town, selection)]
    if villages is not None:
        conditions.append(_has_post(_VILLAGE.in_(villages)))
    if selection.without:
        had = sa.select(RollCallEntry.person_id).where(RollCallEntry.roll_call_id.in_(selection.without))
        conditions.append(Person.id.not_in(had))
    people = await actors(session, with_posts(*conditions, Post.id.is_not(None)))
    reasons = await unreached(session, people)
    heard = await _groups(session, town, selection, villages) if groups else ()
    return Audience(tuple(people), reasons, heard, await doubtful(session, people) - reasons.keys())


async def unreached(session: AsyncSession, people: Iterable[Actor]) -> dict[int, str]:
    """Return the reasons why chat cannot reach some of the people."""
    ids = [one.person_id for one in people]
    found = await session.execute(sa.select(Account.person_id, Account.reachable).where(Account.person_id.in_(ids)))
    accounts: dict[int, bool] = {row[0]: row[1] for row in found}
    return {one: BLOCKED if one in accounts else NO_ACCOUNT for one in ids if not accounts.get(one, False)}


async def doubtful(session: AsyncSession, people: Iterable[Actor | int]) -> frozenset[int]:
    """Return the people who did not answer the last reachability test in which they were asked, once it has ended."""
    ids = [one if isinstance(one, int) else one.person_id for one in people]
    is_test = sa.exists().where(
        RollCall.id == RollCallEntry.roll_call_id,
        RollCall.kind == RollCallKind.REACHABILITY,
        RollCall.closed_at.is_not(None),
    )
    newest = (
        sa.select(RollCallEntry.roll_call_id)
        .where(RollCallEntry.person_id == Person.id, is_test)
        .order_by(RollCallEntry.roll_call_id.desc())
        .limit(1)
        .correlate(Person)
        .scalar_subquery()
    )
    silent = sa.exists().where(
        RollCallEntry.person_id == Person.id, RollCallEntry.roll_call_id == newest, RollCallEntry.answer.is_(None)
    )
    return frozenset(await session.scalars(sa.select(Person.id).where(Person.id.in_(ids), silent)))


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
    chosen = {
        "squads": Post.squad_id.in_(selection.squads),
        "villages": _VILLAGE.in_(selection.villages),
        "units": Post.unit_id.in_(selection.units),
        "lines": sa.or_(Post.line.in_(selection.lines), Unit.code.in_(_units_of(town, selection.lines))),
        "roles": Post.role.in_(selection.roles),
    }
    if selection.responsible:
        meant = sa.or_(Post.grid_id.is_(None), Post.grid_id.not_in(selection.spared))
        theirs = sa.and_(_VILLAGE.in_(selection.responsible), Post.role.in_(RESPONSIBLE), meant)
        return _has_post(sa.or_(theirs, *(chosen[kind] for kind in selection.kinds)))
    if selection.match is Match.ANY:
        return _has_post(sa.or_(*(chosen[kind] for kind in selection.kinds)))
    # One post has to meet every kind, or "principal of Shangwan" would find a handler who is a principal elsewhere.
    of_post = [chosen[kind] for kind in selection.kinds if kind != "squads"]
    squads = [chosen["squads"]] if selection.squads else []
    return sa.and_(*(_has_post(*kinds) for kinds in (of_post, squads) if kinds))


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

    async def ids(of: type[Unit] | type[Squad], condition: sa.ColumnElement[bool]) -> set[int]:
        return set(await session.scalars(sa.select(of.id).where(condition)))

    wanted = {
        GroupPurpose.SQUAD: set(selection.squads) | await ids(Squad, Squad.village_id.in_(selection.villages)),
        GroupPurpose.VILLAGE: set(selection.villages),
        GroupPurpose.UNIT: set(selection.units) | await ids(Unit, Unit.code.in_(_units_of(town, selection.lines))),
    }
    within: dict[GroupPurpose, Collection[int]] | None = None
    if villages is not None:
        squads = await ids(Squad, Squad.village_id.in_(villages))
        within = {GroupPurpose.SQUAD: squads, GroupPurpose.VILLAGE: villages}
    return tuple(
        group
        for group in bound
        if (selection.everyone or group.scope in wanted.get(group.purpose, ()))
        and (within is None or group.scope in within.get(group.purpose, ()))
    )
