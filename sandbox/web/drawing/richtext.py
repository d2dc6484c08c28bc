"""Text with entities as HTML; it escapes what bots and people wrote and adds only the tags listed here."""

from collections.abc import Sequence
from html import escape
from urllib.parse import urlsplit

from sandbox.json import Json

_SIMPLE = {"bold": "b", "italic": "i", "underline": "u", "strikethrough": "s", "code": "code"}
_BLOCKS = frozenset({"pre", "blockquote", "expandable_blockquote"})
_SCHEMES = frozenset({"http", "https", "tg", "ton", "mailto", "tel"})

# Links that a phone follows by itself.
_TELEGRAM = frozenset({"t.me", "telegram.me"})


def attribute(text: object) -> str:
    """Return a value that may stand between double quotes."""
    return escape(str(text), quote=True)


def plain(text: object) -> str:
    """Return text without any formatting."""
    return escape(str(text), quote=False)


def rich(text: str, entities: Sequence[Json] = ()) -> str:
    """Return the text with its entities; an entity that overlaps another is cut at the end of the outer entity."""
    raw = text.encode("utf-16-le", "surrogatepass")
    ordered = sorted(entities, key=lambda entity: (entity["offset"], -entity["length"]))
    return _between(raw, 0, len(raw) // 2, ordered)


def _between(raw: bytes, start: int, end: int, entities: Sequence[Json]) -> str:
    parts: list[str] = []
    place, index = start, 0
    while index < len(entities):
        entity = entities[index]
        index += 1
        first = max(_character_start(raw, entity["offset"]), place)
        last = min(_character_start(raw, entity["offset"] + entity["length"]), end)
        if last <= first:
            continue
        inner: list[Json] = []
        while index < len(entities) and entities[index]["offset"] < last:
            inner.append(entities[index])
            index += 1
        parts.append(_escaped(raw, place, first))
        parts.append(_wrapped(entity, _between(raw, first, last, inner), _plain(raw, first, last)))
        place = last
        if entity["type"] in _BLOCKS and _plain(raw, last, min(last + 1, end)) == "\n":
            # A block stands on lines of its own; the break after it would show as an empty line.
            place += 1
    parts.append(_escaped(raw, place, end))
    return "".join(parts)


def _character_start(raw: bytes, place: int) -> int:
    """Return the place, moved behind a character that it would cut in two; bots sometimes count wrongly."""
    return place + 1 if raw[place * 2 + 1 : place * 2 + 2] and 0xDC <= raw[place * 2 + 1] <= 0xDF else place


def _plain(raw: bytes, start: int, end: int) -> str:
    return raw[start * 2 : end * 2].decode("utf-16-le", "replace")


def _escaped(raw: bytes, start: int, end: int) -> str:
    return plain(_plain(raw, start, end))


def _wrapped(entity: Json, inner: str, words: str) -> str:
    kind = entity["type"]
    if tag := _SIMPLE.get(kind):
        return f"<{tag}>{inner}</{tag}>"
    if kind == "pre":
        return f"<pre>{inner}</pre>"
    if kind == "blockquote":
        return f"<blockquote>{inner}</blockquote>"
    if kind == "expandable_blockquote":
        return f'<blockquote class="expandable" role="button" tabindex="0" data-act="expand">{inner}</blockquote>'
    if kind == "spoiler":
        return f'<span class="spoiler" role="button" tabindex="0" data-act="reveal">{inner}</span>'
    if kind in ("text_link", "url", "email"):
        return _link(_address(kind, entity, words), inner)
    if kind == "bot_command":
        return f'<button type="button" class="command" data-act="say" data-text="{attribute(words)}">{inner}</button>'
    if kind in ("mention", "hashtag", "text_mention"):
        return f'<span class="mention">{inner}</span>'
    return inner


def _address(kind: str, entity: Json, words: str) -> str:
    if kind == "email":
        return f"mailto:{words}"
    address = str(entity.get("url") or words)
    return address if "://" in address or address.startswith(("mailto:", "tel:")) else f"http://{address}"


def _link(address: str, inner: str) -> str:
    try:
        scheme = urlsplit(address).scheme.lower()
    except ValueError:
        return inner
    if scheme not in _SCHEMES:
        return inner
    followed = ' data-act="follow"' if urlsplit(address).hostname in _TELEGRAM else ""
    return f'<a href="{attribute(address)}"{followed} target="_blank" rel="noopener noreferrer">{inner}</a>'
