"""What time does to a case: reminders, escalation, and the agenda of the day.

Start with ``steps``, which takes one due step of one deadline.
"""
