"""Messages about questions to a reporter."""

from models.enums import Priority
from services.messaging.kinds import MessageKind

ASKED = MessageKind("inquiry", Priority.ORDER)
ANSWERED = MessageKind("inquiry_answered", Priority.ORDER)

KINDS = (ASKED, ANSWERED)
