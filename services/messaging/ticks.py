"""Roll calls ask the silent again; numbers that were shown, and the whole texts of old cards, are destroyed."""

from services.core.tick import Routine, Tick, in_portions
from services.messaging import contacts, roll_calls, whole_texts

TICKS = (
    Tick("chase_silent", roll_calls.next_due, in_portions(roll_calls.chase)),
    Tick("forget_numbers", contacts.next_due, in_portions(contacts.forget)),
    Routine("forget_whole_texts", in_portions(whole_texts.forget), {"hour": 3, "minute": 20}, at_start=True),
)
