"""The responses of a person to a mobilisation: received, on the way, on scene, cannot come, all well, help.

A substitute (B角) replaces a person who cannot come at once; when a squad will be under strength, the commander hears
it, with the nearest other squads a tap away.
"""

from datetime import datetime, timedelta
from functools import partial

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import JournalEntry, Mobilisation, Person, Response, RollCallEntry, Squad, Team, Whereabouts
from models.enums import Action, Answer, MobilisationState
from services.core import journal
from services.core.act import Act, Actor, Moment
from services.core.errors import Forbidden, Refused, Stale
from services.messaging import messages, roll_calls
from services.mobilisation import alarms, calling, kinds, mobilisations, safety_checks, strength
from services.mobilisation.mobilisations import LIVE
from services.people import directory
from services.people.access import Subject, may
from services.squads import squads

REASON_LENGTH = 200
SOS_EVERY = timedelta(minutes=1)
"""A second call within this time is the same one: the button is pressed again in fear."""


async def place_of(
    session: AsyncSession, actor: Actor, mobilisation_id: int, *states: MobilisationState
) -> tuple[Mobilisation, Response]:
    """Return the mobilisation and the actor's place in it, locked. Raises ``Stale`` without one, or when it is over."""
    one = await mobilisations.going_on(session, mobilisation_id, *(states or (MobilisationState.RUNNING,)))
    response: Response | None = await session.scalar(
        sa.select(Response)
        .where(Response.mobilisation_id == mobilisation_id, Response.person_id == actor.person_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if response is None:
        raise Stale("roll-call-not-on-it")
    return one, response


async def answer(act: Act, mobilisation_id: int, said: Answer) -> tuple[Mobilisation, bool]:
    """Take an answer; returns whether it is a new one. The same again changes nothing and tells nobody."""
    one, response = await place_of(act.session, act.actor, mobilisation_id)
    relieved = response.relieved_at is not None
    if relieved and said not in (Answer.COMING, Answer.ON_SCENE):
        raise Stale("handover-you-are-off")
    if not relieved:
        await _not_backwards(act.session, one, act.actor, said)
    _, before = await roll_calls.answer(act, one.roll_call_id or 0, said)
    if before is said and not relieved:
        return one, False
    if relieved:  # for one more shift
        response.relieved_at = response.accounted_at = response.accounted_by_id = None
        await journal.record(act, mobilisations.subject(one.id, act.actor.person_id), "again")
    if said is Answer.ON_SCENE:
        mark_on_scene(response, act.now)
        await safety_checks.went_out(act, one, response.squad_id)
    if said is Answer.CANNOT:
        response.eta_at = None
        team = await safety_checks.team_of(act.session, one, response.squad_id)
        await _replace(act, one, response)
        await _weigh(act, one, team)
    await act.session.flush()
    return one, True


async def _not_backwards(session: AsyncSession, one: Mobilisation, actor: Actor, said: Answer) -> None:
    """Refuse an old button of a person who is further by now: they would drop out of the count back."""
    entry = await session.get(RollCallEntry, (one.roll_call_id, actor.person_id), populate_existing=True)
    given = entry.answer if entry is not None else None
    if given is Answer.ON_SCENE and said is not given:
        raise Stale("mobilise-you-are-there")
    if given is Answer.COMING and said is Answer.RECEIVED:
        raise Stale("mobilise-you-are-coming")


def mark_on_scene(response: Response, now: datetime) -> None:
    """Note that somebody is on scene, for the first time or for one more shift."""
    response.arrived_at = response.arrived_at or now
    response.relieved_at = response.accounted_at = response.accounted_by_id = None


async def arrive_in(act: Act, mobilisation_id: int, span: timedelta) -> Mobilisation:
    """Note when the person will be there."""
    one, response = await place_of(act.session, act.actor, mobilisation_id)
    response.eta_at = act.now + span
    await act.session.flush()
    return one


async def give_reason(session: AsyncSession, actor: Actor, mobilisation_id: int, reason: str) -> Mobilisation:
    """Note why the person cannot come."""
    if len(reason) > REASON_LENGTH:
        raise Refused("mobilise-too-long", limit=REASON_LENGTH)
    one, response = await place_of(session, actor, mobilisation_id)
    response.reason = reason
    await session.flush()
    return one


async def _replace(act: Moment, one: Mobilisation, response: Response) -> None:
    """Call the substitute of a person who cannot come: the named B角, else the squad's next that was not asked yet."""
    asked = set(await act.session.scalars(sa.select(Response.person_id).where(Response.mobilisation_id == one.id)))
    waiting = [
        mate
        for mate in await squads.mates_of(act.session, response.squad_id)
        if mate.substitute and mate.person_id not in asked
    ]
    named = [mate for mate in waiting if mate.substitute_for_id == response.person_id]
    free = [mate for mate in waiting if mate.substitute_for_id is None]
    if chosen := next(iter((*named, *free)), None):
        await calling.ask(act, one, response.squad_id, {chosen.person_id: response.person_id})


async def _weigh(act: Moment, one: Mobilisation, team: Team) -> None:
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


async def call_for_help(act: Act, mobilisation_id: int) -> Mobilisation:
    """Call for help (SOS): the commander, the person's captain and everybody at the station hear it at once."""
    one, response = await place_of(act.session, act.actor, mobilisation_id, *LIVE)
    called_at = await _called_for_help(act.session, one, act.actor.person_id)
    if called_at is not None and act.now - called_at < SOS_EVERY:
        return one
    seq = await journal.record(act, mobilisations.subject(one.id, act.actor.person_id), "sos")
    squad = await act.session.get_one(Squad, response.squad_id)
    seen = await act.session.get(Whereabouts, (one.id, act.actor.person_id), populate_existing=True)
    told = [
        *await directory.in_danger(act.session, now=act.now),
        *await directory.by_ids(act.session, [one.commander_id]),
        *await safety_checks.heads(act.session, one, response.squad_id),
    ]
    me = act.actor
    others = [person for person in told if person.person_id != me.person_id]
    draw = partial(alarms.sos, act.town, one=one, person=me, squad=squad.name, last=seen)
    await messages.tell(act, others, draw, kinds.ALARM, about=(one, "sos", me.person_id, seq))
    return one


async def phone_of(act: Act, mobilisation_id: int, person_id: int) -> Person:
    """Return a person who called for help, for people who were told of the call; journalled (decision 0010).

    Raises ``Stale`` when that person has not called for help or the mobilisation has ended, ``Forbidden`` for others.
    """
    one = await mobilisations.load(act.session, mobilisation_id, *LIVE)
    response = await act.session.get(Response, (one.id, person_id))
    if response is None or await _called_for_help(act.session, one, person_id) is None:
        raise Stale("mobilise-over")
    heads = {person.person_id for person in await safety_checks.heads(act.session, one, response.squad_id)}
    if not (
        act.actor.is_station
        or act.actor.person_id in {one.commander_id, *heads}
        or may(act.actor, Action.MOBILISE, Subject())
    ):
        raise Forbidden("error-forbidden")
    await journal.record(act, mobilisations.subject(one.id, person_id), "phone_shown")
    return await act.session.get_one(Person, person_id)


async def _called_for_help(session: AsyncSession, one: Mobilisation, person_id: int) -> datetime | None:
    """Return when a person last called for help."""
    subject = mobilisations.subject(one.id, person_id)
    calls = sa.select(sa.func.max(JournalEntry.at)).where(JournalEntry.subject == subject, JournalEntry.action == "sos")
    called_at: datetime | None = await session.scalar(calls)
    return called_at
