"""Reminders."""

from datetime import timedelta

from models.enums import Priority
from services.messaging.kinds import MessageKind

DEADLINE = MessageKind("deadline", Priority.ORDER)
UNKNOWN = MessageKind("deadline_unknown", Priority.ORDER)
VACANT = MessageKind("ladder_vacant", Priority.ORDER)
"""A call task without a recipient: nobody holds a post on a ladder."""
REMINDER = MessageKind("reminder", Priority.REMINDER, timedelta(days=1), by_night=False)
HOLIDAYS = MessageKind("holidays", Priority.RECEIPT)

KINDS = (DEADLINE, UNKNOWN, VACANT, REMINDER, HOLIDAYS)
