"""Messages to many and what comes of them; how urgent each is, is its level's."""

from models.enums import Manner, Priority
from services.messaging.kinds import MessageKind

BROADCAST = MessageKind("broadcast", Priority.ORDER, manner=Manner.ANEW)
CONSENT = MessageKind("broadcast_consent", Priority.ORDER)
ANSWERED = MessageKind("broadcast_answered", Priority.ORDER, manner=Manner.ANEW)
"""The answer to a request for consent; the message that waited for it goes."""
UNDONE = MessageKind("broadcast_undone", Priority.ORDER)

KINDS = (BROADCAST, CONSENT, ANSWERED, UNDONE)
