"""Deadlines are rows that carry their own ladder of escalation.

Start with ``deadlines``; ``ladders`` says who hears of a missed one, and when.
"""
