"""Roll calls ask the silent again."""

from services.core.tick import Tick, in_portions
from services.messaging import roll_calls

TICKS = (Tick("chase_silent", roll_calls.next_due, in_portions(roll_calls.chase)),)
