"""What the record of a mobilisation says about the field: what was sent, who handed over, who was where."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from openpyxl.worksheet.worksheet import Worksheet

from models import Handover, Mobilisation, Person, TrackPoint
from services.cards import people as cards_people
from services.cards.people import named
from services.cards.spreadsheet import head, put
from services.core.act import Actor
from services.core.geo import distance_m
from services.core.labels import name
from services.core.town import Town
from services.field.handover_cards import FIELDS
from services.field.notes import Told
from texts import Words

_HAND = ("at", "kind", "squad", "giver", "taker", "state", "answered")
_PLACE = ("at", "who", "squad", "place", "accuracy", "far")
MOST_PLACES = 2_000
"""Rows of a sheet: writing more would hold up everybody else's messages."""
_NOTE = ("at", "who", "squad", "said", "file", "place")


def notes(sheet: Worksheet, town: Town, words: Words, told: list[Told]) -> None:
    """Write what was sent, a row each; the files themselves are with the case, or in the media store."""
    head(sheet, 1, [words.plain(f"action-note-{key}") for key in _NOTE], [20, 18, 20, 50, 12, 22])
    for row, (note, person, squad) in enumerate(told, start=2):
        values = [
            _at(town, words, note.at),
            named(town, words, person.name, person.phone),
            squad,
            note.text or "",
            name(words, note.media.kind).unescape() if note.media else "",
            point(note.latitude, note.longitude),
        ]
        for column, value in enumerate(values, start=1):
            put(sheet, row, column, value, boxed=True)


def handed_over(
    sheet: Worksheet,
    town: Town,
    words: Words,
    handed: Sequence[Handover],
    known: Mapping[int, Actor],
    squads: Mapping[int, str],
) -> None:
    """Write who handed over to whom, with the whole note."""
    titles = [words.plain(f"action-hand-{key}") for key in _HAND]
    titles += [words.plain(f"handover-{field}") for field in FIELDS]
    head(sheet, 1, titles, [20, 14, 20, 18, 18, 14, 20, 40, 40, 40])
    for row, one in enumerate(handed, start=2):
        values = [
            _at(town, words, one.asked_at),
            name(words, one.kind).unescape(),
            squads.get(one.squad_id or 0, ""),
            cards_people.called(town, words, known.get(one.giver_id)),
            cards_people.called(town, words, known.get(one.taker_id)),
            name(words, one.state).unescape(),
            _at(town, words, one.answered_at),
            *(getattr(one, field) for field in FIELDS),
        ]
        for column, value in enumerate(values, start=1):
            put(sheet, row, column, value, boxed=True)


def places_of(
    sheet: Worksheet, town: Town, words: Words, one: Mobilisation, way: Sequence[tuple[TrackPoint, Person, str]]
) -> None:
    """Write who was where, thinned evenly to what a person can read; each person's first and last place stay."""
    head(sheet, 1, [words.plain(f"action-track-{key}") for key in _PLACE], [20, 18, 20, 22, 12, 16])
    for row, (at, person, squad) in enumerate(thinned(way), start=2):
        far: int | str = ""
        if one.latitude is not None and one.longitude is not None:
            far = round(distance_m((one.latitude, one.longitude), (at.latitude, at.longitude)))
        values = [
            _at(town, words, at.at),
            named(town, words, person.name, person.phone),
            squad,
            point(at.latitude, at.longitude),
            round(at.accuracy) if at.accuracy is not None else "",
            far,
        ]
        for column, value in enumerate(values, start=1):
            put(sheet, row, column, value, boxed=True)


def thinned(way: Sequence[tuple[TrackPoint, Person, str]]) -> list[tuple[TrackPoint, Person, str]]:
    """Return about ``MOST_PLACES`` points at even steps; the ends of each person's way stay."""
    step = max(1, -(-len(way) // MOST_PLACES))
    who = [None, *(person.id for _, person, _ in way), None]
    return [
        each
        for index, each in enumerate(way)
        if index % step == 0 or who[index] != who[index + 1] or who[index + 1] != who[index + 2]
    ]


def _at(town: Town, words: Words, at: datetime | None) -> str:
    return words.time(at, town.zone, style="full") if at else ""


def point(latitude: float | None, longitude: float | None) -> str:
    """Return WGS 84 degrees to a metre, as maps take them; empty without a pin."""
    return f"{latitude:.5f}, {longitude:.5f}" if latitude is not None and longitude is not None else ""
