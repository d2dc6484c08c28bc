"""Receiving updates, as far as the township knows of it: the last contact, and what an outage has lost."""
