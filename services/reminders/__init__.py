"""The engine of time: reminders, escalation, and the agenda of the day.

Start with ``steps``, which takes one due step of one deadline.
"""
