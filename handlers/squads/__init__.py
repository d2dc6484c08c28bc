"""Squads in chat, and joining one. Start with ``squads``, then ``joining``."""
