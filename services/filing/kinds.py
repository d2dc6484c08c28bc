"""Messages about what was said and could not be taken in."""

from models.enums import Priority
from services.messaging.kinds import MessageKind, Sound

REFUSED = MessageKind("refused_words", Priority.ORDER, as_drill=Priority.RECEIPT)
REFUSED_DANGER = MessageKind("refused_danger", Priority.LIFE, as_drill=Priority.ORDER, sound=Sound.ALARM)
"""Its words speak of people in danger."""

KINDS = (REFUSED, REFUSED_DANGER)
