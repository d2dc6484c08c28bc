"""Calling everybody of a mobilisation: the groups first, then each person; squads and substitutes that come later.

A draft begins with the nearest squads; the commander looks at them, and may choose others.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Case, Mobilisation, Response, RollCall, Squad, Team, Village
from models.enums import Action, MobilisationState, RollCallKind
from services.core import geo, journal, numbering
from services.core.act import Act, Actor, Moment
from services.core.errors import Keys, Refused, Stale
from services.core.town import Town
from services.messaging import audiences, messages, roll_calls
from services.mobilisation import alarms, kinds, mobilisations, strength
from services.mobilisation import cards as mobilisation_cards
from services.mobilisation.mobilisations import Callout
from services.people import directory
from services.squads import squads


async def start(act: Act, mobilisation_id: int) -> Mobilisation:
    """Call everybody: the groups first, then each person; the silent are asked again (``roll_calls``)."""
    draft, found = await mobilisations.complete(act.session, act.actor, mobilisation_id)
    if draft.seen != found.digest:
        raise Refused("broadcast-look-again")
    draft.number = await numbering.next_of(act.session, numbering.MOBILISATION_PREFIX, now=act.now, zone=act.town.zone)
    draft.state, draft.started_at = MobilisationState.RUNNING, act.now
    roll_call = await roll_calls.open_roll_call(
        act.session, RollCallKind.MOBILISATION, [], {}, chase_at=plan(act.town), drill=bool(draft.drill), now=act.now
    )
    draft.roll_call_id = roll_call.id
    await act.session.flush()
    details = {"task": draft.task, "squads": draft.squads, "people": len(found.people), "drill": draft.drill}
    await journal.record(act, mobilisations.subject(draft.id), "start", details=details)
    if draft.case_id is not None:
        await journal.record(
            act,
            journal.of_case(draft.case_id),
            Action.MOBILISE.value,
            details={"mobilisation": draft.id, "number": draft.number, "people": len(found.people)},
        )
    await call(act, draft, found)
    return draft


def plan(town: Town) -> tuple[timedelta, ...]:
    """Return when the silent are asked again: 3, 6, 10 min; at the end of the window somebody must telephone."""
    rules = town.settings.roll_call
    return (*(span for span in rules.chase_at if span < rules.live), rules.live)


async def call(act: Moment, one: Mobilisation, found: Callout) -> None:
    """Put squads on a mobilisation that runs, and tell their groups and each person."""
    for squad in found.squads:
        size = squads.strength(act.town, squad, found.mates[squad.id])
        act.session.add(Team(mobilisation_id=one.id, squad_id=squad.id, needed=min(size.needed, size.have) or 1))
    await act.session.flush()
    await messages.tell(
        act,
        found.groups,
        lambda words: mobilisation_cards.for_group(act.town, words, one),
        kinds.GROUP_CALL,
        about=one,
        place=mobilisation_cards.live_card(one),
    )
    for squad in found.squads:
        await ask(act, one, squad.id, {mate.person_id: None for mate in found.mates[squad.id]})


async def ask(act: Moment, one: Mobilisation, squad_id: int, whom: Mapping[int, int | None]) -> int:
    """Ask people of a squad whether they come, each for the principal in ``whom``. Returns how many are new."""
    new = await enrol(act.session, one, squad_id, whom, now=act.now)
    if not new:
        return 0
    standing_in = {person_id for person_id, principal in whom.items() if principal is not None}
    cards = mobilisation_cards.for_people(act.town, one, new, standing_in)
    await messages.tell(act, new, cards, kinds.CALL, about=one, place=roll_calls.place(one.roll_call_id or 0))
    return len(new)


async def enrol(
    session: AsyncSession, one: Mobilisation, squad_id: int, whom: Mapping[int, int | None], *, now: datetime
) -> list[Actor]:
    """Put people on a mobilisation's roll call, telling nobody; returns the people who were not on it."""
    persons = await directory.by_ids(session, whom)
    reasons = await audiences.unreached(session, persons)
    new = await roll_calls.call_up(
        session, await session.get_one(RollCall, one.roll_call_id), persons, reasons, now=now
    )
    shared: dict[str, int | None] = {"mobilisation_id": one.id, "squad_id": squad_id}
    if new:
        await session.execute(
            sa.insert(Response),
            [shared | {"person_id": person.person_id, "stands_in_for_id": whom[person.person_id]} for person in new],
        )
    return new


async def reinforce(act: Act, mobilisation_id: int, squad_id: int) -> tuple[int, str]:
    """Call one squad more; returns how many people were asked, and its name. ``Stale`` when it was called before."""
    one = await mobilisations.commanded(act.session, act.actor, mobilisation_id, MobilisationState.RUNNING)
    if await act.session.get(Team, (one.id, squad_id)) is not None:
        raise Stale("mobilise-called-already")
    found = await mobilisations.called(act.session, act.actor, [squad_id])
    if not found.people:
        raise Refused("broadcast-incomplete", missing=Keys(("mobilise-lacks-people",)))
    await journal.record(act, mobilisations.subject(one.id), "reinforce", details={"squad": squad_id})
    await call(act, one, found)
    return len(found.people), found.squads[0].name


async def replace(act: Moment, one: Mobilisation, response: Response) -> None:
    """Call the substitute of a person who cannot come: the named B角, else the squad's next that was not asked yet.

    A substitute who can be reached goes first.
    """
    asked = set(await act.session.scalars(sa.select(Response.person_id).where(Response.mobilisation_id == one.id)))
    waiting = [
        mate
        for mate in await squads.mates_of(act.session, response.squad_id)
        if mate.substitute and mate.person_id not in asked
    ]
    named = [mate for mate in waiting if mate.substitute_for_id == response.person_id]
    free = [mate for mate in waiting if mate.substitute_for_id is None]
    if chosen := next(iter(sorted((*named, *free), key=lambda mate: not mate.reachable)), None):
        await ask(act, one, response.squad_id, {chosen.person_id: response.person_id})


async def weigh(act: Moment, one: Mobilisation, team: Team) -> None:
    """Alarm the commander, once a squad, when it can no longer reach its strength. The team is locked:
    two people who cannot come at once are counted together.
    """
    counted, squad_id = await strength.of(act.session, one), team.squad_id
    count = dict(counted.squads)[squad_id]
    if count.possible >= count.needed or team.short_at is not None:
        return
    team.short_at = act.now
    called = {squad for squad, _ in counted.squads}
    for commander in await mobilisations.commanders(act, one):
        offers = [pair for pair in await mobilisations.options(act.session, commander, one) if pair[0].id not in called]
        card = alarms.short(act.town.words(commander.language), one, count, offers)
        await messages.tell(act, [commander], card, kinds.ALARM, about=(one, "short", squad_id))


async def preset(act: Act, draft: Mobilisation) -> Mobilisation:
    """Choose squads for a draft that has a place and none yet: the village's own, else the nearest with people."""
    if draft.squads or not (draft.place.strip() or geo.pin_of(draft) or draft.case_id):
        return draft
    chosen = await _chosen(act, draft)
    return await mobilisations.change(act.session, act.actor, draft.id, squads=chosen) if chosen else draft


async def _chosen(act: Act, draft: Mobilisation) -> list[int]:
    squads = [squad for squad, _ in await mobilisations.options(act.session, act.actor, draft)]
    villages = {one.id: one for one in await act.session.scalars(sa.select(Village).where(Village.active))}
    village = await _village(act, draft, list(villages.values()))
    own = [squad for squad in squads if squad.village_id is not None and squad.village_id == village]
    if called := await _with_people(act, own):
        return called
    here = geo.pin_of(draft) or (geo.pin_of(villages[village]) if village in villages else None)
    far: list[tuple[float, Squad]] = []
    for squad in squads:
        there = geo.pin_of(squad) or (geo.pin_of(villages[squad.village_id]) if squad.village_id in villages else None)
        if here is not None and there is not None:
            far.append((geo.distance_m(here, there), squad))
    for _, squad in sorted(far, key=lambda pair: pair[0]):
        if called := await _with_people(act, [squad]):
            return called
    return await _with_people(act, squads) if len(squads) == 1 else []


async def _village(act: Act, draft: Mobilisation, villages: Sequence[Village]) -> int | None:
    """Return the village of the case, of the place's name, or of the commander."""
    if draft.case_id is not None:
        found: int | None = await act.session.scalar(sa.select(Case.village_id).where(Case.id == draft.case_id))
        if found is not None:
            return found
    named = [one.id for one in villages if one.name in draft.place]
    if named or geo.pin_of(draft) is not None:
        return named[0] if named else None
    return next((post.village_id for post in act.actor.posts if post.village_id is not None), None)


async def _with_people(act: Act, squads: Sequence[Squad]) -> list[int]:
    """Return the squads that have somebody to call."""
    found = await mobilisations.called(act.session, act.actor, [one.id for one in squads])
    return [one.id for one in found.squads if found.mates[one.id]]
