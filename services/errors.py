"""The one family of domain errors. Words for them are in ``texts/*/errors.ftl``, put on in one place (the edge)."""

from typing import Any


class Refused(Exception):
    """What was asked cannot be done; nothing was changed.

    ``key`` is a text key, ``args`` its arguments. The edge rolls the transaction back and tells the person who
    acted, in that person's language.
    """

    def __init__(self, key: str, **arguments: Any) -> None:
        super().__init__(key, arguments)
        self.key = key
        self.arguments = arguments

    def __str__(self) -> str:
        return f"{self.key} {self.arguments}" if self.arguments else self.key


class Forbidden(Refused):
    """The person may not do this (deny by default, ``services.access``)."""


class Stale(Refused):
    """Somebody else was faster, or the button is older than the state it was made for."""
