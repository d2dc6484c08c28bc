"""Messages about accounts and groups."""

from models.enums import Priority
from services.messaging.kinds import MessageKind

MOVED = MessageKind("account_moved", Priority.RECEIPT)
ATTEMPTS = MessageKind("attempts", Priority.REMINDER)
FLOOD = MessageKind("stranger_flood", Priority.REMINDER, by_night=False)
GROUP_LOST = MessageKind("group_lost", Priority.ORDER)
GROUP_DEMOTED = MessageKind("group_demoted", Priority.REMINDER, by_night=False)

KINDS = (MOVED, ATTEMPTS, FLOOD, GROUP_LOST, GROUP_DEMOTED)
