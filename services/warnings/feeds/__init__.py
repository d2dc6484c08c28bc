"""Feeds and folders of warnings, looked at from time to time. Start with ``looking``."""
