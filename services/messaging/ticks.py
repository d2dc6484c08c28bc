"""Rolls ask the silent again, and notices that were held for company are told."""

from functools import partial

from models import HeldNotice
from services.core.tick import PROMPT, Tick, in_portions
from services.messaging import batching, roll_calls

TICKS = (
    Tick("chase_silent", roll_calls.next_due, in_portions(roll_calls.chase)),
    Tick("tell_held", partial(batching.next_due, HeldNotice), in_portions(batching.tell), PROMPT),
)
