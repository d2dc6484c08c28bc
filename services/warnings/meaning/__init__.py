"""The meaning of a warning: its colour, its kind and lines, its times, and its state. Start with ``standings``."""
