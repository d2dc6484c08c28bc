"""Signing on and off, handover notes and swaps in chat. Start with ``duty``."""
