"""Messages about what a reachability test found to mend."""

from datetime import timedelta

from models.enums import Priority
from services.messaging.kinds import MessageKind

GIVEN = MessageKind("mend_given", Priority.REMINDER, timedelta(days=7), by_night=False)

KINDS = (GIVEN,)
