"""Messages about reachability tests, beside the question itself (``services.messaging.kinds``)."""

from datetime import timedelta

from models.enums import Priority
from services.messaging.kinds import MessageKind

RESULT = MessageKind("reachability_result", Priority.REMINDER, by_night=False)
MONTH = MessageKind("reachability_month", Priority.REMINDER, timedelta(days=7), by_night=False)

KINDS = (RESULT, MONTH)
