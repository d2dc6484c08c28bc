"""What the record of a mobilisation says about the field: what was sent from there."""

from openpyxl.worksheet.worksheet import Worksheet

from services import squad_cards
from services.cells import head, put
from services.field_notes import Told
from services.names import name
from services.town import Town
from texts import Words

_NOTE = ("at", "who", "squad", "said", "file", "place")


def notes(sheet: Worksheet, town: Town, words: Words, told: list[Told]) -> None:
    """Write what was sent, a row each; the files themselves are with the case, or in the media store."""
    head(sheet, 1, [words.plain(f"action-note-{key}") for key in _NOTE], [20, 18, 20, 50, 12, 22])
    for row, (note, person, squad) in enumerate(told, start=2):
        values = [
            words.time(note.at, town.zone, style="full"),
            squad_cards.called(town, words, person.name, person.phone),
            squad,
            note.text or "",
            name(words, note.media.kind).unescape() if note.media else "",
            point(note.latitude, note.longitude),
        ]
        for column, value in enumerate(values, start=1):
            put(sheet, row, column, value, boxed=True)


def point(latitude: float | None, longitude: float | None) -> str:
    """Return WGS 84 degrees to a metre, as maps take them; empty without a pin."""
    return f"{latitude:.5f}, {longitude:.5f}" if latitude is not None and longitude is not None else ""
