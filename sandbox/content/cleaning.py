"""The cleaning of a bot's text: characters that the server replaces or removes before it judges the text.

The server replaces control characters by blanks and removes carriage returns, line and direction separators and some
marks that cross other lines, as `clean_input_string` of its published source does.
"""

import re
from bisect import bisect_left

from sandbox.content.entities import utf16_length
from sandbox.json import Json

_BLANKED = re.compile(r"[\x00-\x09\x0b\x0c\x0e-\x1f]")
_REMOVED = re.compile(r"[\r\u2028-\u202e\u030a\u0333\u033f]")


def cleaned_text(text: str) -> str:
    """Return the text as the server keeps it."""
    return _REMOVED.sub("", _BLANKED.sub(" ", text))


def cleaned(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    """Return the text as the server keeps it, and its entities moved accordingly."""
    # Each removed character is one UTF-16 unit.
    gone = [utf16_length(text[: found.start()]) for found in _REMOVED.finditer(text)] if entities else []
    text = cleaned_text(text)
    if not gone:
        return text, entities
    moved = []
    for entity in entities:
        start = entity["offset"] - bisect_left(gone, entity["offset"])
        end = entity["offset"] + entity["length"]
        end -= bisect_left(gone, end)
        if end > start:
            moved.append({**entity, "offset": start, "length": end - start})
    return text, moved
