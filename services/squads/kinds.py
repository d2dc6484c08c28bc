"""Messages about squads and their groups."""

from models.enums import Priority
from services.messaging.kinds import MessageKind

JOIN_ASKED = MessageKind("squad_join_asked", Priority.REMINDER, by_night=False)
JOIN_ANSWERED = MessageKind("squad_join_answered", Priority.RECEIPT)
INVITED = MessageKind("squad_invited", Priority.RECEIPT)
GROUP_NEWS = MessageKind("squad_group_news", Priority.REMINDER)
"""It is looked for by day only."""
COUNTED = MessageKind("squad_counted", Priority.RECEIPT)

KINDS = (JOIN_ASKED, JOIN_ANSWERED, INVITED, GROUP_NEWS, COUNTED)
