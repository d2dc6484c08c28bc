"""The one family of domain errors. Words for them are in ``texts/*/errors.ftl``, put on in one place (the edge)."""

from datetime import datetime
from typing import Any, TypeVar

from markupsafe import Markup

from texts import Words

Found = TypeVar("Found")


class Keys(tuple[str, ...]):
    """Text keys inside an error's arguments: each is put into the reader's words, joined by the language's comma."""

    __slots__ = ()

    def in_words(self, words: Words) -> str:
        """Return the words of every key in a row."""
        return words.plain("list-comma").join(words.plain(key) for key in self)


class Refused(Exception):
    """A request cannot be granted; nothing was changed.

    ``key`` is a text key, ``args`` its arguments. The edge rolls the transaction back and tells the person who
    acted, in that person's language.
    """

    def __init__(self, key: str, **arguments: Any) -> None:
        super().__init__(key, arguments)
        self.key = key
        self.arguments = arguments

    def __str__(self) -> str:
        return f"{self.key} {self.arguments}" if self.arguments else self.key

    def in_words(self, words: Words) -> Markup:
        """Return the message for the person who acted, as HTML. The one place where errors become words."""
        arguments = {
            name: value.in_words(words) if isinstance(value, Keys) else value for name, value in self.arguments.items()
        }
        return words(self.key, **arguments)


class Forbidden(Refused):
    """The person may not do this (deny by default, ``services.people.access``)."""


class Stale(Refused):
    """Somebody else was faster, or the button is older than the state it was made for."""


class TokenRefused(Exception):
    """Telegram does not accept the bot's token: nothing can be received or sent."""


def existing(found: Found | None, key: str, **arguments: Any) -> Found:
    """Return what was found. Raises ``Stale`` with this text key when there is nothing (any more)."""
    if found is None:
        raise Stale(key, **arguments)
    return found


def to_come(at: datetime, now: datetime) -> datetime:
    """Return a time that is yet to come. Raises ``Refused`` for one that has passed."""
    if at <= now:
        raise Refused("error-due-past")
    return at


def reason(text: str, *, most: int | None = None) -> str:
    """Return a reason without blanks around it; ``Refused`` when there is none, or more than can be kept."""
    text = text.strip()
    if not text:
        raise Refused("error-reason-needed")
    if most is not None and len(text) > most:
        raise Refused("error-words-long", limit=most, count=len(text))
    return text
