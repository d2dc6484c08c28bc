"""The answers that a stand-down waits for: who was out is back, and a captain has counted the people."""

import sqlalchemy as sa

from models import Mobilisation, Response, RollCallEntry
from models.enums import MobilisationState
from services.answers.meanings import Meaning
from services.answers.waiting import Awaits, Waiting
from services.core.act import Act
from services.demobilisation import kinds
from services.mobilisation import cards, mobilisations
from services.mobilisation.deployed import OUT
from texts import Words


async def _out(act: Act, words: Words) -> list[Waiting]:
    """Return the mobilisations that the actor has to report back from."""
    on_it = sa.and_(
        RollCallEntry.roll_call_id == Mobilisation.roll_call_id, RollCallEntry.person_id == Response.person_id
    )
    rows = await act.session.scalars(
        sa.select(Mobilisation)
        .join(Response, Response.mobilisation_id == Mobilisation.id)
        .join(RollCallEntry, on_it)
        .where(
            Response.person_id == act.actor.person_id,
            Response.accounted_at.is_(None),
            RollCallEntry.answer.in_(OUT),
            Mobilisation.state == MobilisationState.STANDING_DOWN,
        )
    )
    found = []
    for one in rows:
        back = cards.verb(words, one, "mobilise-i-am-back", cards.BACK)
        waiting = Waiting(
            name=words.plain("answers-back", number=one.number or ""),
            since=one.stood_down_at or act.now,
            buttons=(back, cards.verb(words, one, "mobilise-sos", cards.SOS)),
            takes={Meaning.BACK: back},
            subject=mobilisations.subject(one.id, act.actor.person_id),
            cards=(kinds.STAND_DOWN.key(one),),
            told=(one.commander_id,),
        )
        found.append(waiting)
    return found


AWAITS = (Awaits(_out, timed=False),)
