"""The maker of duties: the series by the calendar, and the tracks under warnings. Start with ``series``."""
