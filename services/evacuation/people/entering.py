"""Where each person is: entered for a whole household or some of it, kept for ever, never overwritten in silence."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa

from models import Deadline, Evacuation, EvacuationPart, Evacuee, EvacueeEntry, Shelter
from models.enums import ACCOUNTED, MOVED, Action, DeadlineOutcome, EvacuationState, EvacueeState
from services.core import journal
from services.core.act import Act
from services.core.errors import Forbidden, Refused, Stale, existing
from services.core.errors import reason as given
from services.deadlines import deadlines
from services.deadlines.deadlines import About
from services.evacuation.order import orders, stays
from services.evacuation.order.stays import Site
from services.people.access import Subject, may

LONGEST_PLACE, LONGEST_WHY, LONGEST_PHONE = 128, 200, 20
BEFORE = frozenset(EvacueeState) - {EvacueeState.RETURNED}


@dataclass(frozen=True)
class Said:
    """A statement about people: the state, and where they are or why."""

    state: EvacueeState
    shelter_id: int | None = None
    place: str | None = None
    phone: str | None = None
    why: str | None = None


@dataclass(frozen=True)
class Home:
    """The people of one household on a list, or one person without a household; those struck off at the end."""

    order: Evacuation
    people: tuple[Evacuee, ...]
    part: EvacuationPart

    @property
    def there(self) -> tuple[Evacuee, ...]:
        """The people who count."""
        return tuple(person for person in self.people if person.struck_at is None)


@dataclass(frozen=True)
class Conflict:
    """Two people say different things of one person."""

    person: Evacuee
    mine: EvacueeEntry
    """It does not count until its author confirms it."""
    theirs: EvacueeEntry


@dataclass(frozen=True)
class Entered:
    """The outcome of an entry."""

    home: Home
    changed: tuple[Evacuee, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    full: Site | None = None
    """The shelter that has no room for all of them: nothing was entered."""
    filled: Site | None = None
    """The shelter whose last place was taken."""
    wanted: int = 0
    """The people to take in."""
    entries: tuple[EvacueeEntry, ...] = field(default=())


async def home_of(act: Act, person_id: int, *, lock: bool = False) -> Home:
    """Return a person's household on the list. Raises ``Stale`` when there is no such person any more."""
    anchor = existing(await act.session.get(Evacuee, person_id), "evacuation-moved-on")
    order = (
        await orders.going_on(act.session, anchor.evacuation_id)
        if lock
        else await act.session.get_one(Evacuation, anchor.evacuation_id)
    )
    query = sa.select(Evacuee).where(Evacuee.evacuation_id == anchor.evacuation_id).order_by(Evacuee.id)
    if anchor.household_id is not None:
        query = query.where(Evacuee.household_id == anchor.household_id)
    else:
        query = query.where(Evacuee.id == anchor.id)
    if lock:
        query = query.with_for_update().execution_options(populate_existing=True)
    people = tuple(await act.session.scalars(query))
    return Home(order, people, await act.session.get_one(EvacuationPart, anchor.part_id))


def subject_of(home: Home) -> Subject:
    """Return the subject that rights on a household of the list are judged by: its officer's, wherever it is."""
    first = home.people[0]
    mine = frozenset({home.part.person_id} if home.part.person_id is not None else ())
    return Subject(village_id=first.village_id, grid_id=first.grid_id, own_of=mine)


def keeps(act: Act, home: Home, site: Site | None = None) -> bool:
    """Whether the actor may enter where these people are; at the door of a shelter its keeper may."""
    if may(act.actor, Action.WORK_EVACUATION, subject_of(home)):
        return True
    return site is not None and may(act.actor, Action.KEEP_DOOR, door_of(site.shelter))


def door_of(shelter: Shelter) -> Subject:
    """Return the subject that rights on a shelter's door are judged by."""
    keeper = frozenset({shelter.keeper_id} if shelter.keeper_id is not None else ())
    return Subject(village_id=shelter.village_id, own_of=keeper)


async def _guests(act: Act, people: Sequence[Evacuee]) -> list[Evacuee]:
    """Return the people in shelters whose door the actor keeps."""
    ids = {person.shelter_id for person in people}
    shelters = await act.session.scalars(sa.select(Shelter).where(Shelter.id.in_(ids)))
    kept = {one.id for one in shelters if may(act.actor, Action.KEEP_DOOR, door_of(one))}
    return [person for person in people if person.shelter_id in kept]


async def newest(act: Act, home: Home) -> int:
    """Return the newest entry of a household: what a card shows, an entry from that card has seen."""
    ids = [person.id for person in home.people]
    found = await act.session.scalar(sa.select(sa.func.max(EvacueeEntry.id)).where(EvacueeEntry.evacuee_id.in_(ids)))
    return int(found or 0)


async def enter(
    act: Act,
    person_id: int,
    whom: Sequence[int] | None,
    said: Said,
    *,
    seen: int | None = None,
    over: bool = False,
    leaving: int = 0,
) -> Entered:
    """Enter where people of a household are; ``whom`` are their ids, None: all of them.

    ``leaving`` is the shelter whose door they leave by: it means its guests, and nobody elsewhere.
    A keeper without rights on the household lets out guests of their own doors alone.

    ``seen`` is the newest entry that the actor had seen. Where another person has said something else since, the entry
    is kept and does not count: the actor is asked. ``over``: a leader lets a shelter be fuller than it is made for.
    """
    home = await home_of(act, person_id, lock=True)
    site = await stays.room_in(act, home.order, said.shelter_id) if said.shelter_id is not None else None
    chosen = [person for person in home.there if whom is None or person.id in whom]
    if leaving:
        chosen = [person for person in chosen if person.shelter_id == leaving]
        if not chosen:
            raise Stale("evacuation-nobody-here")
    if not keeps(act, home, site) and not (chosen := await _guests(act, chosen)):
        raise Forbidden("error-forbidden")
    said = _checked(home.order, said)
    if not chosen:
        raise Stale("evacuation-nobody-chosen")
    theirs = await _contradicted(act, chosen, said, seen)
    free = [person for person in chosen if person.id not in theirs and not _same(person, said)]
    if site is not None:
        there = await stays.staying(act, site.shelter.id, free)
        new = [person for person in free if person.id not in there]
        if len(new) > site.left and not _may_overfill(act, site, len(new), over):
            return Entered(home, full=site, wanted=len(new))
        await stays.take_in(act, home.order, site.shelter.id, new, over=len(new) > site.left)
        if len(new) > site.left:
            details = {"shelter": site.shelter.id, "places": site.places, "taken": site.taken + len(new)}
            await journal.record(act, orders.subject(home.order.id), "overfill", details=details)
        filled = site if site.left and 0 < site.left <= len(new) else None
    else:
        if free:
            await stays.let_out(act, free)
        filled = None
    said_of = [person for person in chosen if person in free or person.id in theirs]
    entries = [entry(act, person, said, seen or 0, counts=person.id not in theirs) for person in said_of]
    act.session.add_all(entries)
    for person in free:
        put(act, person, said)
    await act.session.flush()
    await settle(act, home)
    mine = {entry.evacuee_id: entry for entry in entries}
    conflicts = [Conflict(person, mine[person.id], theirs[person.id]) for person in chosen if person.id in theirs]
    return Entered(home, tuple(free), tuple(conflicts), filled=filled, entries=tuple(entries))


def _checked(order: Evacuation, said: Said) -> Said:
    """Return what was said without blanks. Raises ``Refused`` for what is missing or cannot be."""
    if (said.state is EvacueeState.RETURNED) and order.state is not EvacuationState.LIFTED:
        raise Refused("evacuation-not-lifted")
    if said.state is EvacueeState.UNTOLD:
        raise Stale("evacuation-moved-on")
    why = given(said.why or "", most=LONGEST_WHY) if said.state is EvacueeState.UNWILLING else said.why
    place, phone = (said.place or "").strip() or None, (said.phone or "").strip() or None
    if place is not None and len(place) > LONGEST_PLACE:
        raise Refused("error-words-long", limit=LONGEST_PLACE, count=len(place))
    if phone is not None and len(phone) > LONGEST_PHONE:
        raise Refused("error-words-long", limit=LONGEST_PHONE, count=len(phone))
    elsewhere = said.state is EvacueeState.AWAY or (said.state is EvacueeState.ARRIVED and said.shelter_id is None)
    if elsewhere and place is None:
        raise Refused("evacuation-place-needed")
    return Said(said.state, said.shelter_id, place, phone, why)


def _may_overfill(act: Act, site: Site, coming: int, over: bool) -> bool:
    """Whether a leader lets a shelter be fuller; never by more than the settings allow."""
    if not over or not may(act.actor, Action.LEAD_EVACUATION, Subject()):
        return False
    most = int(site.places * (1 + act.town.settings.evacuation.over_share))
    if site.taken + coming > most:
        raise Refused("evacuation-over-limit", places=site.places, most=most, taken=site.taken, coming=coming)
    return True


async def _contradicted(act: Act, people: Sequence[Evacuee], said: Said, seen: int | None) -> dict[int, EvacueeEntry]:
    """Return what another person has said since, by person."""
    if seen is None:
        return {}
    rows = await act.session.scalars(
        sa.select(EvacueeEntry)
        .where(
            EvacueeEntry.evacuee_id.in_([person.id for person in people]),
            EvacueeEntry.id > seen,
            EvacueeEntry.counts,
        )
        .order_by(EvacueeEntry.id)
    )
    last = {row.evacuee_id: row for row in rows}
    return {
        person.id: last[person.id]
        for person in people
        if person.id in last and last[person.id].by_id != act.actor.person_id and not _same(person, said)
    }


def _same(person: Evacuee, said: Said) -> bool:
    if person.state is not said.state or person.shelter_id != said.shelter_id:
        return False
    return said.state not in (EvacueeState.ARRIVED, EvacueeState.AWAY) or (person.place, person.phone) == (
        said.place,
        said.phone,
    )


def entry(act: Act, person: Evacuee, said: Said, seen: int, *, counts: bool = True) -> EvacueeEntry:
    """Return an entry about a person, who does not change by it."""
    return EvacueeEntry(
        evacuation_id=person.evacuation_id,
        evacuee_id=person.id,
        at=act.at,
        by_id=act.actor.person_id,
        was=person.state,
        becomes=said.state,
        seen=seen,
        counts=counts,
        shelter_id=said.shelter_id,
        place=said.place,
        phone=said.phone,
        why=said.why,
    )


def put(act: Act, person: Evacuee, said: Said) -> None:
    """Let a person be where an entry says."""
    person.state, person.since = said.state, act.at
    person.shelter_id, person.place, person.phone = said.shelter_id, said.place, said.phone
    person.moved = person.moved or said.state in MOVED
    person.settled = person.settled or said.state is EvacueeState.ARRIVED


async def settle(act: Act, home: Home) -> None:
    """End the deadline of an officer's part when everybody is accounted for; start it again when somebody is not."""
    open_here = await act.session.scalar(
        sa.select(Evacuee.id)
        .where(Evacuee.part_id == home.part.id, Evacuee.struck_at.is_(None), Evacuee.state.not_in(ACCOUNTED))
        .limit(1)
    )
    if open_here is None:
        await deadlines.end(
            act.session, (orders.PART,), orders.PART, (home.part.id,), now=act.now, outcome=DeadlineOutcome.MET
        )
    elif home.order.state is EvacuationState.ORDERED and not await _owed(act, home.part.id):
        due_at = home.order.due_at or act.now
        about = About(orders.PART, home.part.id, home.order.case_id)
        await deadlines.start(act, orders.PART, about, due_at=due_at, priority=orders.priority(home.order))


async def _owed(act: Act, part_id: int) -> bool:
    running = sa.select(Deadline.id).where(
        Deadline.subject_kind == orders.PART,
        Deadline.subject_id == part_id,
        Deadline.kind == orders.PART,
        Deadline.ended_at.is_(None),
    )
    return await act.session.scalar(running.limit(1)) is not None
