"""A parser of Telegram's legacy Markdown (https://core.telegram.org/bots/api#markdown-style)."""

from sandbox.content.formatting.spans import Builder, FormatError, byte_offset, link_entity
from sandbox.json import Json

_KINDS = {"_": "italic", "*": "bold", "`": "code", "[": "text_link"}


def parse_markdown(text: str) -> tuple[str, list[Json]]:
    """Return the plain text and its entities; raise FormatError."""
    built = Builder()
    place = 0
    while place < len(text):
        mark = text[place]
        if mark == "\\" and text[place + 1 : place + 2] in tuple("_*`["):
            built.add(text[place + 1])
            place += 2
        elif mark in _KINDS:
            place = _entity(text, place, built)
        else:
            built.add(mark)
            place += 1
    return built.finish()


def _entity(text: str, begin: int, built: Builder) -> int:
    mark, start = text[begin], built.length
    if text.startswith("```", begin):
        return _pre(text, begin, built)
    end = text.find("]" if mark == "[" else mark, begin + 1)
    if end < 0:
        raise FormatError(f"Can't find end of the entity starting at byte offset {byte_offset(text, begin)}")
    if end == begin + 1 and mark != "[":
        return end + 1
    built.add(text[begin + 1 : end])
    if mark != "[":
        built.close(_KINDS[mark], start)
        return end + 1
    if not text.startswith("(", end + 1):
        return end + 1
    close = text.find(")", end + 2)
    if close < 0:
        return end + 1
    if url := text[end + 2 : close].strip():
        kind, details = link_entity(url)
        built.close(kind, start, **details)
    return close + 1


def _pre(text: str, begin: int, built: Builder) -> int:
    end = text.find("```", begin + 3)
    if end < 0:
        raise FormatError(f"Can't find end of the entity starting at byte offset {byte_offset(text, begin)}")
    body, start = text[begin + 3 : end], built.length
    first, newline, rest = body.partition("\n")
    language = None
    if newline and first and not any(letter.isspace() or letter == "`" for letter in first):
        language, body = first, rest
    elif newline and not first.strip():
        body = rest
    built.add(body)
    built.close("pre", start, language=language)
    return end + 3
