"""Messages about answers."""

from models.enums import Priority
from services.messaging.kinds import MessageKind

SAID = MessageKind("answer_said", Priority.ORDER)
"""The words that came with an answer."""

KINDS = (SAID,)
