"""Who is on duty: shifts, signing on and off, handover notes, swaps, and the alarm at a gap.

Start with ``shifts``; ``prompts`` asks at the right time.
"""
