"""How often a test tries what is left to chance: a few times by day, as often as is worth it in ``make test-long``."""

import os

LONG = os.environ.get("BIHUAN_TESTS") == "long"


def times(long: int, *, by_day: int) -> int:
    """Return how often."""
    return long if LONG else by_day
