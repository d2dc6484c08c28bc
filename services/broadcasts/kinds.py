"""Messages to many and what comes of them; how urgent each is, is its level's."""

from models.enums import Priority
from services.messaging.kinds import MessageKind

BROADCAST = MessageKind("broadcast", Priority.ORDER)
UNDONE = MessageKind("broadcast_undone", Priority.ORDER)

KINDS = (BROADCAST, UNDONE)
