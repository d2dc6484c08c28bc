"""The question whether a colour is still in force."""

from models.enums import Priority
from services.messaging.kinds import MessageKind

STILL = MessageKind("colour_in_force", Priority.REMINDER, by_night=False)

KINDS = (STILL,)
