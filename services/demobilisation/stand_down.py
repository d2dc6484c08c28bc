"""Standing a mobilisation down (解除): everybody hears it, and it ends when everybody who was out is counted back."""

from functools import partial

import sqlalchemy as sa

from models import Mobilisation, Response, Squad
from models.enums import SQUAD_LEADERS, Action, Answer, HandoverKind, MobilisationState
from services.core import journal
from services.core.act import Act, Moment
from services.core.errors import Forbidden, Refused, Stale
from services.demobilisation import kinds
from services.field import handovers
from services.messaging import messages, roll_calls
from services.mobilisation import cards as mobilisation_cards
from services.mobilisation import mobilisations, safety_checks, strength
from services.mobilisation import responses as mobilisation_responses
from services.people import directory
from services.people.access import Subject, may


async def stand_down(act: Act, mobilisation_id: int) -> Mobilisation:
    """End the call: nobody is chased any more, everybody is told, captains count their people back.

    A call for help that is open stays open.
    """
    one = await mobilisations.commanded(act.session, act.actor, mobilisation_id, MobilisationState.RUNNING)
    one.state, one.stood_down_at = MobilisationState.STANDING_DOWN, act.at
    await roll_calls.close(act, one.roll_call_id or 0)
    await handovers.lapse(act.session, one, HandoverKind.SHIFT, now=act.now)
    await act.session.flush()
    out = {response.person_id for response in await strength.unaccounted(act.session, one)}
    calls = await strength.open_calls(act.session, one)
    everybody = await act.session.scalars(sa.select(Response.person_id).where(Response.mobilisation_id == one.id))
    people = await directory.by_ids(act.session, everybody)
    cards = {
        person.person_id: mobilisation_cards.stood_down(
            act.town, act.town.words(person.language), one, out=person.person_id in out
        )
        for person in people
    }
    absent = await roll_calls.who_said(act.session, one.roll_call_id or 0, Answer.CANNOT)
    place = roll_calls.place(one.roll_call_id or 0)
    for kind, stays in ((kinds.STAND_DOWN, False), (kinds.NOT_NEEDED, True)):
        those = [person for person in people if (person.person_id in absent - out) is stays]
        await messages.tell(act, those, cards, kind, about=one, place=place)
    await _ask_captains(act, one)
    await journal.record(
        act, mobilisations.subject(one.id), "stand_down", details={"out": len(out), "calls": len(calls)}
    )
    if not out:
        await safety_checks.rest(act.session, one.id)
    return one


async def _ask_captains(act: Moment, one: Mobilisation) -> None:
    away: dict[int, list[int]] = {}
    for response in await strength.unaccounted(act.session, one):
        away.setdefault(response.squad_id, []).append(response.person_id)
    for squad_id, ids in away.items():
        squad, names = await act.session.get_one(Squad, squad_id), await directory.by_ids(act.session, ids)
        heads = await safety_checks.heads(act.session, one, squad_id)
        await messages.tell(
            act,
            [person for person in heads if ids != [person.person_id]],  # the only one who is out says so alone
            partial(mobilisation_cards.to_count_back, act.town, one=one, squad=squad, names=names),
            kinds.COUNT_BACK,
            about=(one, squad_id),
        )


async def back(act: Act, mobilisation_id: int) -> Mobilisation:
    """Note that the person is back, as they say; before the stand-down only after handing over.

    Their own call for help ends with it; the word of a captain (``all_back``) ends nobody's call. Raises ``Stale``
    the second time.
    """
    await mobilisations.load(act.session, mobilisation_id)  # the last two who come back are counted in turn
    one, response = await mobilisation_responses.place_of(act.session, act.actor, mobilisation_id, *mobilisations.LIVE)
    if one.state is MobilisationState.RUNNING and response.relieved_at is None:
        raise Stale("mobilise-not-over")
    if response.accounted_at is not None:
        raise Stale("mobilise-back-already")
    await mobilisation_responses.back_from_call(act, one, response)
    await _account(act, one, [response])
    return one


async def all_back(act: Act, mobilisation_id: int, squad_id: int) -> tuple[Mobilisation, int]:
    """Note that all of a squad are back, by its leader's or the commander's word; returns how many were missing."""
    one = await mobilisations.load(act.session, mobilisation_id, MobilisationState.STANDING_DOWN)
    heads = {person.person_id for person in await safety_checks.heads(act.session, one, squad_id)}
    leads = any(post.squad_id == squad_id and post.role in SQUAD_LEADERS for post in act.actor.posts)
    if not (leads or act.actor.person_id in {*heads, one.commander_id} or may(act.actor, Action.MOBILISE, Subject())):
        raise Forbidden("error-forbidden")
    found = await strength.unaccounted(act.session, one, squad_id)
    if not found:
        raise Stale("mobilise-back-already")
    await _account(act, one, found)
    return one, len(found)


async def _account(act: Act, one: Mobilisation, found: list[Response]) -> None:
    for response in found:
        response.accounted_at, response.accounted_by_id = act.at, act.actor.person_id
        await journal.record(act, mobilisations.subject(one.id, response.person_id), "back")
    await act.session.flush()
    for squad_id in sorted({response.squad_id for response in found}):
        await safety_checks.came_in(act.session, one, squad_id)


async def end(act: Act, mobilisation_id: int) -> Mobilisation:
    """Close it. Raises ``Refused`` while a call for help is open, or anybody who was out is not counted back."""
    one = await mobilisations.commanded(act.session, act.actor, mobilisation_id, MobilisationState.STANDING_DOWN)
    calls = await strength.open_calls(act.session, one)
    if calls:
        raise Refused("mobilise-help-first", count=len(calls))
    missing = await strength.unaccounted(act.session, one)
    if missing:
        raise Refused("mobilise-not-all-back", count=len(missing))
    one.state, one.ended_at = MobilisationState.ENDED, act.at
    await safety_checks.rest(act.session, one.id)
    await handovers.lapse(act.session, one, *HandoverKind, now=act.now)
    await act.session.flush()
    await journal.record(act, mobilisations.subject(one.id), "end")
    return one
