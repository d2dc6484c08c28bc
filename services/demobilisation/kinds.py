"""Messages of a stand-down."""

from models.enums import Priority
from services.messaging.kinds import MessageKind

STAND_DOWN = MessageKind("stand_down", Priority.LIFE, as_drill=Priority.ORDER)
COUNT_BACK = MessageKind("count_back", Priority.LIFE, as_drill=Priority.ORDER)

KINDS = (STAND_DOWN, COUNT_BACK)
