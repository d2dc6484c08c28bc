"""A parser of Telegram's HTML (https://core.telegram.org/bots/api#html-style) with Telegram's error messages."""

import html
import re

from sandbox.content.formatting.spans import Builder, FormatError, byte_offset, link_entity, time_entity
from sandbox.json import Json

_KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
}
# Telegram knows the four named entities and the numbered ones, no others.
_ENTITY = re.compile(r"&(?:lt|gt|amp|quot|#\d{1,7}|#x[0-9a-fA-F]{1,6});")
_MARK = re.compile(r"[<&]")


def parse_html(text: str) -> tuple[str, list[Json]]:
    """Return the plain text and its entities; raise FormatError."""
    built = Builder()
    stack: list[tuple[str, int, dict[str, str]]] = []
    place = 0
    while True:
        mark = _MARK.search(text, place)
        if mark is None:
            built.add(text[place:])
            break
        built.add(text[place : mark.start()])
        place = mark.start()
        if text[place] == "&":
            found = _ENTITY.match(text, place)
            built.add(html.unescape(found.group()) if found else "&")
            place = found.end() if found else place + 1
        elif text.startswith("</", place):
            place = _close(text, place, stack, built)
        else:
            place = _open(text, place, stack, built)
    if stack:
        raise FormatError(f'Can\'t find end tag corresponding to start tag "{stack[-1][0]}"')
    return built.finish()


def _open(text: str, begin: int, stack: list[tuple[str, int, dict[str, str]]], built: Builder) -> int:
    where = f"at byte offset {byte_offset(text, begin)}"
    place = begin + 1
    while place < len(text) and not text[place].isspace() and text[place] != ">":
        place += 1
    if place >= len(text):
        raise FormatError(f"Unclosed start tag {where}")
    tag = text[begin + 1 : place].lower()
    if tag not in _KINDS:
        raise FormatError(f'Unsupported start tag "{tag}" {where}')
    attributes: dict[str, str] = {}
    while True:
        while place < len(text) and text[place].isspace():
            place += 1
        if place >= len(text):
            raise FormatError(f"Unclosed start tag {where}")
        if text[place] == ">":
            break
        place = _attribute(text, place, tag, where, attributes)
    if tag == "span" and attributes.get("class") != "tg-spoiler":
        raise FormatError(f'Tag "span" must have class "tg-spoiler" {where}')
    if tag == "tg-emoji" and not attributes.get("emoji-id", "").isdigit():
        raise FormatError(f"Invalid custom emoji identifier specified {where}")
    if tag == "tg-time":
        time_entity(attributes.get("unix", ""), attributes.get("format"))
    stack.append((tag, built.length, attributes))
    return place + 1


def _attribute(text: str, place: int, tag: str, where: str, attributes: dict[str, str]) -> int:
    begin = place
    while place < len(text) and not text[place].isspace() and text[place] not in "=>":
        place += 1
    name = text[begin:place].lower()
    if not name:
        raise FormatError(f'Empty attribute name in the tag "{tag}" {where}')
    while place < len(text) and text[place].isspace():
        place += 1
    if not text.startswith("=", place):
        if tag == "blockquote" and name == "expandable":
            attributes[name] = name
            return place
        raise FormatError(f'Expected equal sign in declaration of an attribute of the tag "{tag}" {where}')
    place += 1
    while place < len(text) and text[place].isspace():
        place += 1
    if place >= len(text):
        raise FormatError(f'Unclosed start tag "{tag}" {where}')
    begin = place
    if text[place] in "'\"":
        end = text.find(text[place], place + 1)
        if end < 0:
            raise FormatError(f"Unclosed start tag {where}")
        attributes[name] = _ENTITY.sub(lambda found: html.unescape(found.group()), text[place + 1 : end])
        return end + 1
    while place < len(text) and (text[place].isalnum() or text[place] in ".-"):
        place += 1
    attributes[name] = text[begin:place].lower()
    if place < len(text) and not text[place].isspace() and text[place] != ">":
        raise FormatError(f"Unexpected end of name token at byte offset {byte_offset(text, begin)}")
    return place


def _close(text: str, begin: int, stack: list[tuple[str, int, dict[str, str]]], built: Builder) -> int:
    where = f"at byte offset {byte_offset(text, begin)}"
    if not stack:
        raise FormatError(f"Unexpected end tag {where}")
    place = begin + 2
    while place < len(text) and not text[place].isspace() and text[place] != ">":
        place += 1
    found = text[begin + 2 : place].lower()
    while place < len(text) and text[place].isspace():
        place += 1
    if not text.startswith(">", place):
        raise FormatError(f"Unclosed end tag {where}")
    tag, start, attributes = stack.pop()
    if found and found != tag:
        raise FormatError(f'Unmatched end tag {where}, expected "</{tag}>", found "</{found}>"')
    _finish(tag, start, attributes, stack, built)
    return place + 1


def _finish(
    tag: str, start: int, attributes: dict[str, str], stack: list[tuple[str, int, dict[str, str]]], built: Builder
) -> None:
    match tag:
        case "a":
            url = attributes.get("href") or "".join(built.parts)[-(built.length - start) or None :]
            if url and (attributes.get("href") or "." in url):
                kind, details = link_entity(url)
                built.close(kind, start, **details)
        case "code":
            language = attributes.get("class", "")
            if stack and stack[-1][0] == "pre" and stack[-1][1] == start and language.startswith("language-"):
                stack[-1][2]["language"] = language[9:]
            elif not (stack and stack[-1][0] == "pre"):
                built.close("code", start)
        case "pre":
            built.close("pre", start, language=attributes.get("language"))
        case "blockquote":
            built.close("expandable_blockquote" if "expandable" in attributes else "blockquote", start)
        case "tg-emoji":
            built.close("custom_emoji", start, custom_emoji_id=attributes["emoji-id"])
        case "tg-time":
            built.close("date_time", start, **time_entity(attributes["unix"], attributes.get("format")))
        case _:
            built.close(_KINDS[tag], start)
