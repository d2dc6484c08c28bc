"""Calling squads together (集结): chosen and looked at, then the groups first, then each person.

One message in a group reaches thirty; each person is still asked alone, because a person who answers never answers
for the others (DOMAIN §5.3). Substitutes (B角) wait until somebody cannot come.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Case, Group, Mobilisation, Squad, Village
from models.enums import ENDED, Action, GroupPurpose, GroupState, MobilisationState, Priority
from services.core import geo, journal
from services.core.act import Act, Actor, Moment
from services.core.database import locked, newest
from services.core.errors import Forbidden, Keys, Refused, Stale
from services.messaging import audiences
from services.people import directory
from services.people.access import Subject, may, require
from services.squads import squads as squads_squads
from services.squads.squads import Mate

LIVE = (MobilisationState.RUNNING, MobilisationState.STANDING_DOWN)
LONGEST = 600
"""Characters of a task."""
TEXTS = {"task": LONGEST, "place": 200, "equipment": 200, "contact": 100}


@dataclass(frozen=True)
class Callout:
    """The people called by squad, and the squads' groups."""

    squads: tuple[Squad, ...]
    mates: Mapping[int, Sequence[Mate]]
    """The first wave of each squad, each person once."""
    groups: tuple[Group, ...]
    doubtful: frozenset[int] = frozenset()
    """People that did not answer the last reachability test."""

    @property
    def away(self) -> list[Mate]:
        """The people out of reach in chat."""
        return [mate for mate in self.people if not mate.reachable]

    @property
    def people(self) -> list[Mate]:
        """Everybody of the first wave."""
        return [mate for squad in self.squads for mate in self.mates[squad.id]]

    @property
    def digest(self) -> str:
        """Return a digest that tells two lists apart."""
        return hashlib.sha256(",".join(str(mate.person_id) for mate in self.people).encode()).hexdigest()


def subject(mobilisation_id: int, person_id: int | None = None) -> str:
    """Return the subject of a mobilisation's journal, or of one person's part in it."""
    return f"mobilisation:{mobilisation_id}" + (f":{person_id}" if person_id is not None else "")


def priority(one: Mobilisation) -> Priority:
    """Return how urgent its messages are. A drill never goes before what is real."""
    return Priority.ORDER if one.drill else Priority.LIFE


async def begin(act: Act, *, case_id: int | None = None) -> Mobilisation:
    """Return the actor's draft, for a case when one is named: its place and words are the task's to begin with."""
    require(act.actor, Action.MOBILISE)
    of_case = Mobilisation.case_id == case_id if case_id is not None else Mobilisation.case_id.is_(None)
    mine = (Mobilisation.commander_id == act.actor.person_id, Mobilisation.state == MobilisationState.DRAFT)
    if (found := await newest(act.session, Mobilisation, *mine, of_case)) is not None:
        return found
    given: dict[str, Any] = {"drill": True if act.town.settings.drill else None}
    if case_id is not None:
        case = await act.session.get_one(Case, case_id)
        require(act.actor, Action.MOBILISE, Subject(line=case.line, village_id=case.village_id))
        if case.state in ENDED:
            raise Stale("mobilise-case-ended")
        given |= {"task": case.description[:LONGEST], "place": await _place(act, case), "drill": case.drill}
        given |= {"latitude": case.latitude, "longitude": case.longitude}
    return await new(act, case_id=case_id, **given)


async def _place(act: Act, case: Case) -> str:
    """Return where a case is, in words: its landmark, else its village."""
    if case.landmark or case.village_id is None:
        return (case.landmark or "")[:200]
    return (await act.session.get_one(Village, case.village_id)).name


async def new(act: Act, **given: Any) -> Mobilisation:
    """Return a draft of the actor with these fields; nothing else is taken for granted."""
    made = Mobilisation(
        commander_id=act.actor.person_id,
        created_at=act.now,
        updated_at=act.now,
        state=MobilisationState.DRAFT,
        **{"squads": []} | given,
    )
    act.session.add(made)
    await act.session.flush()
    return made


async def load(session: AsyncSession, mobilisation_id: int, *states: MobilisationState) -> Mobilisation:
    """Return a mobilisation, locked. Raises ``Stale`` when it is in none of the states (any more)."""
    return await locked(session, Mobilisation, mobilisation_id, "mobilise-moved-on", *states)


async def going_on(session: AsyncSession, mobilisation_id: int, *states: MobilisationState) -> Mobilisation:
    """Return a mobilisation in one of these states; it stays in it until the transaction ends.

    Many people answer at once; the stand-down waits for them, and they wait for it. Raises ``Stale`` when it is in none
    of the states (any more).
    """
    answers = {"read": True, "key_share": True}
    found = await session.get(Mobilisation, mobilisation_id, with_for_update=answers, populate_existing=True)
    if found is None or found.state not in states:
        raise Stale("mobilise-over")
    return found


async def commanders(act: Moment, one: Mobilisation) -> list[Actor]:
    """Return who hears an alarm as the commander: when the commander has left, the people at the station."""
    return await directory.by_ids(act.session, [one.commander_id]) or await directory.alarmed(act.session, now=act.now)


async def commanded(
    session: AsyncSession, actor: Actor, mobilisation_id: int, *states: MobilisationState
) -> Mobilisation:
    """Return a mobilisation the actor may command: the actor's, or any with the right to call every squad."""
    require(actor, Action.MOBILISE)
    found = await load(session, mobilisation_id, *states)
    if found.commander_id != actor.person_id and not may(actor, Action.MOBILISE, Subject()):
        raise Forbidden("error-forbidden")
    return found


async def change(
    session: AsyncSession, actor: Actor, mobilisation_id: int, *, now: datetime | None = None, **changes: Any
) -> Mobilisation:
    """Change a draft; the list has to be looked at again."""
    draft = await commanded(session, actor, mobilisation_id, MobilisationState.DRAFT)
    for name, limit in TEXTS.items():
        if len(changes.get(name, "")) > limit:
            raise Refused("mobilise-too-long", limit=limit)
    for name, value in changes.items():
        setattr(draft, name, value)
    draft.updated_at = now or draft.updated_at
    if not changes.keys() <= {"seen"}:
        draft.seen = None
    await session.flush()
    return draft


async def options(session: AsyncSession, actor: Actor, one: Mobilisation) -> list[tuple[Squad, float | None]]:
    """Return the squads the actor may call with their distance in metres, the nearest first."""
    found = await session.scalars(sa.select(Squad).where(Squad.active).order_by(Squad.code))
    own = [squad for squad in found if may(actor, Action.MOBILISE, squads_squads.subject(squad))]
    far = [(squad, _distance(one, squad)) for squad in own]
    return sorted(far, key=lambda pair: (pair[1] is None, pair[1] or 0.0))


def _distance(one: Mobilisation, squad: Squad) -> float | None:
    here, there = geo.pin_of(one), geo.pin_of(squad)
    return geo.distance_m(here, there) if here and there else None


async def called(session: AsyncSession, actor: Actor, squad_ids: Sequence[int]) -> Callout:
    """Return the people and groups of these squads: everybody but the substitutes, each person once."""
    found = await session.scalars(sa.select(Squad).where(Squad.id.in_(squad_ids), Squad.active).order_by(Squad.code))
    chosen = tuple(squad for squad in found if may(actor, Action.MOBILISE, squads_squads.subject(squad)))
    everybody = await squads_squads.mates(session, [squad.id for squad in chosen])
    seen: set[int] = set()
    first: dict[int, list[Mate]] = {}
    for squad in chosen:
        wave = [mate for mate in everybody[squad.id] if not mate.substitute and mate.person_id not in seen]
        seen |= {mate.person_id for mate in wave}
        first[squad.id] = wave
    doubtful = await audiences.doubtful(
        session, [mate.person_id for wave in first.values() for mate in wave if mate.reachable]
    )
    return Callout(chosen, first, tuple(await groups_of(session, first)), doubtful)


async def groups_of(session: AsyncSession, squad_ids: Iterable[int]) -> Sequence[Group]:
    """Return the groups of squads."""
    bound = sa.select(Group).where(Group.state == GroupState.BOUND, Group.purpose == GroupPurpose.SQUAD)
    return (await session.scalars(bound.where(Group.scope.in_(list(squad_ids))).order_by(Group.id))).all()


def faults(draft: Mobilisation, found: Callout) -> tuple[str, ...]:
    """Return the text keys of everything that is missing before people can be called."""
    lacks = {
        "broadcast-lacks-drill": draft.drill is None,
        "mobilise-lacks-people": not found.people,
        "mobilise-lacks-task": not draft.task.strip(),
        "mobilise-lacks-place": not draft.place.strip() and draft.latitude is None,
    }
    return tuple(key for key, lacking in lacks.items() if lacking)


async def complete(session: AsyncSession, actor: Actor, mobilisation_id: int) -> tuple[Mobilisation, Callout]:
    """Return a draft and the people it calls. Raises ``Refused`` with everything that is missing."""
    draft = await commanded(session, actor, mobilisation_id, MobilisationState.DRAFT)
    found = await called(session, actor, draft.squads)
    if lacks := faults(draft, found):
        raise Refused("broadcast-incomplete", missing=Keys(lacks))
    return draft, found


async def look(session: AsyncSession, actor: Actor, mobilisation_id: int) -> tuple[Mobilisation, Callout]:
    """Note that the list was seen as it is now. Raises ``Refused`` with everything that is missing."""
    _, found = await complete(session, actor, mobilisation_id)
    return await change(session, actor, mobilisation_id, seen=found.digest), found


async def drop(act: Act, mobilisation_id: int) -> None:
    """Give a draft up."""
    draft = await commanded(act.session, act.actor, mobilisation_id, MobilisationState.DRAFT)
    draft.state = MobilisationState.DROPPED
    await act.session.flush()
    await journal.record(act, subject(draft.id), "drop")


async def running(session: AsyncSession, actor: Actor) -> list[Mobilisation]:
    """Return the mobilisations that run now and the actor may command, the newest first. Raises ``Forbidden``."""
    require(actor, Action.MOBILISE)
    found = await session.scalars(
        sa.select(Mobilisation).where(Mobilisation.state.in_(LIVE)).order_by(Mobilisation.id.desc())
    )
    whole = may(actor, Action.MOBILISE, Subject())
    return [one for one in found if whole or one.commander_id == actor.person_id]


async def names(session: AsyncSession, squad_ids: Sequence[int]) -> list[tuple[int, str]]:
    """Return squads' ids and names."""
    found = await session.execute(sa.select(Squad.id, Squad.name).where(Squad.id.in_(squad_ids)).order_by(Squad.code))
    return [(row[0], row[1]) for row in found]
