"""Messages of the desk about several cases at once."""

from datetime import timedelta

from models.enums import Manner, Priority
from services.messaging.kinds import MessageKind

URGED = MessageKind("urged", Priority.REMINDER, timedelta(days=1), by_night=False, manner=Manner.REPLY)
"""Somebody presses for one case: a line that answers its card."""
URGED_SEVERAL = MessageKind("urged_several", Priority.REMINDER, timedelta(days=1), by_night=False)

KINDS = (URGED, URGED_SEVERAL)
