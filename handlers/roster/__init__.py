"""The people who check the roster see its gaps. Start with ``check``."""
