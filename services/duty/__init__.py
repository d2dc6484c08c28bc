"""The duty roster: shifts, signing on and off, handover notes, swaps, and the alarm at a gap.

Start with ``shifts``; ``owed`` says what the engine of time asks about them.
"""
