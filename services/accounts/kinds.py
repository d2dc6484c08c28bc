"""Messages about accounts and groups."""

from models.enums import Priority
from services.messaging.kinds import MessageKind

MOVED = MessageKind("account_moved", Priority.RECEIPT)
CODE_ISSUED = MessageKind("code_issued", Priority.RECEIPT)
"""To a person who is logged in: somebody has issued a code that moves the identity to another phone."""
ATTEMPTS = MessageKind("attempts", Priority.REMINDER)
FLOOD = MessageKind("stranger_flood", Priority.REMINDER, by_night=False)
GROUP_LOST = MessageKind("group_lost", Priority.ORDER)
GROUP_TAKEN = MessageKind("group_taken", Priority.ORDER)
"""A group that heard what was meant for somebody is bound to another owner, or the owner has one more group."""
GROUP_BOUND = MessageKind("group_bound", Priority.RECEIPT)
"""To a group that somebody has chosen in the private chat: what it is for now."""
GROUP_DEMOTED = MessageKind("group_demoted", Priority.REMINDER, by_night=False)

KINDS = (MOVED, CODE_ISSUED, ATTEMPTS, FLOOD, GROUP_LOST, GROUP_TAKEN, GROUP_BOUND, GROUP_DEMOTED)
