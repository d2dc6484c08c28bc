"""How often a leader hears of the same thing: once an hour, unless its danger grows; in between the card changes."""

from collections.abc import Sequence

from models import Deadline, Message
from models.enums import Priority
from services.core.act import Actor, Moment
from services.deadlines.owed import Thing
from services.messaging import standing
from services.settings.clocks import Rank

WORKING = frozenset({Rank.HANDLER, Rank.UNIT_HEAD, Rank.DUTY_OFFICER, Rank.SUBSTITUTE})
"""The steps of the people who do the work; all others are the leaders above them."""


async def heard_lately(act: Moment, people: Sequence[Actor], row: Deadline, thing: Thing) -> frozenset[int]:
    """Return the people who heard a step about a thing within the hour, as urgent as now, if no danger grew since.

    News of the thing does not count: it told, while a step asks the leader to act.
    """
    if not thing.place:
        return frozenset()
    since = await thing.graver_since(act, act.now - standing.HOURLY) or act.now - standing.HOURLY
    those = Message.person_id.in_([one.person_id for one in people])
    as_urgent = Message.priority <= min(row.priority, Priority.ORDER)
    return await standing.heard(act, thing.place, those, Message.deadline_id.is_not(None), as_urgent, since=since)
