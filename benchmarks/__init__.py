"""Benchmarks: each module prints JSON with a ratio taken in the same run. Start with ``__main__``."""
