"""Cards of notes from the field: for their sender, and for the commander, several together."""

from collections.abc import Sequence

from markupsafe import Markup

from models import Mobilisation
from services.cards import wording
from services.cards.card import Card, Picture, below, lines
from services.cards.people import named
from services.cards.whole import hidden
from services.core.labels import name
from services.core.town import Town
from services.field.notes import SentNote
from services.media.attachments import SHOWABLE
from services.mobilisation.cards import NOTES, OPEN, SOS, head, verb
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
    return Card(text=text, rows=((verb(words, one, "field-done", DONE),),))


def kept(words: Words, one: Mobilisation, first: int, last: int, *, deadly: bool = False) -> Card:
    """Say that it is in the record; a way out where it was about another danger, and to help where life is at stake."""
    text = lines(
        wording.marked(words, words("field-kept", number=one.number or ""), drill=one.drill),
        below(words("field-deadly")) if deadly else None,
    )
    sos = ((verb(words, one, "mobilise-sos", SOS),),) if deadly else ()
    other = verb(words, one, "field-other", OTHER, f"{first}.{last}")
    return Card(text=text, rows=(*sos, (other,), (verb(words, one, "field-done", DONE),)))


def news(town: Town, words: Words, one: Mobilisation, new: Sequence[SentNote], *, whole: int | None = None) -> Card:
    """Return new notes, a line each under the last picture; ``whole``: the number of all notes, where it is a list."""
    told = [_line(town, words, one) for one in new]
    said, before = told[-SHOWN:], told[:-SHOWN]
    count = len(new) if whole is None else whole
    text = lines(
        head(words, one),
        words("field-news", count=count),
        words("field-earlier", count=count - len(said)) + hidden(before) if count > len(said) else None,
        *said,
    )
    rows = ((verb(words, one, "mobilise-open", OPEN),),)
    if whole is not None:
        return Card(text=text, rows=rows)
    picture = next(reversed(pictures(new)), None)
    return Card(text=text, rows=((verb(words, one, "field-all", NOTES),), *rows), picture=picture)


def pictures(notes: Sequence[SentNote]) -> list[Picture]:
    """Return the files that can be shown, the newest last."""
    files = [told.note.media for told in notes]
    return [Picture(kind=file.kind.value, file_id=file.file_id) for file in files if file and file.kind in SHOWABLE]


def _line(town: Town, words: Words, told: SentNote) -> Markup:
    person = told.person
    return words(
        "field-line",
        at=words.time(told.note.at, town.zone),
        who=named(town, words, person.name, person.phone),
        squad=told.squad,
        said=said(words, told),
    )


def said(words: Words, told: SentNote) -> str:
    """Return a note in one line: what kind of file, whether a pin, and the words."""
    note = told.note
    parts = [
        name(words, note.media.kind).unescape() if note.media else "",
        words.plain("field-pin") if note.latitude is not None else "",
        wording.shortened((note.text or "").replace("\n", " "), SAID),
    ]
    return words.plain("list-comma").join(part for part in parts if part)
