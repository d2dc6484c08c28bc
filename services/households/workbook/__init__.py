"""Households as Excel: a sheet of households and one of people, each row looked at. Start with ``importing``."""
