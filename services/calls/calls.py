"""The people to telephone, one row a person, and what came of a call."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import sqlalchemy as sa

from models import Call, Post
from models.enums import Action, CallOutcome
from services.calls.sources import CallSource, Matter
from services.core import journal
from services.core.act import Act, Actor
from services.core.errors import Stale, existing
from services.people import directory
from services.people.access import actors, may, with_posts
from services.people.numbers import Callee, Whose, require_ring

LISTS = (Action.SEE_UNDELIVERED, Action.MOBILISE, Action.ORDER_EVACUATION)
"""The rights of which each gives a list of calls."""
STAND_INS = 8
"""People offered to be called instead."""
_NEAR = (Post.unit_id, Post.village_id, Post.grid_id, Post.squad_id)
"""The places that make two people colleagues."""


@dataclass(frozen=True)
class Wanted:
    """A person to call, with all that waits for them, the gravest first."""

    matters: tuple[Matter, ...]
    person: Actor | None = None
    """None for a group, a post that nobody holds, or a number outside the roster."""
    missed: int = 0
    """How often nobody was reached."""
    missed_at: datetime | None = None

    @property
    def first(self) -> Matter:
        """The gravest matter; the newest of several."""
        return self.matters[0]

    @property
    def who(self) -> str:
        """The name of the row."""
        return self.first.who

    @property
    def since(self) -> datetime:
        """Since when somebody must call."""
        return min(one.since for one in self.matters)


async def wanted(act: Act) -> list[Wanted]:
    """Return the people that the actor may have to call: the gravest matters first, then the longest wait."""
    matters = [one for source in act.town.registry.of(CallSource) for one in await source.load(act)]
    made = await _made(act, matters)
    matters = await _handed_on(act, [one for one in matters if not _settled(one, made)], made)
    rows: dict[str, list[Matter]] = {}
    for one in sorted(matters, key=lambda one: (one.priority, -one.since.timestamp())):
        rows.setdefault(one.who, []).append(one)
    people = {one.person_id: one for one in await directory.by_ids(act.session, _persons(matters))}
    found = []
    for who, theirs in rows.items():
        callee = theirs[0].callee
        since = min(one.since for one in theirs)
        missed = {call.at for call in made if call.outcome is CallOutcome.MISSED and call.who == who}
        missed = {at for at in missed if at >= since}
        person = people.get(callee.person_id or 0) if callee else None
        found.append(Wanted(tuple(theirs), person, len(missed), max(missed, default=None)))
    return sorted(found, key=lambda one: (one.first.priority, one.since))


async def one(act: Act, who: str) -> Wanted:
    """Return a row. Raises ``Stale`` when nobody need call that person any more."""
    return existing(next((row for row in await wanted(act) if row.who == who), None), "calls-nothing")


async def number(act: Act, who: str) -> Callee:
    """Return the number behind a row. Raises ``Stale`` when there is none, or nothing to call about any more."""
    require_ring(act.actor, Whose.UNREACHED)
    return existing((await one(act, who)).first.callee, "calls-no-number")


async def reached(act: Act, people: Collection[str]) -> int:
    """Note that these people were reached: what waited for them is settled. Returns how many were on the list."""
    require_ring(act.actor, Whose.UNREACHED)
    sources = {name: source for source in act.town.registry.of(CallSource) for name in source.names}
    rows = await _rows(act, people)
    if not rows:
        await _faster(act, people)
    for row in rows:
        for matter in row.matters:
            await _note(act, matter, row.who, CallOutcome.REACHED)
            await sources[matter.source].reached(act, matter)
        await journal.record(act, f"call:{row.who}", "reached", details={"matters": [one.key for one in row.matters]})
    return len(rows)


async def missed(act: Act, people: Collection[str]) -> int:
    """Note that these people were not reached: they stay on the list. Returns how many were on it."""
    require_ring(act.actor, Whose.UNREACHED)
    rows = await _rows(act, people)
    for row in rows:
        for matter in row.matters:
            await _note(act, matter, row.who, CallOutcome.MISSED)
        await journal.record(act, f"call:{row.who}", "missed")
    return len(rows)


async def stand_ins(act: Act, row: Wanted) -> list[Actor]:
    """Return the people who may be called instead: colleagues of the same place, else the station's leaders."""
    person = row.person
    places = {
        column: {getattr(post, column.key) for post in person.posts} - {None} if person else set() for column in _NEAR
    }
    same = [column.in_(ids) for column, ids in places.items() if ids]
    found = await actors(act.session, with_posts(sa.or_(*same))) if same else []
    found = [one for one in found if person is None or one.person_id != person.person_id]
    return (found or await directory.station_leaders(act.session))[:STAND_INS]


async def hand_on(act: Act, who: str, person_id: int) -> Wanted:
    """Have another person called instead: what waits moves to that person's row until somebody is reached.

    Raises ``Stale`` when that person is none of the people to call instead.
    """
    require_ring(act.actor, Whose.UNREACHED)
    row = await one(act, who)
    if person_id not in {one.person_id for one in await stand_ins(act, row)}:
        raise Stale("calls-nothing")
    for matter in row.matters:
        await _note(act, matter, row.who, CallOutcome.HANDED, to_id=person_id)
    await journal.record(act, f"call:{row.who}", "handed", details={"to": person_id})
    return row


def sees(actor: Actor) -> bool:
    """Whether a person has a list of calls at all."""
    return any(may(actor, action) for action in LISTS)


async def _faster(act: Act, people: Collection[str]) -> None:
    """Raise ``Stale`` with the name of the colleague who has reached one of these people, if there is one."""
    query = sa.select(Call).where(Call.who.in_(list(people)), Call.outcome == CallOutcome.REACHED)
    call = await act.session.scalar(query.order_by(Call.id.desc()).limit(1))
    if call is not None and call.by_id != act.actor.person_id:
        names = await directory.names(act.session, [call.by_id])
        at = act.town.words(act.actor.language).time(call.at, act.town.zone)
        raise Stale("called-already", who=names.get(call.by_id, ""), at=at)


async def _rows(act: Act, people: Collection[str]) -> list[Wanted]:
    return [row for row in await wanted(act) if row.who in people]


async def _note(act: Act, matter: Matter, who: str, outcome: CallOutcome, *, to_id: int | None = None) -> None:
    act.session.add(
        Call(matter=matter.key, who=who, outcome=outcome, at=act.now, by_id=act.actor.person_id, to_id=to_id)
    )
    await act.session.flush()


async def _made(act: Act, matters: Sequence[Matter]) -> list[Call]:
    """Return the calls made about matters, the oldest first."""
    keys = {one.key for one in matters}
    if not keys:
        return []
    return list(await act.session.scalars(sa.select(Call).where(Call.matter.in_(keys)).order_by(Call.id)))


def _settled(matter: Matter, made: Sequence[Call]) -> bool:
    """Whether somebody was reached about a matter since it came up: one that comes up again is called about again."""
    return any(
        call.outcome is CallOutcome.REACHED and call.matter == matter.key and call.at >= matter.since for call in made
    )


async def _handed_on(act: Act, matters: Sequence[Matter], made: Sequence[Call]) -> list[Matter]:
    """Return the matters with the person who is called now, where that is another one."""
    newest = {call.matter: call.to_id for call in made if call.outcome is CallOutcome.HANDED and call.to_id}
    people = {one.person_id: one for one in await directory.by_ids(act.session, newest.values())}
    return [
        replace(one, name=to.name, callee=Callee.of(to), where="", desk="", instead_of=one.instead_of or one.name)
        if (to := people.get(newest.get(one.key) or 0)) is not None
        else one
        for one in matters
    ]


def _persons(matters: Sequence[Matter]) -> set[int]:
    return {one.callee.person_id for one in matters if one.callee and one.callee.person_id is not None}
