"""A document (Word 文件) is a row that an area states: its content, and the paper that it is put on.

Its content function checks the right to see it, as the area's screens do. ``making`` makes the file.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from services.cards.card import Button, button
from services.core.act import Act, Moment
from services.core.town import Town
from services.documents.content import Content
from texts import Words

if TYPE_CHECKING:
    from services.documents.paper import Paper

WORD = "word"
"""The action of the button: its subject is the document, its extra what the document is about."""


@dataclass(frozen=True)
class Document:
    """One kind of document."""

    code: str
    name: str
    """The text key of its name; the name is the name of its template's file, too."""
    kind: type[Content]
    content: Callable[[Act, int], Awaitable[Content]]
    """Returns the content of what the button names (an id, a month, a year). Raises ``Forbidden`` or ``Stale``."""
    write: "Callable[[Paper], None]"
    """Writes the built-in template."""
    landscape: bool = False


def of_code(town: Town, code: str) -> Document | None:
    """Return the document with this code."""
    return next((one for one in town.registry.of(Document) if one.code == code), None)


def offer(words: Words, document: Document, about: int = 0) -> Button:
    """Return the button that sends a document as a Word file to the person who presses it."""
    return button(words.plain("document-offer", what=words.plain(document.name)), WORD, document.code, about)


def head(act: Moment, key: str, *, drill: bool = False, **arguments: Any) -> dict[str, str]:
    """Return the fields that every document has, its title by a text key."""
    words, settings = act.town.words(None), act.town.settings
    town = place(act)
    mark = words.plain("document-drill") if drill or settings.drill else ""
    return {
        "title": words.plain(key, **arguments) + mark,
        "town": town,
        "office": words.plain("document-office", town=town),
        "day": day(act, act.now),
    }


def place(act: Moment) -> str:
    """Return the name of the township."""
    return act.town.settings.name.in_language(act.town.words(None).language)


def day(act: Moment, at: datetime | date | None, key: str = "document-day") -> str:
    """Return a day of the township's calendar as official papers write it, without leading zeros."""
    if at is None:
        return ""
    on = at.astimezone(act.town.zone) if isinstance(at, datetime) else at
    return act.town.words(None).plain(key, year=str(on.year), month=on.month, day=on.day)


def short_day(act: Moment, at: datetime | date | None) -> str:
    """Return a day short enough for a table."""
    return day(act, at, "document-short-day")


def time(act: Moment, at: datetime) -> str:
    """Return a day with its time."""
    local = at.astimezone(act.town.zone)
    return act.town.words(None).plain("document-time", day=day(act, at), hour=local.hour, minute=f"{local:%M}")


def span(words: Words, between: timedelta) -> str:
    """Return a span of time as a paper says it, rounded down to minutes; a part of a minute is one."""
    minutes = max(1, int(between.total_seconds()) // 60)
    days, minutes = divmod(minutes, 24 * 60)
    hours, minutes = divmod(minutes, 60)
    return words.plain("document-span", days=days, hours=hours, minutes=minutes)
