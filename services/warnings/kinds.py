"""Messages about warnings to the station."""

from models.enums import Priority
from services.messaging.kinds import MessageKind

NEWS = MessageKind("warning", Priority.ORDER, as_drill=Priority.RECEIPT)
"""A warning that came in or changed."""
OVER = MessageKind("warning_over", Priority.RECEIPT)
"""A warning that has ended."""
QUESTION = MessageKind("warning_question", Priority.ORDER)
"""An ending that does not say clearly which warning it ends."""
FEED = MessageKind("warning_feed", Priority.ORDER)
"""A feed that is silent, or works again."""
UPLOAD = MessageKind("warning_upload", Priority.RECEIPT)
"""The content of a file that was sent to the bot."""

RED = MessageKind("warning_red", Priority.LIFE)
"""A red order has gone out: for a leader outside of its senders."""
RAISED = MessageKind("warning_raised", Priority.LIFE, as_drill=Priority.ORDER)
"""An order that grew graver went out at once: for the second person, who can take it back."""
PLAY = MessageKind("warning_play", Priority.ORDER)
"""Items of a playbook that somebody has to do."""
PLAY_CHANGED = MessageKind("warning_play_changed", Priority.ORDER)
"""The question about a playbook after a change of its warning, or the news that items were stood down."""

KINDS = (NEWS, OVER, QUESTION, FEED, UPLOAD, RED, RAISED, PLAY, PLAY_CHANGED)
