"""Commanders are told what came from the field, and old tracks are destroyed."""

from services.core.tick import Routine, Tick, in_portions, one_by_one
from services.field import note_notices, tracks

TICKS = (
    Tick("tell_field", note_notices.next_due, one_by_one(note_notices.due, note_notices.tell)),
    Routine("forget_tracks", in_portions(tracks.forget), {"hour": 3, "minute": 40}, at_start=True),
)
