"""Reminders."""

from datetime import timedelta

from models.enums import Priority
from services.messaging.kinds import MessageKind

DEADLINE = MessageKind("deadline", Priority.ORDER)
UNKNOWN = MessageKind("deadline_unknown", Priority.ORDER)
REMINDER = MessageKind("reminder", Priority.REMINDER, timedelta(days=1), by_night=False)
HOLIDAYS = MessageKind("holidays", Priority.RECEIPT)

KINDS = (DEADLINE, UNKNOWN, REMINDER, HOLIDAYS)
