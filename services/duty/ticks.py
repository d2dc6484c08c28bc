"""Shifts that are near become owed, and a gap in the roster is an alarm."""

from services.core.tick import Tick, once
from services.duty import prompts

TICKS = (Tick("keep_duty", prompts.next_due, once(prompts.keep)),)
