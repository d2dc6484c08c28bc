"""Who is on duty: shifts, signing on and off, handover notes, swaps, and the alarm at a gap.

Start with ``shifts``; ``owed`` says what the engine of time asks about them.
"""
