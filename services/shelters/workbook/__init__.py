"""Shelters as Excel: a row for each room. Start with ``importing``."""
