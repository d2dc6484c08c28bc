"""The agenda of the day on one page. Start with ``agenda``."""
