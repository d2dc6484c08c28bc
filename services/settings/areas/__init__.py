"""Sections of the settings that belong to one area."""
