"""Messages about inspections."""

from datetime import timedelta

from models.enums import Priority
from services.messaging.kinds import MessageKind

ENTERED = MessageKind("inspection_entered", Priority.RECEIPT, timedelta(days=3))
CORRECTED = MessageKind("inspection_corrected", Priority.RECEIPT, timedelta(days=3))
WITHDRAWN = MessageKind("inspection_withdrawn", Priority.RECEIPT, timedelta(days=3))
INSTRUCTED = MessageKind("inspection_instructed", Priority.RECEIPT, timedelta(days=3))

KINDS = (ENTERED, CORRECTED, WITHDRAWN, INSTRUCTED)
