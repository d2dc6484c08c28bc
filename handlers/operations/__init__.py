"""Messages that did not arrive, and updates that could not be handled. Start with ``undelivered``."""
