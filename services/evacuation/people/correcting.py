"""Corrections: an entry that its author holds to, one that is undone, a person struck off. All is kept."""

from collections.abc import Sequence

import sqlalchemy as sa

from models import Evacuee, EvacueeEntry
from models.enums import MOVED, Action, EvacueeState
from services.core import journal
from services.core.act import Act
from services.core.errors import Forbidden, Stale
from services.core.errors import reason as given
from services.evacuation import cards, kinds
from services.evacuation.order import orders, stays, views
from services.evacuation.people import entering
from services.evacuation.people.entering import LONGEST_WHY, Entered, Home, Said
from services.messaging import messages
from services.people import directory
from services.people.access import Subject, may, require


async def hold_to(act: Act, entry_id: int) -> Entered:
    """Let the actor's entry count although another person said something else; that person is told.

    Raises ``Stale`` when it is not the actor's, or counts already.
    """
    mine = await act.session.get(EvacueeEntry, entry_id)
    if mine is None or mine.by_id != act.actor.person_id or mine.counts or mine.becomes is None:
        raise Stale("evacuation-moved-on")
    alike = await act.session.scalars(
        sa.select(EvacueeEntry).where(
            EvacueeEntry.evacuation_id == mine.evacuation_id,
            EvacueeEntry.by_id == mine.by_id,
            EvacueeEntry.at == mine.at,
            EvacueeEntry.seen == mine.seen,
            EvacueeEntry.counts.is_(False),
        )
    )
    entries = list(alike)
    whom = [one.evacuee_id for one in entries]
    said = Said(mine.becomes, mine.shelter_id, mine.place, mine.phone, mine.why)
    done = await entering.enter(act, mine.evacuee_id, whom, said, seen=max(one.id for one in entries))
    if done.changed:
        await _tell_others(act, done, [one.id for one in entries])
    return done


async def _tell_others(act: Act, done: Entered, mine: Sequence[int]) -> None:
    """Tell the people whose entries no longer count as the last word."""
    others = await act.session.scalars(
        sa.select(EvacueeEntry.by_id)
        .where(
            EvacueeEntry.evacuee_id.in_([person.id for person in done.changed]),
            EvacueeEntry.counts,
            EvacueeEntry.id < max(mine),
            EvacueeEntry.by_id != act.actor.person_id,
        )
        .distinct()
    )
    people = await directory.by_ids(act.session, others)
    order, first = done.home.order, done.changed[0]
    code = await views.code_of(act.session, first)
    await messages.tell(
        act,
        people,
        lambda words: cards.disputed(act.town, words, order, code, first, len(done.changed), act.actor),
        kinds.DISPUTED,
        about=(order, max(mine)),
    )


async def undo(act: Act, person_id: int, whom: Sequence[int] | None, *, seen: int) -> Entered:
    """Correct the last entry of people: each is again where they were before, and both entries are kept.

    Raises ``Stale`` when something was entered since, or there is nothing to correct.
    """
    home = await _mine(act, person_id)
    chosen = [one for one in home.people if (whom is None or one.id in whom)]
    rows = await act.session.scalars(
        sa.select(EvacueeEntry)
        .where(EvacueeEntry.evacuee_id.in_([one.id for one in chosen]), EvacueeEntry.counts)
        .order_by(EvacueeEntry.id)
    )
    standing: dict[int, list[EvacueeEntry]] = {}
    for row in rows:
        stack = standing.setdefault(row.evacuee_id, [])
        if row.undoes_id is None:
            stack.append(row)
        elif stack:
            stack.pop()
    undone = [one for one in chosen if standing.get(one.id)]
    if not undone or any(standing[one.id][-1].id > seen for one in undone):
        raise Stale("evacuation-entered-since")
    back = {one.id: standing[one.id][-2] if len(standing[one.id]) > 1 else None for one in undone}
    struck = [one for one in undone if (before := back[one.id]) is not None and before.becomes is None]
    wanted = _by_shelter(home, undone, back)
    for shelter_id, people in wanted.items():
        site = await stays.room_in(act, home.order, shelter_id)
        if len(people) > site.left:
            return Entered(home, full=site, wanted=len(people))
    await stays.let_out(act, undone)
    for shelter_id, people in wanted.items():
        await stays.take_in(act, home.order, shelter_id, people, over=False)
    for one in undone:
        last, before = standing[one.id][-1], back[one.id]
        said = _before(before)
        entry = entering.entry(act, one, said, seen)
        entry.undoes_id, entry.becomes = last.id, None if one in struck else said.state
        act.session.add(entry)
        one.struck_at = act.at if one in struck else None
        entering.put(act, one, said)
        stack = standing[one.id][:-1]
        one.moved = any(row.becomes in MOVED for row in stack)
        one.settled = any(row.becomes is EvacueeState.ARRIVED for row in stack)
    await act.session.flush()
    await entering.settle(act, home)
    return Entered(home, tuple(undone))


def _by_shelter(
    home: Home, undone: Sequence[Evacuee], back: dict[int, EvacueeEntry | None]
) -> dict[int, list[Evacuee]]:
    wanted: dict[int, list[Evacuee]] = {}
    for one in undone:
        before = back[one.id]
        if before is not None and before.becomes is EvacueeState.ARRIVED and before.shelter_id is not None:
            wanted.setdefault(before.shelter_id, []).append(one)
    return wanted


def _before(entry: EvacueeEntry | None) -> Said:
    if entry is None or entry.becomes is None:
        return Said(entry.was if entry is not None else EvacueeState.UNTOLD)
    return Said(entry.becomes, entry.shelter_id, entry.place, entry.phone, entry.why)


async def strike(act: Act, person_id: int, whom: Sequence[int] | None, why: str) -> Entered:
    """Strike people off who were on the list by mistake; the rows stay. Raises ``Refused`` without a reason."""
    home = await _mine(act, person_id)
    why = given(why, most=LONGEST_WHY)
    chosen = [one for one in home.there if whom is None or one.id in whom]
    if not chosen:
        raise Stale("evacuation-nobody-chosen")
    await stays.let_out(act, chosen)
    for one in chosen:
        entry = entering.entry(act, one, Said(one.state, why=why), 0)
        entry.becomes = None
        act.session.add(entry)
        one.struck_at, one.shelter_id = act.at, None
    await act.session.flush()
    await entering.settle(act, home)
    return Entered(home, tuple(chosen))


async def _mine(act: Act, person_id: int) -> Home:
    home = await entering.home_of(act, person_id, lock=True)
    if not may(act.actor, Action.WORK_EVACUATION, entering.subject_of(home)):
        raise Forbidden("error-forbidden")
    return home


async def decide(act: Act, person_id: int, *, force: bool) -> Home:
    """Say the station's word on people who will not go: they are moved by force, or talked to again. Journalled."""
    require(act.actor, Action.ORDER_EVACUATION, Subject())
    home = await entering.home_of(act, person_id)
    will_not = [one for one in home.there if one.state is EvacueeState.UNWILLING]
    if not will_not:
        raise Stale("evacuation-moved-on")
    details = {"people": [one.id for one in will_not], "household": home.people[0].household_id}
    seq = await journal.record(act, orders.subject(home.order.id), "force" if force else "talk_again", details=details)
    code = await views.code_of(act.session, home.people[0])
    told = await directory.by_ids(act.session, await _workers(act, home))
    await messages.tell(
        act,
        told,
        lambda words: cards.decided(act.town, words, home.order, code, home.people[0], act.actor, force=force),
        kinds.UNWILLING,
        about=(home.order, f"w{seq}"),
    )
    return home


async def _workers(act: Act, home: Home) -> set[int]:
    """Return the officer of a household, and who said that it will not go."""
    said = await act.session.scalars(
        sa.select(EvacueeEntry.by_id).where(
            EvacueeEntry.evacuee_id.in_([one.id for one in home.people]),
            EvacueeEntry.becomes == EvacueeState.UNWILLING,
        )
    )
    return {*said, *({home.part.person_id} if home.part.person_id is not None else ())}


async def report_unwilling(act: Act, done: Entered, why: str) -> None:
    """Tell the station of people who will not go: it decides whether they are moved by force."""
    home, first = done.home, done.changed[0]
    code = await views.code_of(act.session, first)
    desk = await directory.station_desk(act.session, now=act.now, incident=True)
    await messages.tell(
        act,
        desk,
        lambda words: cards.unwilling(act.town, words, home.order, code, first, len(done.changed), why, act.actor),
        kinds.UNWILLING,
        about=(home.order, done.entries[0].id),
    )
