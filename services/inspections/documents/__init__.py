"""Word files about inspections. Start with ``record``."""
