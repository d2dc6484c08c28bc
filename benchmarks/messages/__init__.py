"""Benchmarks of what is sent: how soon it is on the wire, and what stands in its way."""
