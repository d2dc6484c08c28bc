"""The responses of a person to a mobilisation: received, on the way, on scene, cannot come, all well, help.

A substitute (B角) replaces a person who cannot come at once; when a squad will be under strength, the commander hears
it, with the nearest other squads a tap away.
"""

from datetime import datetime, timedelta
from functools import partial

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import JournalEntry, Mobilisation, Person, Response, RollCallEntry, Squad, Whereabouts
from models.enums import Action, Answer, MobilisationState
from services.cards import people as cards_people
from services.core import journal
from services.core.act import Act, Actor
from services.core.database import locked
from services.core.errors import Forbidden, Refused, Stale, existing
from services.messaging import messages, roll_calls
from services.mobilisation import alarms, calling, kinds, mobilisations, safety_checks
from services.mobilisation.mobilisations import LIVE
from services.people import directory
from services.people.access import Subject, may

REASON_LENGTH = 200
SOS_EVERY = timedelta(minutes=1)
"""A second call within this time is the same one: the button is pressed again in fear."""


async def place_of(
    session: AsyncSession, actor: Actor, mobilisation_id: int, *states: MobilisationState
) -> tuple[Mobilisation, Response]:
    """Return the mobilisation and the actor's place in it, locked. Raises ``Stale`` without one, or when it is over."""
    one = await mobilisations.going_on(session, mobilisation_id, *(states or (MobilisationState.RUNNING,)))
    response: Response = existing(
        await session.scalar(
            sa.select(Response)
            .where(Response.mobilisation_id == mobilisation_id, Response.person_id == actor.person_id)
            .with_for_update()
            .execution_options(populate_existing=True)
        ),
        "roll-call-not-on-it",
    )
    return one, response


async def own(act: Act, mobilisation_id: int) -> tuple[Mobilisation, Response, Answer | None] | None:
    """Return a mobilisation, the actor's place in it and the answer given; None for a person who was not called."""
    found = await act.session.execute(
        sa.select(Mobilisation, Response, RollCallEntry.answer)
        .join(Response, Response.mobilisation_id == Mobilisation.id)
        .join(
            RollCallEntry,
            sa.and_(
                RollCallEntry.roll_call_id == Mobilisation.roll_call_id, RollCallEntry.person_id == Response.person_id
            ),
        )
        .where(Mobilisation.id == mobilisation_id, Response.person_id == act.actor.person_id)
    )
    row = found.one_or_none()
    return (row[0], row[1], row[2]) if row is not None else None


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
        mark_on_scene(response, act.at)
        await safety_checks.went_out(act, one, response.squad_id)
    if said is Answer.CANNOT:
        response.eta_at = None
        team = await safety_checks.team_of(act.session, one, response.squad_id)
        await calling.replace(act, one, response)
        await calling.weigh(act, one, team)
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
    response.eta_at = act.at + span
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


async def call_for_help(act: Act, mobilisation_id: int) -> Mobilisation:
    """Call for help (SOS): the commander, the person's captain and everybody at the station hear it at once.

    The call stays open until somebody ends it, whatever becomes of the mobilisation.
    """
    one, response = await place_of(act.session, act.actor, mobilisation_id, *LIVE)
    called_at = await _called_for_help(act.session, one, act.actor.person_id)
    if response.help_at is not None and called_at is not None and act.now - called_at < SOS_EVERY:
        return one
    response.help_at = response.help_at or act.at
    seq = await journal.record(act, mobilisations.subject(one.id, act.actor.person_id), "sos")
    squad = await act.session.get_one(Squad, response.squad_id)
    seen = await act.session.get(Whereabouts, (one.id, act.actor.person_id), populate_existing=True)
    draw = partial(alarms.sos, act.town, one=one, person=act.actor, squad=squad.name, last=seen)
    others = await _hear_calls(act, one, response)
    await messages.tell(act, others, draw, kinds.ALARM, about=(one, "sos", act.actor.person_id, seq))
    return one


async def called_by_mistake(act: Act, mobilisation_id: int) -> Mobilisation:
    """End the actor's own call for help, pressed by mistake. The people who heard the call hear this too."""
    one, response = await place_of(act.session, act.actor, mobilisation_id, *LIVE)
    await _end(act, one, response, "sos_mistake")
    return one


async def back_from_call(act: Act, one: Mobilisation, response: Response) -> None:
    """End the call for help of a person who says that they are back. The people who heard the call hear this too."""
    if response.help_at is not None:
        await _end(act, one, response, "sos_back")


async def take_call(act: Act, mobilisation_id: int, person_id: int) -> Mobilisation:
    """Take care of a call for help; the others who heard it, and the person, are told.

    Raises ``Stale`` when the call has ended or somebody else takes care of it, ``Forbidden`` for other people.
    """
    one, response = await _call_of(act, mobilisation_id, person_id)
    if response.help_by_id == act.actor.person_id:
        return one
    if response.help_by_id is not None:
        (taker,) = await directory.by_ids(act.session, [response.help_by_id]) or (None,)
        words = act.town.words(act.actor.language)
        raise Stale("mobilise-help-taken-already", name=cards_people.called(act.town, words, taker))
    response.help_by_id = act.actor.person_id
    await _tell_of_call(act, one, response, "sos_taken")
    return one


async def end_call(act: Act, mobilisation_id: int, person_id: int) -> Mobilisation:
    """End a call for help: the person is safe. Raises like ``take_call``."""
    one, response = await _call_of(act, mobilisation_id, person_id)
    await _end(act, one, response, "sos_over")
    return one


async def phone_of(act: Act, mobilisation_id: int, person_id: int) -> Person:
    """Return a person who called for help, for people who were told of the call; journalled (decision 0010).

    Raises ``Stale`` when that person has not called for help or the mobilisation has ended, ``Forbidden`` for others.
    """
    one = await mobilisations.load(act.session, mobilisation_id, *LIVE)
    response = await act.session.get(Response, (one.id, person_id))
    if response is None or await _called_for_help(act.session, one, person_id) is None:
        raise Stale("mobilise-over")
    await _heard(act, one, response)
    await journal.record(act, mobilisations.subject(one.id, person_id), "phone_shown")
    return await act.session.get_one(Person, person_id)


async def _call_of(act: Act, mobilisation_id: int, person_id: int) -> tuple[Mobilisation, Response]:
    """Return an open call for help, locked, for a person who heard it."""
    one = await mobilisations.going_on(act.session, mobilisation_id, *LIVE)
    response = await locked(act.session, Response, (one.id, person_id), "mobilise-over")
    await _heard(act, one, response)
    if response.help_at is None:
        raise Stale("mobilise-help-over")
    return one, response


async def _heard(act: Act, one: Mobilisation, response: Response) -> None:
    """Raise ``Forbidden`` for a person who does not hear this person's calls for help."""
    heads = {person.person_id for person in await safety_checks.heads(act.session, one, response.squad_id)}
    if not (
        act.actor.is_station
        or act.actor.person_id in {one.commander_id, *heads}
        or may(act.actor, Action.MOBILISE, Subject())
    ):
        raise Forbidden("error-forbidden")


async def _end(act: Act, one: Mobilisation, response: Response, how: str) -> None:
    if response.help_at is None:
        raise Stale("mobilise-help-over")
    await _tell_of_call(act, one, response, how)
    response.help_at = response.help_by_id = None
    await act.session.flush()


async def _tell_of_call(act: Act, one: Mobilisation, response: Response, what: str) -> None:
    """Write down the news about a call for help, and tell everybody who heard it, and the person who called."""
    seq = await journal.record(act, mobilisations.subject(one.id, response.person_id), what)
    (person,) = await directory.by_ids(act.session, [response.person_id]) or (None,)
    others = await _hear_calls(act, one, response)
    draw = partial(alarms.call_news, act.town, one=one, what=what, person=person, by=act.actor)
    about = (one, what, response.person_id, seq)
    await messages.tell(act, others, partial(draw, person_id=response.person_id), kinds.HELP, about=about)
    if person is not None and person.person_id != act.actor.person_id:
        await messages.tell(act, [person], partial(draw, person_id=None), kinds.HELP, about=about)


async def _hear_calls(act: Act, one: Mobilisation, response: Response) -> list[Actor]:
    """Return the people who hear a person's calls for help: station, commander and captain, without the actor."""
    told = [
        *await directory.in_danger(act.session, now=act.now),
        *await directory.by_ids(act.session, [one.commander_id]),
        *await safety_checks.heads(act.session, one, response.squad_id),
    ]
    return [one for one in told if one.person_id not in (act.actor.person_id, response.person_id)]


async def _called_for_help(session: AsyncSession, one: Mobilisation, person_id: int) -> datetime | None:
    """Return when a person last called for help."""
    subject = mobilisations.subject(one.id, person_id)
    calls = sa.select(sa.func.max(JournalEntry.at)).where(JournalEntry.subject == subject, JournalEntry.action == "sos")
    return await session.scalar(calls)
