"""The warnings of the township: what was received, how it stands, what people said. Start with ``register``."""
