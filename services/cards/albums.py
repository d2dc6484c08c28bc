"""Several files as albums (media groups), which are one thing on the screen."""

from collections.abc import Iterable

from models.enums import MediaKind
from services.cards.card import Picture

MOST = 10
"""Telegram's limit for the files of an album."""
_TOGETHER = {MediaKind.PHOTO: 1, MediaKind.VIDEO: 1, MediaKind.DOCUMENT: 2, MediaKind.AUDIO: 3}
"""Kinds with the same number may stand in one album; the others, voice messages, go alone (Telegram)."""


def albums(files: Iterable[Picture]) -> list[tuple[Picture, ...]]:
    """Return files in as few albums as Telegram allows, each kind in its order; a file alone is one of its own."""
    open_now: dict[int, list[Picture]] = {}
    found: list[list[Picture]] = []
    for file in files:
        kind = _TOGETHER.get(MediaKind(file.kind))
        album = open_now.get(kind) if kind is not None else None
        if album is None or len(album) == MOST:
            album = []
            found.append(album)
            if kind is not None:
                open_now[kind] = album
        album.append(file)
    return [tuple(album) for album in found]
