"""What reports from the field look like: to who sends them, and to the commander, several together."""

from collections.abc import Sequence

from markupsafe import Markup

from models import Mobilisation
from services.cards import wording
from services.cards.card import Button, Card, Picture, below, button, lines
from services.cards.people import named
from services.core.labels import name
from services.core.town import Town
from services.field.notes import Told
from services.media.attachments import SHOWABLE
from services.mobilisation.cards import NOTES, OPEN, SOS, head
from texts import Words

DONE, OTHER = "mu_said", "mu_other"
"""Finish; "that was about something else", its extra the first and last note."""
SHOWN = 8
"""Notes of one message; the rest is counted."""
SAID = 160
"""Characters of a note in a list."""


def asked(words: Words, one: Mobilisation) -> Card:
    """Say that what is sent now goes into the record."""
    key = "field-ask-case" if one.case_id is not None else "field-ask"
    text = wording.marked(words, words(key, number=one.number or ""), drill=one.drill)
    return Card(text=text, rows=(_done(words, one),))


def kept(words: Words, one: Mobilisation, first: int, last: int, *, deadly: bool = False) -> Card:
    """Say that it is in the record; a way out where it was about another danger, and to help where life is at stake."""
    text = lines(
        wording.marked(words, words("field-kept", number=one.number or ""), drill=one.drill),
        below(words("field-deadly")) if deadly else None,
    )
    rows: list[tuple[Button, ...]] = [(button(words.plain("mobilise-sos"), SOS, one.id),)] if deadly else []
    rows += [(button(words.plain("field-other"), OTHER, one.id, f"{first}.{last}"),), _done(words, one)]
    return Card(text=text, rows=tuple(rows))


def _done(words: Words, one: Mobilisation) -> tuple[Button, ...]:
    return (button(words.plain("field-done"), DONE, one.id),)


def news(town: Town, words: Words, one: Mobilisation, new: Sequence[Told], *, whole: int | None = None) -> Card:
    """Return what has come, a line each under its picture; ``whole``: how many there are in all, where it is a list."""
    said = [_line(town, words, told) for told in new[-SHOWN:]]
    count = len(new) if whole is None else whole
    text = lines(
        head(words, one),
        words("field-news", count=count),
        words("field-earlier", count=count - len(said)) if count > len(said) else None,
        *said,
    )
    rows: list[tuple[Button, ...]] = []
    if whole is None:
        rows.append((button(words.plain("field-all"), NOTES, one.id),))
    rows.append((button(words.plain("mobilise-open"), OPEN, one.id),))
    shown = pictures(new)[-1:] if whole is None else []
    return Card(text=text, rows=tuple(rows), picture=shown[0] if shown else None)


def pictures(notes: Sequence[Told]) -> list[Picture]:
    """Return what can be looked at, the newest last."""
    files = [told.note.media for told in notes]
    return [Picture(kind=file.kind.value, file_id=file.file_id) for file in files if file and file.kind in SHOWABLE]


def _line(town: Town, words: Words, told: Told) -> Markup:
    person = told.person
    return words(
        "field-line",
        at=words.time(told.note.at, town.zone),
        who=named(town, words, person.name, person.phone),
        squad=told.squad,
        said=said(words, told),
    )


def said(words: Words, told: Told) -> str:
    """Return a note in one line: what kind of file, whether a pin, and the words."""
    note = told.note
    parts = [
        name(words, note.media.kind).unescape() if note.media else "",
        words.plain("field-pin") if note.latitude is not None else "",
        wording.shortened((note.text or "").replace("\n", " "), SAID),
    ]
    return words.plain("list-comma").join(part for part in parts if part)
