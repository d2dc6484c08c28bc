"""A parser of MarkdownV2 (https://core.telegram.org/bots/api#markdownv2-style) with Telegram's error messages."""

from urllib.parse import parse_qsl

from sandbox.content.formatting.spans import Builder, FormatError, byte_offset, link_entity, time_entity
from sandbox.json import Json

_RESERVED = frozenset("_*[]()~`>#+-=|{}.!")
_CLOSERS = {
    "bold": "*",
    "italic": "_",
    "underline": "__",
    "strikethrough": "~",
    "spoiler": "||",
    "code": "`",
    "pre": "```",
    "text_link": "]",
    "custom_emoji": "]",
}
_NAMES = {
    "bold": "Bold",
    "italic": "Italic",
    "underline": "Underline",
    "strikethrough": "Strikethrough",
    "spoiler": "Spoiler",
    "code": "Code",
    "pre": "Pre",
    "text_link": "TextUrl",
    "custom_emoji": "CustomEmoji",
    "blockquote": "BlockQuote",
}


class _Parser:
    def __init__(self, text: str) -> None:
        self.text = text
        self.place = 0
        self.built = Builder()
        # kind, start in the built text, place in the input, details
        self.stack: list[tuple[str, int, int, Json]] = []
        self.quote: tuple[int, int] | None = None

    def run(self) -> tuple[str, list[Json]]:
        line_start = True
        while self.place < len(self.text):
            if line_start:
                self._line_begins()
            if self.place >= len(self.text):
                break
            line_start = self.text[self.place] == "\n"
            self._step()
        self._end_quote()
        if self.stack:
            kind, _, begin, _ = self.stack[-1]
            raise FormatError(f"Can't find end of {_NAMES[kind]} entity at byte offset {byte_offset(self.text, begin)}")
        return self.built.finish()

    def _line_begins(self) -> None:
        """Open a quote at a line that begins with >, and close it at the first line that does not."""
        raw = bool(self.stack) and self.stack[-1][0] in ("code", "pre")
        if raw:
            return
        expandable = self.text.startswith("**>", self.place) and self.quote is None
        if expandable or self.text.startswith(">", self.place):
            self.place += 3 if expandable else 1
            if self.quote is None:
                self.quote = (self.built.length, self.place)
        else:
            self._end_quote()

    def _end_quote(self) -> None:
        if self.quote is None:
            return
        start, _ = self.quote
        self.quote = None
        # "||" at the end of a quote makes it expandable; it was read as the start of a spoiler.
        if self.stack and self.stack[-1][0] == "spoiler" and self.stack[-1][1] >= self.built.length - 1:
            self.stack.pop()
            self.built.close("expandable_blockquote", start)
        else:
            self.built.close("blockquote", start)

    def _step(self) -> None:
        text, place = self.text, self.place
        mark = text[place]
        inside = self.stack[-1][0] if self.stack else ""
        raw = inside in ("code", "pre")
        if mark == "\\" and place + 1 < len(text) and 0 < ord(text[place + 1]) <= 126:
            self.built.add(text[place + 1])
            self.place += 2
        elif inside and self._closes(inside):
            self._close()
        elif raw and mark != "`":
            self.built.add(mark)
            self.place += 1
        elif mark in _RESERVED:
            self._open(mark)
        else:
            self.built.add(mark)
            self.place += 1

    def _closes(self, kind: str) -> bool:
        if kind == "italic" and self.text.startswith("__", self.place):
            return self.text.startswith("___", self.place) and not any(e[0] == "underline" for e in self.stack)
        return self.text.startswith(_CLOSERS[kind], self.place)

    def _open(self, mark: str) -> None:
        text, place = self.text, self.place
        details: Json = {}
        width = 1
        if text.startswith("```", place):
            kind, width = "pre", 3
            line, newline, _ = text[place + 3 :].partition("\n")
            if newline and line and "`" not in line and not any(letter.isspace() for letter in line):
                details["language"] = line
                width += len(line) + 1
            elif newline and not line.strip():
                width += len(line) + 1
        elif text.startswith("__", place):
            kind, width = "underline", 2
        elif text.startswith("||", place):
            kind, width = "spoiler", 2
        elif text.startswith("![", place):
            kind, width = "custom_emoji", 2
        elif mark in "*_~`[":
            kind = {"*": "bold", "_": "italic", "~": "strikethrough", "`": "code", "[": "text_link"}[mark]
        else:
            raise FormatError(f"Character '{mark}' is reserved and must be escaped with the preceding '\\'")
        if any(entity[0] == kind for entity in self.stack):
            where = byte_offset(text, self.stack[-1][2])
            raise FormatError(f"Can't find end of {_NAMES[self.stack[-1][0]]} entity at byte offset {where}")
        self.stack.append((kind, self.built.length, place, details))
        self.place += width

    def _close(self) -> None:
        kind, start, begin, details = self.stack.pop()
        self.place += len(_CLOSERS[kind])
        if kind in ("text_link", "custom_emoji"):
            url = self._address(begin)
            if kind == "custom_emoji":
                kind, details = _pictured(url)
            elif url:
                kind, details = link_entity(url)
            else:
                return
        self.built.close(kind, start, **details)

    def _address(self, begin: int) -> str:
        """Return the address in parentheses after the text of a link."""
        if not self.text.startswith("(", self.place):
            return ""
        place, url = self.place + 1, ""
        while place < len(self.text) and self.text[place] != ")":
            if self.text[place] == "\\" and place + 1 < len(self.text):
                place += 1
            url += self.text[place]
            place += 1
        if place >= len(self.text):
            raise FormatError(f"Can't find end of a URL at byte offset {byte_offset(self.text, self.place)}")
        self.place = place + 1
        return url


def _pictured(url: str) -> tuple[str, Json]:
    """Return the entity that ![text](url) makes: a time, or a custom emoji."""
    if url.startswith("tg://time?"):
        given = dict(parse_qsl(url.partition("?")[2]))
        return "date_time", time_entity(given.get("unix", ""), given.get("format"))
    return "custom_emoji", {"custom_emoji_id": url.rpartition("id=")[2]}


def parse_markdown_v2(text: str) -> tuple[str, list[Json]]:
    """Return the plain text and its entities; raise FormatError."""
    return _Parser(text).run()
