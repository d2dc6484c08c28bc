"""A unit's list and its answers to an assignment, and the verification of its work.

Start with ``tasks``; ``feedback`` and ``verification`` fill in a card.
"""
