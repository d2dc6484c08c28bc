"""The kind of event that a warning is about, and the lines that answer for it."""

import re
from collections.abc import Iterable

from services.settings.areas.warnings import EventType
from services.settings.township import Township
from services.warnings.cap.alerts import Alert


def kinds(settings: Township, alert: Alert) -> tuple[str, ...]:
    """Return the kinds of event, in the order of the settings: by the event's words, else by its codes, else by the
    headline, else by the text. Empty: nobody can tell, and the duty officer is asked.
    """
    table = settings.warnings.events
    ways = (
        _by_words(table, (info.event for info in alert.infos)),
        _by_codes(table, (value for info in alert.infos for _, value in info.event_codes)),
        _by_words(table, (info.headline for info in alert.infos)),
        _by_words(table, (info.description[:1000] for info in alert.infos)),
    )
    found = next(filter(None, ways), set())
    return tuple(code for code in table if code in found)


def lines(settings: Township, alert: Alert) -> tuple[str, ...]:
    """Return the lines of every kind of event, as far as the township has them."""
    named = [line for kind in kinds(settings, alert) for line in settings.warnings.events[kind].lines]
    return tuple(dict.fromkeys(line for line in named if line in settings.lines))


def _by_words(table: dict[str, EventType], texts: Iterable[str]) -> set[str]:
    said = "\n".join(texts).casefold()
    return {code for code, kind in table.items() if any(_says(said, word.casefold()) for word in kind.words)}


def _says(text: str, word: str) -> bool:
    """Whether a text has a word; an English one stands by itself ("ice" is not in "notice")."""
    if word not in text:
        return False
    return not word.isascii() or re.search(rf"\b{re.escape(word)}s?\b", text) is not None


def _by_codes(table: dict[str, EventType], values: Iterable[str]) -> set[str]:
    given = {value.upper() for value in values}
    fits = [
        (len(start), code)
        for code, kind in table.items()
        for start in kind.codes
        if any(value.startswith(start.upper()) for value in given)
    ]
    longest = max((length for length, _ in fits), default=0)
    return {code for length, code in fits if length == longest}
