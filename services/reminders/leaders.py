"""How often a leader hears of the same thing: once an hour, unless its danger grows; in between the card changes."""

from datetime import timedelta

import sqlalchemy as sa

from models import Deadline, Message
from models.enums import Priority
from services.core.act import Actor, Moment
from services.deadlines.owed import Thing
from services.settings.clocks import Rank

WORKING = frozenset({Rank.HANDLER, Rank.UNIT_HEAD, Rank.DUTY_OFFICER, Rank.SUBSTITUTE})
"""The steps of the people who do the work; all others are the leaders above them."""
QUIET = timedelta(hours=1)

_HEARD = (
    sa.select(Message.id)
    .where(
        Message.person_id == sa.bindparam("person"),
        Message.created_at > sa.bindparam("since", type_=Message.created_at.type),
        Message.card == sa.bindparam("place"),
        Message.priority <= sa.bindparam("priority", type_=Message.priority.type),
        sa.func.coalesce(Message.content["silent"].as_boolean(), False).is_(False),
    )
    .limit(1)
)


async def heard_lately(act: Moment, person: Actor, row: Deadline, thing: Thing) -> bool:
    """Whether a person has heard of a thing within the hour, as urgently as now, and its danger has not grown since."""
    since = act.now - QUIET
    grown = await thing.graver_since(act, since)
    wanted = {"person": person.person_id, "since": grown or since, "place": thing.place}
    wanted["priority"] = min(row.priority, Priority.ORDER)
    return await act.session.scalar(_HEARD, wanted) is not None
