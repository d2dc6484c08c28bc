"""Calls about red messages that people do not confirm: somebody telephones from the first chase on."""

from collections.abc import Sequence

import sqlalchemy as sa

from models import Broadcast, Person, RollCall, RollCallEntry
from models.enums import Action, BroadcastLevel, BroadcastState, Priority, RollCallKind
from services.calls.sources import CallSource, Matter
from services.cards import wording
from services.core.act import Act
from services.core.labels import name
from services.people.access import may
from services.people.numbers import Callee

MOST = 300
QUOTED = 20


async def load(act: Act) -> Sequence[Matter]:
    """Return the people who were asked again to confirm a red message and have not."""
    if not may(act.actor, Action.SEE_UNDELIVERED):
        return []
    rows = await act.session.execute(
        sa.select(Broadcast, Person, RollCallEntry.asked_at)
        .join(RollCall, RollCall.id == Broadcast.roll_call_id)
        .join(RollCallEntry, RollCallEntry.roll_call_id == RollCall.id)
        .join(Person, Person.id == RollCallEntry.person_id)
        .where(
            RollCall.kind == RollCallKind.BROADCAST,
            Broadcast.state.not_in(
                set(BroadcastState) - {BroadcastState.SENT}
            ),  # by the open roll calls, not by all sent
            Broadcast.level == BroadcastLevel.RED,
            Broadcast.confirmed,
            Broadcast.drill.is_(False),
            RollCall.closed_at.is_(None),
            RollCallEntry.answer.is_(None),
            RollCallEntry.chased > 0,
        )
        .order_by(Broadcast.id.desc(), Person.id)
        .limit(MOST)
    )
    words = act.town.words(act.actor.language)
    return [
        Matter(
            source="broadcast",
            thing=one.id,
            of=person.id,
            name=person.name,
            callee=Callee.of(person),
            what=f"{name(words, one.level)} {wording.teaser(one.text, QUOTED)}",
            why=words.plain("broadcast-call-silent"),
            since=asked_at,
            priority=Priority.LIFE,
        )
        for one, person, asked_at in rows
    ]


CALLS = (CallSource(("broadcast",), load),)
