"""The bounds of a file, checked before anything in it is understood (issue: a hostile file costs under a second)."""

from services.warnings.cap.alerts import Note

BYTES = 2 * 1024 * 1024
DEPTH = 64
"""Elements inside each other."""
ELEMENTS = 100_000
"""A file of 2 MB that is written for people has fewer."""
ALERTS = 200
POLYGONS = 200
"""Of one alert, circles included; the same outline in several languages counts once."""
POINTS = 10_000
"""Of one alert; more are simplified."""
CODES = 2_000
"""Of one area."""
LINKS = 200
REFERENCES = 500
INFOS = 50
TEXT = 20_000
"""Characters of one field."""
SHORT = 500
"""Characters of an identifier, a sender or a code."""


class OutOfBounds(Exception):
    """A file is refused; the note says why."""

    def __init__(self, note: Note) -> None:
        super().__init__(note)
        self.note = note
