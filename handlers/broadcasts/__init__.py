"""Writing a message to many, choosing who gets it, and following what became of it. Start with ``drafting``."""
