"""The overview for leaders: what is on, overdue and owed, on one card. Start with ``overview``."""
