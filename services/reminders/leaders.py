"""How often a leader hears of the same thing: once an hour, unless its danger grows; in between the card changes."""

from models import Deadline, Message
from models.enums import Priority
from services.core.act import Actor, Moment
from services.deadlines.owed import Thing
from services.messaging import standing
from services.settings.clocks import Rank

WORKING = frozenset({Rank.HANDLER, Rank.UNIT_HEAD, Rank.DUTY_OFFICER, Rank.SUBSTITUTE})
"""The steps of the people who do the work; all others are the leaders above them."""


async def heard_lately(act: Moment, person: Actor, row: Deadline, thing: Thing) -> bool:
    """Whether a step about a thing was heard by a person within the hour, as urgent as now, and no danger grew since.

    News of the thing does not count: it told, while a step asks the leader to act.
    """
    since = await thing.graver_since(act, act.now - standing.HOURLY) or act.now - standing.HOURLY
    steps = Message.person_id == person.person_id, Message.deadline_id.is_not(None)
    as_urgent = Message.priority <= min(row.priority, Priority.ORDER)
    return bool(thing.place and await standing.heard(act, thing.place, *steps, as_urgent, since=since))
