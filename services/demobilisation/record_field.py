"""The sheets of the record of a mobilisation about the field: notes, hand-overs and places."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from models import Handover, Mobilisation, Person, TrackPoint
from services.cards import people as cards_people
from services.cards.people import named
from services.cards.spreadsheet import table
from services.core.act import Actor
from services.core.geo import distance_m, pin_of, written
from services.core.labels import name
from services.core.town import Town
from services.demobilisation.record_facts import at
from services.field.handover_cards import FIELDS
from services.field.notes import SentNote
from texts import Words

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_HAND = ("at", "kind", "squad", "giver", "taker", "state", "answered")
_PLACE = ("at", "who", "squad", "place", "accuracy", "far")
MOST_PLACES = 2_000
"""Rows of a sheet: writing more would hold up everybody else's messages."""
_NOTE = ("at", "who", "squad", "said", "file", "place")


def notes(sheet: "Worksheet", town: Town, words: Words, told: list[SentNote]) -> None:
    """Write the notes, a row each; the files themselves are with the case, or in the media store."""
    rows = [
        [
            at(town, words, note.at),
            named(town, words, person.name, person.phone),
            squad,
            note.text or "",
            name(words, note.media.kind).unescape() if note.media else "",
            written(pin_of(note)),
        ]
        for note, person, squad in told
    ]
    table(sheet, 1, [words.plain(f"action-note-{key}") for key in _NOTE], rows, [20, 18, 20, 50, 12, 22])


def handed_over(
    sheet: "Worksheet",
    town: Town,
    words: Words,
    handed: Sequence[Handover],
    known: Mapping[int, Actor],
    squads: Mapping[int, str],
) -> None:
    """Write the hand-overs, with the whole note."""
    titles = [words.plain(f"action-hand-{key}") for key in _HAND]
    titles += [words.plain(f"handover-{field}") for field in FIELDS]
    rows = [
        [
            at(town, words, one.asked_at),
            name(words, one.kind).unescape(),
            squads.get(one.squad_id or 0, ""),
            cards_people.called(town, words, known.get(one.giver_id)),
            cards_people.called(town, words, known.get(one.taker_id)),
            name(words, one.state).unescape(),
            at(town, words, one.answered_at),
            *(getattr(one, field) for field in FIELDS),
        ]
        for one in handed
    ]
    table(sheet, 1, titles, rows, [20, 14, 20, 18, 18, 14, 20, 40, 40, 40])


def places_of(
    sheet: "Worksheet", town: Town, words: Words, one: Mobilisation, way: Sequence[tuple[TrackPoint, Person, str]]
) -> None:
    """Write everybody's places, thinned evenly to a readable number; each person's first and last place stay."""
    gather = pin_of(one)
    rows = [
        [
            at(town, words, point.at),
            named(town, words, person.name, person.phone),
            squad,
            written((point.latitude, point.longitude)),
            round(point.accuracy) if point.accuracy is not None else "",
            round(distance_m(gather, (point.latitude, point.longitude))) if gather else "",
        ]
        for point, person, squad in thinned(way)
    ]
    table(sheet, 1, [words.plain(f"action-track-{key}") for key in _PLACE], rows, [20, 18, 20, 22, 12, 16])


def thinned(way: Sequence[tuple[TrackPoint, Person, str]]) -> list[tuple[TrackPoint, Person, str]]:
    """Return about ``MOST_PLACES`` points at even steps; the ends of each person's way stay."""
    step = max(1, -(-len(way) // MOST_PLACES))
    who = [None, *(person.id for _, person, _ in way), None]
    return [
        each
        for index, each in enumerate(way)
        if index % step == 0 or who[index] != who[index + 1] or who[index + 1] != who[index + 2]
    ]
