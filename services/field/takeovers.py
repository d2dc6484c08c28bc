"""Taking over in the field, or the command: a press of who was asked, of which only the first counts."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from models import Handover, Mobilisation, Muster
from models.enums import Answer, HandoverKind, HandoverState
from services.core.act import Actor
from services.core.town import Town
from services.field import handover_cards, handovers, successors
from services.field.handovers import EVENT
from services.messaging import roll_calls as rolls
from services.messaging.outbox import To, queue
from services.mobilisation import calling, mobilisations
from services.mobilisation import responses as musters
from services.mobilisation import safety_checks as teams
from services.mobilisation.cards import live_card
from services.people import directory as people


async def answer(
    session: AsyncSession, town: Town, actor: Actor, handover_id: int, *, agrees: bool, now: datetime
) -> tuple[Mobilisation, Handover]:
    """Take over at once, or refuse; the other is told.

    Where it can no longer be handed over (who asked has left the place, or the command is somebody else's) it lapses:
    the returned state says so. Raises ``Stale`` when it was answered or taken back, or all was stood down.
    """
    one, found = await handovers.asked_of(session, actor, handover_id)
    found.answered_at = now
    if not agrees:
        found.state = HandoverState.REFUSED
    elif not await _possible(session, one, found, actor):
        found.state = HandoverState.LAPSED
    else:
        found.state = HandoverState.AGREED
        if found.kind is HandoverKind.COMMAND:
            await _command(session, town, one, found, actor, now)
        else:
            await _relieve(session, town, one, found, actor, now)
    await session.flush()
    await handovers.note(session, one, found, f"handover_{found.state.value}", actor, now)
    await _report(session, town, one, found, actor, now)
    return one, found


async def _possible(session: AsyncSession, one: Mobilisation, found: Handover, taker: Actor) -> bool:
    if found.kind is HandoverKind.COMMAND:
        able = {person.person_id for person in await successors.commanders(session, one)}
        return one.commander_id == found.giver_id and taker.person_id in able
    muster = await session.get(Muster, (one.id, found.giver_id), with_for_update=True, populate_existing=True)
    return await successors.on_scene(session, one, muster)


async def _command(
    session: AsyncSession, town: Town, one: Mobilisation, found: Handover, taker: Actor, now: datetime
) -> None:
    """The live card goes to the new commander; the old one's says that it is somebody else's now."""
    one.commander_id, one.shown = taker.person_id, None
    for person in await people.by_ids(session, [found.giver_id]):
        await queue(
            session,
            To(person_id=person.person_id, chat_id=person.chat_id),
            handover_cards.no_longer(town, town.words(person.language), one, taker),
            event="live_card",
            dedupe=f"{EVENT}:{found.id}:card:{person.person_id}",
            priority=mobilisations.priority(one),
            now=now,
            case_id=one.case_id,
            place=live_card(one),
            drill=bool(one.drill),
        )


async def _relieve(
    session: AsyncSession, town: Town, one: Mobilisation, found: Handover, taker: Actor, now: datetime
) -> None:
    """The first is off scene, the second on it; the team's timer goes on with whoever is there."""
    giver = await session.get_one(Muster, (one.id, found.giver_id))
    squad_id, giver.relieved_at = giver.squad_id, now
    await calling.enrol(session, one, squad_id, {taker.person_id: giver.person_id}, now=now)
    place = await session.get_one(Muster, (one.id, taker.person_id), with_for_update=True, populate_existing=True)
    left, place.squad_id = place.squad_id, squad_id
    musters.there(place, now)
    await rolls.answer(session, one.roll_id or 0, taker, Answer.ON_SCENE, now=now)
    await session.flush()
    await teams.went_out(session, town, one, squad_id, now=now)
    if left != squad_id:
        await teams.came_in(session, one, left)


async def _report(
    session: AsyncSession, town: Town, one: Mobilisation, found: Handover, taker: Actor, now: datetime
) -> None:
    """Tell who asked, and of a changed place or command whoever commands, what has come of it."""
    told = {found.giver_id, found.asked_by_id}
    if found.state is HandoverState.AGREED:
        told.add(one.commander_id)
    for person in await people.by_ids(session, told - {taker.person_id}):
        words, relieved = town.words(person.language), person.person_id == found.giver_id
        card = handover_cards.answered(town, words, one, found, taker, relieved=relieved)
        await handovers.tell(session, one, found, person, card, "answer", now)
