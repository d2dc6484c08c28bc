"""Messages about reception."""

from models.enums import Priority
from services.messaging.kinds import MessageKind

LOSS = MessageKind("messages_lost", Priority.ORDER)
"""Telegram no longer had what was sent to the bot during an outage."""

KINDS = (LOSS,)
