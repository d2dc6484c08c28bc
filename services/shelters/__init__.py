"""Shelters: the register with rooms and keepers, the inspection before one is opened. Start with ``register``."""
