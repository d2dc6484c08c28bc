"""Messages of a stand-down."""

from models.enums import Manner, Priority
from services.messaging.kinds import MessageKind, Sound

STAND_DOWN = MessageKind("stand_down", Priority.LIFE, as_drill=Priority.ORDER, manner=Manner.ANEW)
"""The last state of each person's card."""
COUNT_BACK = MessageKind("count_back", Priority.LIFE, as_drill=Priority.ORDER)

NOT_NEEDED = MessageKind("stand_down_absent", Priority.ORDER, sound=Sound.NONE, manner=Manner.EDIT)
"""The same for a person who could not come and has nothing to do."""

KINDS = (STAND_DOWN, COUNT_BACK, NOT_NEEDED)
