"""States of shelters."""

from enum import StrEnum


class ShelterState(StrEnum):
    """Whether people may come."""

    CLOSED = "closed"  # locked; the keeper has the keys
    OPEN = "open"  # inspected and opened: people are taken in
