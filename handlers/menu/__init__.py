"""The main menu, help and language, and what nothing else answers. Start with ``menu``."""
