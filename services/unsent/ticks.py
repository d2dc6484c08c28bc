"""Authors are asked about the drafts that they have not sent."""

from services.core.tick import Tick, one_by_one
from services.unsent import unsent

TICKS = (Tick("ask_unsent", unsent.next_due, one_by_one(unsent.due, unsent.ask)),)
