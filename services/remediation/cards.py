"""The cards of remediation tasks: the list, one task with its answers, and the news."""

from collections.abc import Sequence

from markupsafe import Markup

from services.cards import people as cards_people
from services.cards.card import Button, Card, below, button, lines
from services.core.labels import name
from services.core.paging import Listing
from services.core.town import Town
from services.remediation.tasks import BY_HAND, Entry
from texts import Words

LIST, OPEN, DONE = "mends", "mend", "mend_done"
"""The actions of the buttons: the list in a message of its own (with an extra: its page), one task, and its outcome."""
NAMED = 15
"""People named in one message; the list has them all."""


def open_button(words: Words, count: int) -> Button:
    """Return the button that shows the list below another message."""
    return button(words.plain("mend-open", count=count), LIST)


def overview(town: Town, words: Words, listing: Listing[Entry], overdue: int) -> tuple[str, list[tuple[Button, ...]]]:
    """Return a page of the list, and a button for each task of it."""
    if not listing.entries:
        return lines(_drill(town, words), words("mend-none")), []
    text = lines(
        _drill(town, words),
        words("mend-head", count=listing.total, overdue=overdue),
        *(line(town, words, entry, whose=True) for entry in listing.entries),
    )
    rows: list[tuple[Button, ...]] = [
        (button(words.plain("mend-settle", name=called(town, words, entry)), OPEN, entry.task.id),)
        for entry in listing.entries
    ]
    return text, rows


def task(town: Town, words: Words, entry: Entry) -> Card:
    """Return one task, and what may be said of how it ended."""
    text = lines(
        _drill(town, words),
        words("mend-task"),
        line(town, words, entry, whose=True),
        below(words(f"mend-how-{entry.task.reason.value.replace('_', '-')}")),
    )
    rows = tuple((button(name(words, how).unescape(), DONE, entry.task.id, how.value),) for how in BY_HAND)
    return Card(text=text, rows=(*rows, (button(words.plain("mend-back"), LIST, "", 0),)))


def given(town: Town, words: Words, found: Sequence[Entry]) -> Card:
    """Tell somebody what they are to mend."""
    return _news(town, words, found, words("mend-given", count=len(found)), whose=False)


def overdue(town: Town, words: Words, found: Sequence[Entry], *, station: bool = False) -> Card:
    """Remind somebody, or the station, of what is overdue."""
    return _news(town, words, found, overdue_head(words, len(found), station=station), whose=station)


def overdue_head(words: Words, count: int, *, station: bool) -> Markup:
    """Return how many tasks are overdue."""
    return words("mend-overdue-station" if station else "mend-overdue", count=count)


def line(town: Town, words: Words, entry: Entry, *, whose: bool) -> str:
    """Return one task in a line: who, why, by when; and whose it is."""
    assignee = cards_people.called(town, words, entry.assignee) if entry.assignee else words.plain("mend-station")
    return words(
        "mend-line",
        name=called(town, words, entry),
        where=entry.belongs.said(words),
        reason=name(words, entry.task.reason),
        due=words.time(entry.task.due_at, town.zone),
        assignee=assignee if whose else "no",
    )


def called(town: Town, words: Words, entry: Entry) -> str:
    """Return the person of a task as chat may show them."""
    return cards_people.called(town, words, entry.person)


def _news(town: Town, words: Words, found: Sequence[Entry], head: Markup, *, whose: bool) -> Card:
    text = lines(
        _drill(town, words),
        head,
        *(line(town, words, entry, whose=whose) for entry in found[:NAMED]),
        words("broadcast-silent-more", count=len(found) - NAMED) if len(found) > NAMED else None,
    )
    return Card(text=text, rows=((open_button(words, len(found)),),))


def _drill(town: Town, words: Words) -> str | None:
    return words("case-drill") if town.settings.drill else None
