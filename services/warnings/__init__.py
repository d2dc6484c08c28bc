"""Warnings (预警): read from CAP, understood, and matched with the township. Start with ``cap``."""
