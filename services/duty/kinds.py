"""Messages about duty."""

from models.enums import Priority
from services.messaging.kinds import MessageKind

SIGN_ON = MessageKind("duty_on", Priority.ORDER)
STAND_IN = MessageKind("duty_in", Priority.ORDER)
SIGN_OFF = MessageKind("duty_off", Priority.ORDER)
GAP = MessageKind("duty_gap", Priority.ORDER)
STOOD_IN = MessageKind("duty_stood_in", Priority.RECEIPT)
NOTE = MessageKind("duty_note", Priority.ORDER)
SWAP = MessageKind("duty_swap", Priority.ORDER)
SWAP_ANSWER = MessageKind("duty_swap_answer", Priority.ORDER)

KINDS = (SIGN_ON, STAND_IN, SIGN_OFF, GAP, STOOD_IN, NOTE, SWAP, SWAP_ANSWER)
