"""Bytes become text: byte order marks, declared and undeclared encodings, and documents that are no XML at all."""

import codecs
import re

from services.warnings.cap.alerts import Note, note
from services.warnings.cap.bounds import BYTES, OutOfBounds

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_UNMARKED = ((b"<\0?\0", "utf-16-le"), (b"\0<\0?", "utf-16-be"), (b"<\0a\0", "utf-16-le"), (b"\0<\0a", "utf-16-be"))
_KNOWN = {
    **dict.fromkeys(("utf-8", "utf8", "us-ascii", "ascii"), "utf-8"),
    **dict.fromkeys(("gb2312", "gbk", "gb18030", "cp936", "x-gbk", "gb_2312-80", "hz-gb-2312"), "gb18030"),
    **dict.fromkeys(("big5", "big5-hkscs", "cp950"), "big5hkscs"),
    **dict.fromkeys(("iso-8859-1", "latin1", "latin-1", "iso8859-1", "windows-1252", "cp1252"), "cp1252"),
    **{f"iso-8859-{part}": f"iso8859-{part}" for part in (2, 3, 4, 5, 7, 9, 13, 15)},
    **{f"windows-125{part}": f"cp125{part}" for part in (0, 1, 3, 4, 7)},
}
"""Encodings by the names that files declare. GB18030 holds the older ones; writers of ISO-8859-1 mean cp1252."""
_DECLARED = re.compile(rb"<\?xml[^<>]{0,200}?encoding\s{0,9}=\s{0,9}[\"']([A-Za-z0-9._-]{1,40})[\"']")
FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 does not know (section 2.2)."""
_BLANK = re.compile(r"\s*")
_PROLOG = 100
"""Instructions and comments that are skipped before the first element."""
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)


def decode(data: bytes) -> tuple[str, list[Note]]:
    """Return the text of a file and notes about its encoding. Raises ``OutOfBounds`` for what cannot be CAP."""
    if len(data) > BYTES:
        raise OutOfBounds(note("warning-refused-bytes", most=BYTES // 1024**2))
    text, notes = _decoded(data)
    text = text.lstrip("\ufeff \t\r\n\0")
    if not text:
        raise OutOfBounds(note("warning-refused-empty"))
    _no_other_kind(text)
    if FORBIDDEN.search(text):
        text = FORBIDDEN.sub(" ", text)
        notes.append(note("warning-note-characters"))
    return text, notes


def _decoded(data: bytes) -> tuple[str, list[Note]]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace"), []
    for start, encoding in _UNMARKED:
        if data.startswith(start):
            return data.decode(encoding, "replace"), []
    found = _DECLARED.search(data[:1000])
    declared = found[1].decode("ascii").casefold() if found else "utf-8"
    first = _KNOWN.get(declared, "utf-8")
    for encoding in dict.fromkeys((first, "utf-8", "gb18030")):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        fits = encoding == first and declared in _KNOWN
        return text, [] if fits else [note("warning-note-encoding", declared=declared, used=encoding)]
    text = data.decode(first, "replace")
    return text, [note("warning-note-encoding-lost", declared=declared)]


def _no_other_kind(text: str) -> None:
    """Raise for HTML, JSON and files without markup: the feed answered something else."""
    head = text[:2000]
    if head[0] in "{[":
        raise OutOfBounds(note("warning-refused-json"))
    if head[0] != "<":
        raise OutOfBounds(note("warning-refused-no-xml"))
    start = _after_prolog(text)
    if _HTML.match(start):
        raise OutOfBounds(note("warning-refused-html"))
    if start[:9].upper() == "<!DOCTYPE":
        raise OutOfBounds(note("warning-refused-doctype"))


def _after_prolog(text: str) -> str:
    """Return how the text goes on after the instructions and comments at its beginning."""
    at = 0
    for _ in range(_PROLOG):
        blank = _BLANK.match(text, at)
        at = blank.end() if blank else at
        closing = "?>" if text.startswith("<?", at) else "-->" if text.startswith("<!--", at) else None
        end = text.find(closing, at + 2) if closing else -1
        if closing is None or end < 0:
            break
        at = end + len(closing)
    return text[at : at + 100]
