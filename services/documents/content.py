"""The content of a document, and the placeholders by which a template asks for it.

A content is a frozen dataclass. The text of a field (``document-field-…``) stands before the value on the paper, and is
the name of the placeholder as well: "会议地点：{{ 会议地点 }}".
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from fnmatch import fnmatchcase
from typing import Any, TypeAlias, get_args, get_origin, get_type_hints

from models import Media
from models.enums import MediaKind, MediaState
from services.core.labels import hyphened
from texts import Words

Schema: TypeAlias = "dict[str, tuple[Schema] | None]"
"""The placeholders of a content, with those of a row where one is a list."""
MOST_PICTURES = 24
MOST_BYTES = 8 * 1024 * 1024
"""Pictures of one document: how many, and of how many bytes together. It has to be sent over a phone's line."""
_DRAWN = ("image/jpeg", "image/png", "image/gif", "image/bmp", "image/tiff")
"""The types of picture that Word shows."""


@dataclass(frozen=True)
class Picture:
    """A picture of the media store."""

    sha256: str


@dataclass(frozen=True)
class Photos:
    """Two photos side by side."""

    left: Picture
    left_caption: str
    right: Picture | None = None
    right_caption: str = ""


@dataclass(frozen=True)
class Across:
    """The columns in the middle of a matrix: a field with their headings, and a field of each row with its cells."""

    headings: str
    heading: str
    """The field of a heading that is shown."""
    cells: str
    cell: str
    """The field of a cell that is shown."""
    wide: int
    """Millimetres of each; then all columns are widened or narrowed to the page."""


@dataclass(frozen=True, kw_only=True)
class Content:
    """The content that every document has."""

    title: str
    town: str
    office: str
    """The office that signs it."""
    day: str
    """The day on which it was made."""


def label(words: Words, field: str) -> str:
    """Return what a field is called on the paper."""
    return words.plain(f"document-field-{hyphened(field)}")


def placeholder(words: Words, field: str) -> str:
    """Return what a field is called in a template."""
    return label(words, field).lower().replace(" ", "_")


def schema(kind: type, words: Words) -> Schema:
    """Return the placeholders of a kind of content."""
    found: Schema = {}
    for field, hint in get_type_hints(kind).items():
        listed = get_origin(hint) is tuple
        found[placeholder(words, field)] = (schema(get_args(hint)[0], words),) if listed else None
    return found


def values(content: Any, words: Words) -> dict[str, Any]:
    """Return a content by its placeholders."""
    given = ((field.name, getattr(content, field.name)) for field in fields(content))
    return {
        placeholder(words, name): [values(one, words) for one in value] if isinstance(value, tuple) else value
        for name, value in given
    }


def example(of: Schema, said: str) -> dict[str, Any]:
    """Return values to try a template with: each says ``said``, each list has two rows; without it all are empty."""
    return {name: [example(*part, said)] * (2 if said else 0) if part else said for name, part in of.items()}


def photos(found: Iterable[tuple[Media, str]]) -> tuple[tuple[Photos, ...], int]:
    """Return the pictures among files with their captions, two in a row, and how many files are left out."""
    shown: list[tuple[Picture, str]] = []
    left, room = 0, MOST_BYTES
    for media, caption in found:
        size = media.size or 0
        if not media.sha256 or not _is_drawn(media) or len(shown) == MOST_PICTURES or size > room:
            left += 1
            continue
        room -= size
        shown.append((Picture(media.sha256), caption))
    pairs = zip(shown[::2], [*shown[1::2], None], strict=False)
    return tuple(Photos(*one, *(other or ())) for one, other in pairs), left


def _is_drawn(media: Media) -> bool:
    if media.state is not MediaState.STORED:
        return False
    mime = (media.mime_type or "").lower()
    return media.kind is MediaKind.PHOTO or any(fnmatchcase(mime, drawn) for drawn in _DRAWN)
