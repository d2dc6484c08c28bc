"""Taking over a post on scene, or the command: the successor accepts or refuses, and only the first answer counts."""

from sqlalchemy.ext.asyncio import AsyncSession

from models import Handover, Mobilisation, Response
from models.enums import Answer, HandoverKind, HandoverState
from services.core.act import Act, Actor, Moment
from services.field import handover_cards, handovers, successors
from services.messaging import messages, roll_calls
from services.mobilisation import calling as mobilisation_calling
from services.mobilisation import responses as mobilisation_responses
from services.mobilisation import safety_checks
from services.mobilisation.cards import live_card
from services.mobilisation.kinds import LIVE_CARD
from services.people import directory


async def answer(act: Act, handover_id: int, *, agrees: bool) -> tuple[Mobilisation, Handover]:
    """Take over at once, or refuse; the other is told.

    Where it can no longer be handed over (the giver has left the place, or the command is somebody else's) it lapses:
    the returned state says so. Raises ``Stale`` when it was answered or taken back, or all was stood down.
    """
    one, found = await handovers.load(act.session, act.actor, handover_id, HandoverState.ASKED, taking=True)
    state = HandoverState.AGREED if agrees else HandoverState.REFUSED
    if agrees and not await _possible(act.session, one, found, act.actor):
        state = HandoverState.LAPSED
    if state is HandoverState.AGREED:
        await (_command if found.kind is HandoverKind.COMMAND else _relieve)(act, one, found, act.actor)
    await handovers.enter(act, one, found, state)
    await _report(act, one, found, act.actor)
    return one, found


async def _possible(session: AsyncSession, one: Mobilisation, found: Handover, taker: Actor) -> bool:
    if found.kind is HandoverKind.COMMAND:
        able = {person.person_id for person in await successors.commanders(session, one)}
        return one.commander_id == found.giver_id and taker.person_id in able
    response = await session.get(Response, (one.id, found.giver_id), with_for_update=True, populate_existing=True)
    return await successors.on_scene(session, one, response)


async def _command(act: Moment, one: Mobilisation, found: Handover, taker: Actor) -> None:
    """Hand over the command: the live card goes to the new commander, the former commander's says so."""
    one.commander_id, one.shown = taker.person_id, None
    await messages.tell(
        act,
        await directory.by_ids(act.session, [found.giver_id]),
        lambda words: handover_cards.no_longer(act.town, words, one, taker),
        LIVE_CARD,
        about=(one, "handover", found.id),
        place=live_card(one),
    )


async def _relieve(act: Moment, one: Mobilisation, found: Handover, taker: Actor) -> None:
    """Take the giver off scene and put the taker on it; the team's timer goes on with the people there."""
    giver = await act.session.get_one(Response, (one.id, found.giver_id))
    squad_id, giver.relieved_at = giver.squad_id, act.at
    await mobilisation_calling.enrol(act.session, one, squad_id, {taker.person_id: giver.person_id}, now=act.now)
    place = await act.session.get_one(Response, (one.id, taker.person_id), with_for_update=True, populate_existing=True)
    left, place.squad_id = place.squad_id, squad_id
    mobilisation_responses.mark_on_scene(place, act.at)
    await roll_calls.answer(act.by(taker), one.roll_call_id or 0, Answer.ON_SCENE)
    await act.session.flush()
    await safety_checks.went_out(act, one, squad_id)
    if left != squad_id:
        await safety_checks.came_in(act.session, one, left)


async def _report(act: Moment, one: Mobilisation, found: Handover, taker: Actor) -> None:
    """Tell the outcome to the person who asked, and a changed post or command to the commander."""
    told = {found.giver_id, found.asked_by_id}
    if found.state is HandoverState.AGREED:
        told.add(one.commander_id)
    for person in await directory.by_ids(act.session, told - {taker.person_id}):
        words, relieved = act.town.words(person.language), person.person_id == found.giver_id
        card = handover_cards.answered(act.town, words, one, found, taker, relieved=relieved)
        await handovers.tell(act, one, found, [person], card, "answer")
