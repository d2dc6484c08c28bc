"""The answers that broadcasts wait for: a confirmation from each recipient, the consent of a second person."""

import sqlalchemy as sa

from models import Broadcast, RollCall, RollCallEntry
from models.enums import Action, BroadcastState
from services.answers.meanings import Meaning
from services.answers.waiting import Awaits, Waiting
from services.broadcasts import broadcasts, cards, kinds
from services.cards.card import button
from services.core.act import Act
from services.messaging.kinds import ROLL_CALL
from services.people.access import may
from texts import Words

MOST = 10
"""Of each kind, the newest."""
HEARD = (Meaning.ACKNOWLEDGE, Meaning.AGREE, Meaning.ON_THE_WAY, Meaning.ARRIVED, Meaning.CANNOT, Meaning.SAFE)
"""A person who says one of these has received the message."""


async def _to_confirm(act: Act, words: Words) -> list[Waiting]:
    rows = await act.session.execute(
        sa.select(Broadcast, RollCallEntry.asked_at)
        .join(RollCall, RollCall.id == Broadcast.roll_call_id)
        .join(RollCallEntry, RollCallEntry.roll_call_id == RollCall.id)
        .where(
            RollCallEntry.person_id == act.actor.person_id,
            RollCallEntry.answer.is_(None),
            RollCall.closed_at.is_(None),
            Broadcast.confirmed,
        )
        .order_by(Broadcast.id.desc())
        .limit(MOST)
    )
    found = []
    for one, asked_at in rows:
        number = one.roll_call_id or 0
        received = cards.received(words, one)
        waiting = Waiting(
            name=cards.title(act.town, words, one),
            since=asked_at,
            buttons=(received,),
            takes=dict.fromkeys(HEARD, received),
            subject=broadcasts.subject(one.id),
            cards=(kinds.BROADCAST.key(one.id), ROLL_CALL.key(number)),
            told=(one.author_id,),
        )
        found.append(waiting)
    return found


async def _to_consent(act: Act, words: Words) -> list[Waiting]:
    if not may(act.actor, Action.CONSENT):
        return []
    asked = await act.session.scalars(
        sa.select(Broadcast)
        .where(Broadcast.state == BroadcastState.AWAITING, Broadcast.author_id != act.actor.person_id)
        .order_by(Broadcast.id.desc())
        .limit(MOST)
    )
    found = []
    for one in asked:
        choices = (
            ("answers-agree", cards.AGREE),
            ("broadcast-return", cards.BACK),
            ("broadcast-refuse", cards.REFUSE),
        )
        yes, back, no = (button(words.plain(key), action, one.id, one.version) for key, action in choices)
        waiting = Waiting(
            name=cards.title(act.town, words, one),
            since=one.asked_at or one.created_at,
            buttons=(yes, back, no),
            takes={Meaning.AGREE: yes, Meaning.REFUSE: no},
            subject=broadcasts.subject(one.id),
            exact=True,
            told=(one.author_id,),
        )
        found.append(waiting)
    return found


AWAITS = (Awaits(_to_confirm, timed=False), Awaits(_to_consent))
