"""Telling people about a record: its leader and its author about each other's changes, the desk about instructions."""

from models import Inspection
from services.cards.card import Card
from services.core.act import Act, Actor
from services.inspections import cards, kinds, lists
from services.inspections.counting import Counted
from services.messaging import messages
from services.messaging.kinds import MessageKind
from services.people import directory
from texts import Words


async def entered(act: Act, inspection: Inspection, leader: Actor, counted: Counted) -> None:
    """Tell the leader that somebody else has entered it, and the desk which units were instructed."""
    await _tell(act, inspection, counted, kinds.ENTERED, {leader.person_id})
    if any(one.unit_id is not None for one in inspection.findings):
        desk = await directory.station_desk(act.session, now=act.now)
        away = {act.actor.person_id, leader.person_id}
        shown = await lists.shown(act, inspection)
        await messages.tell(
            act,
            [one for one in desk if one.person_id not in away],
            lambda words: cards.instructed(act.town, words, shown),
            kinds.INSTRUCTED,
            about=(inspection.id, inspection.version),
            drill=inspection.drill,
        )


async def corrected(act: Act, inspection: Inspection, counted: Counted, *, former: int) -> None:
    """Tell the author and the leader, also the one who was named before, what somebody else has corrected."""
    whom = {inspection.leader_id, inspection.entered_by_id, former}
    await _tell(act, inspection, counted, kinds.CORRECTED, whom)


async def withdrawn(act: Act, inspection: Inspection, counted: Counted) -> None:
    """Tell the author and the leader that somebody else has withdrawn it, and why."""
    await _tell(act, inspection, counted, kinds.WITHDRAWN, {inspection.leader_id, inspection.entered_by_id})


async def _tell(act: Act, inspection: Inspection, counted: Counted, kind: MessageKind, ids: set[int]) -> None:
    people = await directory.by_ids(act.session, ids - {act.actor.person_id})
    if not people:
        return
    shown = await lists.shown(act, inspection)

    def draw(words: Words) -> Card:
        key = f"notice-{kind.event.replace('_', '-')}"
        head = words(
            key, by=act.actor.name, number=inspection.number, reason=inspection.withdrawn_for or "", leader=shown.leader
        )
        return cards.told(act.town, words, shown, head, counted)

    await messages.tell(act, people, draw, kind, about=(inspection.id, inspection.version), drill=inspection.drill)
