"""The field in which a person writes; an unfinished text stays in the browser."""

from collections.abc import Callable
from typing import Any

from nicegui.element import Element

from sandbox.content.entities import MAX_TEXT, utf16_length
from sandbox.web.words import Words


class Writer(Element, component="../static/writer.js"):
    """The field and its send button; `on_send` gets the text."""

    def __init__(self, words: Words, on_send: Callable[[str], Any]) -> None:
        super().__init__()
        self._props["write"] = words("write")
        self._props["send"] = words("send")
        self.on("send", lambda event: on_send(str(event.args)))

    def put(self, text: str) -> None:
        """Write this text into the field and focus it."""
        self.run_method("put", text)

    def focus(self) -> None:
        """Focus the field."""
        self.run_method("focus")

    def offer(self, commands: list[tuple[str, str]]) -> None:
        """Offer these commands, with what each does, while a command is typed."""
        offered = [list(command) for command in commands]
        if self._props.get("commands") != offered:
            self._props["commands"] = offered
            self.update()

    def hint(self, text: str) -> None:
        """Show this while the field is empty."""
        self._props["write"] = text
        self.update()


def parts_of(text: str) -> list[str]:
    """Return a text in parts that can be sent, cut as the apps cut a long text."""
    parts = []
    while utf16_length(text) > MAX_TEXT:
        cut = min(len(text), MAX_TEXT)
        while utf16_length(text[:cut]) > MAX_TEXT:
            cut -= max(1, (utf16_length(text[:cut]) - MAX_TEXT) // 2)
        parts.append(text[:cut])
        text = text[cut:]
    return [part for part in (*parts, text) if part.strip()]
