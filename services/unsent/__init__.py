"""Drafts that nobody sends: the author is asked once, a danger reaches the station. Start with ``unsent``."""
