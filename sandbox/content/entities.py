"""The entities of plain text (commands, links, mentions, hashtags), counted in UTF-16 units as Telegram counts."""

import re
from typing import Any

from sandbox.json import Json

# The longest text and the longest caption of a message, in code points.
MAX_TEXT = 4096
MAX_CAPTION = 1024

_FOUND = re.compile(
    r"""
    (?P<email>[\w.+-]+@[\w-]+\.[\w.-]*\w)
    | (?P<url>https?://[^\s<>"']*[^\s<>"'.,;:!?)\]，。；：！？）】]|(?<![\w@.])(?:[a-z0-9-]+\.)+(?:com|org|net|cn|gov|edu|io|me|info)\b(?:/[^\s<>"']*[^\s<>"'.,;:!?)\]])?)
    | (?<![\w/<>@])(?P<bot_command>/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?)(?![\w/@])
    | (?<![\w@/])(?P<mention>@[A-Za-z][A-Za-z0-9_]{3,31})\b
    | (?<![\w#])(?P<hashtag>\#\w*[^\W\d_]\w*)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_HINT = re.compile(r"[/@#.]")


def utf16_length(text: str) -> int:
    """Return the length in UTF-16 code units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def found_in(text: str) -> list[Json]:
    """Return the entities that the server finds in a text by itself."""
    if _HINT.search(text) is None:
        return []
    entities = []
    for match in _FOUND.finditer(text):
        kind = match.lastgroup
        start, end = match.span(kind or 0)
        entities.append({"type": kind, "offset": utf16_length(text[:start]), "length": utf16_length(text[start:end])})
    return entities


def is_address(url: Any) -> bool:
    """Whether a link or a button may open the address: a web address with a dot in its host, or Telegram's own."""
    if not isinstance(url, str) or not url or any(mark.isspace() for mark in url):
        return False
    scheme, separator, rest = url.partition("://")
    if not separator:
        scheme, rest = "http", url
    if scheme.lower() in ("tg", "ton"):
        return True
    host = rest.split("/", 1)[0].split("?", 1)[0].rsplit("@", 1)[-1].split(":", 1)[0]
    return scheme.lower() in ("http", "https") and "." in host


def slice_utf16(text: str, offset: int, length: int) -> str:
    """Return the part of a text that an entity covers."""
    raw = text.encode("utf-16-le")
    return raw[offset * 2 : (offset + length) * 2].decode("utf-16-le", "replace")


def command_of(text: str, entities: list[Json]) -> tuple[str, str | None] | None:
    """Return the command at the start of a text and the bot it names (`/start@some_bot`)."""
    if not text.startswith("/") or not entities or entities[0]["type"] != "bot_command" or entities[0]["offset"]:
        return None
    command, _, username = text[1 : entities[0]["length"]].partition("@")
    return command, username or None


def merge(given: list[Json], text: str) -> list[Json]:
    """Return the entities a bot gave together with the ones the server finds outside them."""
    found = found_in(text)
    if not found:
        return given
    taken = [(entity["offset"], entity["offset"] + entity["length"]) for entity in given if entity["type"] in _CLOSED]
    merged = list(given)
    for entity in found:
        start, end = entity["offset"], entity["offset"] + entity["length"]
        if all(end <= first or start >= last for first, last in taken):
            merged.append(entity)
    return sorted(merged, key=lambda entity: (entity["offset"], -entity["length"]))


# The server looks for no entities inside these.
_CLOSED = frozenset(
    {
        "code",
        "pre",
        "text_link",
        "text_mention",
        "url",
        "email",
        "mention",
        "bot_command",
        "hashtag",
        "custom_emoji",
        "date_time",
    }
)


def trimmed(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    """Return the text without the white space around it, and its entities moved accordingly."""
    shorter = text.rstrip()
    stripped = shorter.lstrip()
    if stripped == text:
        return text, entities
    lead, total = utf16_length(shorter) - utf16_length(stripped), utf16_length(stripped)
    moved = []
    for entity in entities:
        start = max(entity["offset"] - lead, 0)
        end = min(entity["offset"] + entity["length"] - lead, total)
        if end > start:
            moved.append({**entity, "offset": start, "length": end - start})
    return stripped, moved
