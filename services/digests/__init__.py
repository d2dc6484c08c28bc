"""Figures of the morning and the week for the people who answer for them.

Start with ``digests``; ``figures`` counts, ``cards`` draws.
"""
