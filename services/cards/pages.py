"""Pages within Telegram's limits: HTML is cut between characters, and tags are closed and opened again."""

import html
import re

from services.cards.card import CAPTION_LIMIT

TOKEN = re.compile(r"<[^>]*>|&(?:#\d+|#x[0-9a-fA-F]+|\w+);|.", re.DOTALL)
TAG = re.compile(r"<(/?)([\w-]+)")
MORE = "…"


def length(text: str) -> int:
    """Return the length as Telegram counts it: UTF-16 units after the entities are parsed."""
    return sum(_width(token) for token in TOKEN.findall(text))


def fits_caption(text: str) -> bool:
    """Whether HTML is short enough to stand under a file; half as long is so in any case."""
    return len(text) <= CAPTION_LIMIT // 2 or length(text) <= CAPTION_LIMIT


def plain(text: str) -> str:
    """Return the words alone, without tags and entities."""
    return html.unescape(re.sub(r"<[^>]*>", "", text))


def split(text: str, limit: int) -> list[str]:
    """Return the text as pages of at most ``limit`` units each, broken at a line or a word where there is one."""
    tokens: list[str] = TOKEN.findall(text)
    pages: list[str] = []
    opened: list[str] = []
    start = 0
    while start < len(tokens):
        end = _page_end(tokens, start, limit)
        page = tokens[start:end]
        after = _open_after(opened, page)
        closing = "".join(f"</{_name(tag)}>" for tag in reversed(after))
        pages.append("".join(opened) + "".join(page) + closing)
        opened, start = after, end
    return pages or [""]


def cut(text: str, limit: int) -> str:
    """Return the text, or its beginning with an ellipsis when it is longer than ``limit``."""
    return text if length(text) <= limit else split(text, limit - 1)[0].rstrip() + MORE


def _page_end(tokens: list[str], start: int, limit: int) -> int:
    size, end, line, word = 0, start, 0, 0
    while end < len(tokens) and size + _width(tokens[end]) <= limit:
        size += _width(tokens[end])
        end += 1
        if size > limit // 2:
            line = end if tokens[end - 1] == "\n" else line
            word = end if tokens[end - 1] == " " else word
    return end if end == len(tokens) else line or word or end


def _open_after(opened: list[str], page: list[str]) -> list[str]:
    stack = list(opened)
    for token in page:
        if not (found := TAG.match(token)):
            continue
        if not found[1]:
            stack.append(token)
        elif stack:
            stack.pop()
    return stack


def _name(tag: str) -> str:
    found = TAG.match(tag)
    return found[2] if found else ""


def _width(token: str) -> int:
    if token.startswith("<") and token.endswith(">"):
        return 0
    return len(html.unescape(token).encode("utf-16-le")) // 2
