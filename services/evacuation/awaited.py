"""The answers that evacuations wait for: a second person's consent, and an officer's word that a list has come."""

import sqlalchemy as sa

from models import Evacuation, EvacuationPart
from models.enums import Action, EvacuationState
from services.answers.meanings import Meaning
from services.answers.waiting import Awaits, Waiting
from services.cards.card import button
from services.core.act import Act
from services.evacuation import cards, kinds
from services.evacuation.order import orders
from services.people.access import may
from texts import Words

MOST = 10


async def _to_consent(act: Act, words: Words) -> list[Waiting]:
    if not may(act.actor, Action.CONSENT):
        return []
    asked = await act.session.scalars(
        sa.select(Evacuation)
        .where(Evacuation.state == EvacuationState.ASKED, Evacuation.made_by_id != act.actor.person_id)
        .order_by(Evacuation.id.desc())
        .limit(MOST)
    )
    found = []
    for one in asked:
        yes = button(words.plain("answers-agree"), cards.AGREE, one.id, one.version)
        no = button(words.plain("evacuation-refuse"), cards.REFUSE, one.id, one.version)
        waiting = Waiting(
            name=words.plain("evacuation-question"),
            since=one.asked_at or one.created_at,
            buttons=(yes, no),
            takes={Meaning.AGREE: yes, Meaning.REFUSE: no},
            subject=orders.subject(one.id),
            exact=True,
            told=(one.made_by_id,),
        )
        found.append(waiting)
    return found


async def _to_open(act: Act, words: Words) -> list[Waiting]:
    rows = await act.session.scalars(
        sa.select(Evacuation)
        .join(EvacuationPart, EvacuationPart.evacuation_id == Evacuation.id)
        .where(
            EvacuationPart.person_id == act.actor.person_id,
            EvacuationPart.seen_at.is_(None),
            Evacuation.state == EvacuationState.ORDERED,
        )
        .distinct()
        .order_by(Evacuation.id.desc())
        .limit(MOST)
    )
    found = []
    for one in rows:
        look = button(words.plain("evacuation-open-list"), cards.LIST, one.id)
        waiting = Waiting(
            name=words.plain("evacuation-list-of", number=one.number or ""),
            since=one.ordered_at or one.created_at,
            buttons=(look,),
            takes=dict.fromkeys((Meaning.ACKNOWLEDGE, Meaning.AGREE, Meaning.ON_THE_WAY), look),
            subject=orders.words_of(one.id),
            cards=(kinds.PART.key(one.id),),
            told=(one.made_by_id,),
        )
        found.append(waiting)
    return found


AWAITS = (Awaits(_to_consent), Awaits(_to_open))
