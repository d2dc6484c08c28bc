"""Giving an order: a second person consents, the list is made, each officer gets a part. Start with ``consent``."""
