"""Periods are made ahead of time; each night the series follow the roster and the rules."""

from services.core.tick import Routine, Tick, in_portions, once
from services.duties.maker import series

TICKS = (
    Tick("make_duties", series.next_due, in_portions(series.make_due)),
    Routine("sync_duties", once(series.sync), {"hour": 0, "minute": 2}, at_start=True),
)
