"""The answers that reachability tests wait for."""

import sqlalchemy as sa

from models import ReachabilityTest, RollCallEntry
from services.answers.meanings import EMPTY, Meaning
from services.answers.waiting import Awaits, Waiting
from services.cards.card import button
from services.core.act import Act
from services.messaging.kinds import REACHABILITY
from services.reachability import asking
from services.reachability.cards import ANSWER
from texts import Words

MOST = 3


async def _asked(act: Act, words: Words) -> list[Waiting]:
    rows = await act.session.scalars(
        sa.select(ReachabilityTest)
        .join(RollCallEntry, RollCallEntry.roll_call_id == ReachabilityTest.roll_call_id)
        .where(
            RollCallEntry.person_id == act.actor.person_id,
            RollCallEntry.answer.is_(None),
            ReachabilityTest.ends_at > act.now,
        )
        .order_by(ReachabilityTest.id.desc())
        .limit(MOST)
    )
    found = []
    for one in rows:
        received = button(words.plain("reach-yes"), ANSWER, one.id)
        meanings = {*EMPTY, Meaning.ARRIVED, Meaning.SAFE, Meaning.ON_THE_WAY}
        waiting = Waiting(
            name=words.plain("answers-test"),
            since=one.started_at,
            buttons=(received,),
            takes=dict.fromkeys(meanings, received),
            subject=asking.subject(one.id),
            cards=(REACHABILITY.key(one.id), REACHABILITY.key(one.roll_call_id)),
            told=(one.started_by_id,) if one.started_by_id is not None else (),
        )
        found.append(waiting)
    return found


AWAITS = (Awaits(_asked, timed=False),)
