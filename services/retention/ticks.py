"""History that has served is destroyed each night, and when a process starts: the machine may be off at night."""

from services.core.tick import Routine
from services.retention import history

TICKS = (Routine("forget_history", history.forget, {"hour": 3, "minute": 50}, at_start=True),)
