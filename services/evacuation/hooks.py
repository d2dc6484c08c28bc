"""The button on an incident's card that orders an evacuation for it."""

from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from models import Case, Evacuation, EvacuationPart, Person
from models.enums import OPEN, Action, EvacuationState, Kind, Priority
from services.calls.sources import CallSource, Matter
from services.cards.card import Button, button
from services.cases.hooks import CaseSection
from services.core.act import Act, Actor
from services.people.access import Subject, may
from services.people.numbers import Callee
from texts import Words

NEW = "ev_new"
UNSEEN = timedelta(minutes=10)
"""After this time an officer who has not opened the list must be called."""


def _buttons(words: Words, viewer: Actor, subject: Subject, case: Case, _: Any, now: datetime) -> tuple[Button, ...]:
    wanted = case.kind is Kind.INCIDENT and case.state in OPEN and may(viewer, Action.ORDER_EVACUATION, subject)
    return (button(words.plain("evacuation-for-case"), NEW, case.id),) if wanted else ()


async def _to_ring(act: Act) -> list[Matter]:
    """Return the officers who have not opened their list of households, some minutes after the order."""
    if not may(act.actor, Action.ORDER_EVACUATION):
        return []
    rows = await act.session.execute(
        sa.select(Evacuation, Person)
        .join(EvacuationPart, EvacuationPart.evacuation_id == Evacuation.id)
        .join(Person, Person.id == EvacuationPart.person_id)
        .where(
            Evacuation.state == EvacuationState.ORDERED,
            Evacuation.ordered_at <= act.now - UNSEEN,
            EvacuationPart.seen_at.is_(None),
        )
        .order_by(Evacuation.id, Person.id)
        .distinct()
    )
    words = act.town.words(act.actor.language)
    return [
        Matter(
            source="evacuation",
            thing=one.id,
            of=person.id,
            name=person.name,
            callee=Callee.of(person),
            what=words.plain("evacuation-call", number=one.number or ""),
            why=words.plain("evacuation-call-unseen"),
            since=one.ordered_at or one.created_at,
            priority=Priority.ORDER if one.drill else Priority.LIFE,
            case_id=one.case_id,
            drill=bool(one.drill),
        )
        for one, person in rows
    ]


HOOKS = (CaseSection("evacuation", buttons=_buttons), CallSource(("evacuation",), _to_ring))
