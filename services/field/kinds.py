"""Messages from the field. Nothing of them waits, and nothing delays a call for help."""

from models.enums import Priority
from services.messaging.kinds import MessageKind

NOTE = MessageKind("field_note", Priority.ORDER, as_drill=Priority.RECEIPT)
HANDOVER = MessageKind("handover", Priority.ORDER, as_drill=Priority.RECEIPT)

KINDS = (NOTE, HANDOVER)
