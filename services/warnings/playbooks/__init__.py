"""Playbooks of a warning: its items with their people, times and outcomes. Start with ``playing``."""
