"""Messages about the software itself."""

from models.enums import Priority
from services.messaging.kinds import MessageKind

PARKED = MessageKind("update_parked", Priority.ORDER)
PARKED_SENDER = MessageKind("update_parked_sender", Priority.ORDER)
WATCHDOG = MessageKind("watchdog", Priority.ORDER)
"""One that waits itself is no reason for another."""

KINDS = (PARKED, PARKED_SENDER, WATCHDOG)
