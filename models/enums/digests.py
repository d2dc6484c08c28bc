"""Intervals of digests."""

from enum import StrEnum


class DigestKind(StrEnum):
    """How often a digest comes."""

    MORNING = "morning"  # yesterday and today
    WEEKLY = "weekly"  # the seven days before
