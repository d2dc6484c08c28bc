"""Logging in, groups, and the codes for both. Start with ``login``, which ends the conversation of a stranger."""
