"""Showing a digest on demand. Start with ``digests``."""
