"""Benchmarks of one update: its statements, its processor time, and the answer when too many come at once."""
