"""The messages that a message cites: ``sender,identifier,sent`` after CAP, or bare identifiers."""

import re
from datetime import tzinfo

from services.warnings.cap import times
from services.warnings.cap.alerts import Note, Reference, note
from services.warnings.cap.bounds import REFERENCES, SHORT

_BLANK_IN_TIME = re.compile(r"(,\d{4}-\d\d-\d\d) (\d\d:\d\d)")

_APART = re.compile("[,;，；]")
LONGEST = 100_000
"""Characters of the references of one message."""


def parse(text: str, zone: tzinfo) -> tuple[tuple[Reference, ...], list[Note]]:
    """Return what is cited, each once, and notes of what was not as the standard says."""
    tokens = _BLANK_IN_TIME.sub(r"\1T\2", text[:LONGEST]).split()
    triples = any(token.count(",") == 2 for token in tokens)
    found: dict[Reference, None] = {}
    words: list[str] = []  # a sender of several words
    bare = False
    for token in tokens:
        if len(found) > REFERENCES:
            break
        parts = token.strip(",;，；").split(",", 3)
        sent = times.parse(parts[2], zone)[0] if len(parts) == 3 else None
        if sent is not None:
            found[Reference(parts[1][:SHORT], " ".join([*words[-5:], parts[0]])[:SHORT], sent)] = None
            words = []
        elif triples and len(parts) == 1:
            words.append(token)
        else:
            bare = True
            several = _APART.split(token)[: REFERENCES + 1]
            found |= {Reference(part[:SHORT]): None for part in several if part}
    if words:
        bare = True
        found |= {Reference(word[:SHORT]): None for word in words[:REFERENCES]}
    notes = [note("warning-note-references")] if bare else []
    if len(found) > REFERENCES or len(text) > LONGEST:
        notes.append(note("warning-note-references-many", most=REFERENCES))
    return tuple(found)[:REFERENCES], notes
