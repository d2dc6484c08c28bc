"""The register of risk points: kept in chat and by Excel, each with its history. Start with ``register``."""
