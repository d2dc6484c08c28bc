"""Messages about files."""

from models.enums import Priority
from services.messaging.kinds import MessageKind

REFUSED = MessageKind("file_refused", Priority.RECEIPT)
LOST = MessageKind("file_lost", Priority.REMINDER)

KINDS = (REFUSED, LOST)
