"""Messages about inspections, and the way from a duty's card to a record."""

from datetime import timedelta

from models.enums import Action, Priority
from services.duties.entering.ways import Way, whoever_may
from services.inspections.cards import NEW
from services.inspections.counting import KIND
from services.messaging.kinds import MessageKind

ENTERED = MessageKind("inspection_entered", Priority.RECEIPT, timedelta(days=3))
CORRECTED = MessageKind("inspection_corrected", Priority.RECEIPT, timedelta(days=3))
WITHDRAWN = MessageKind("inspection_withdrawn", Priority.RECEIPT, timedelta(days=3))
INSTRUCTED = MessageKind("inspection_instructed", Priority.RECEIPT, timedelta(days=3))

KINDS = (ENTERED, CORRECTED, WITHDRAWN, INSTRUCTED)

WAYS = (Way(KIND, "inspections-new", NEW, whoever_may(Action.INSPECT)),)
