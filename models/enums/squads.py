"""Joining a squad."""

from enum import StrEnum


class JoiningState(StrEnum):
    """The state of a request to join a squad."""

    ASKED = "asked"  # waits for the captain or the station
    AGREED = "agreed"  # in the squad
    REFUSED = "refused"  # not let in
