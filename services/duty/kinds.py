"""Messages about duty."""

from models.enums import Priority
from services.messaging.kinds import MessageKind

STOOD_IN = MessageKind("duty_stood_in", Priority.RECEIPT)
NOTE = MessageKind("duty_note", Priority.ORDER)
SWAP = MessageKind("duty_swap", Priority.ORDER)
SWAP_ANSWER = MessageKind("duty_swap_answer", Priority.ORDER)

KINDS = (STOOD_IN, NOTE, SWAP, SWAP_ANSWER)
