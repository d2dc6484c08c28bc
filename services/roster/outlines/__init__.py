"""Outlines of villages and grids from GeoJSON, and their check. Start with ``importing``."""
