"""The list of messages in the browser; the server sends it only the rows that changed."""

from collections.abc import Callable, Sequence
from typing import Any

from nicegui.element import Element

from sandbox.json import Json
from sandbox.web.drawing.rows import Row
from sandbox.web.parts import data_of
from sandbox.web.words import Words


class Log(Element, component="../static/log.js"):
    """The list; `on_act` hears every touch that the server has to answer, as the data of the touched element."""

    def __init__(self, words: Words, on_act: Callable[[Json], Any]) -> None:
        super().__init__()
        names = ("reply", "edit", "copy", "copied", "ok", "to_newest", "messages", "close", "react")
        self._props["words"] = {name: words(name) for name in names}
        self._sent: dict[str, str] = {}
        self._order: list[str] = []
        self._ready = False
        self._rows: Sequence[Row] = ()
        self.on("ready", self._on_ready)
        self.on("act", lambda event: on_act(data_of(event)))

    def _on_ready(self) -> None:
        """Send all rows, since the browser has built the list again."""
        self._ready, self._sent, self._order = True, {}, []
        self.show(self._rows)

    def show(self, rows: Sequence[Row]) -> None:
        """Show these rows; only the difference is sent."""
        self._rows = rows
        if not self._ready:
            return
        order = [row.key for row in rows]
        fresh = [[row.key, row.html] for row in rows if self._sent.get(row.key) != row.html]
        if fresh or order != self._order:
            self._sent, self._order = {row.key: row.html for row in rows}, order
            self.run_method("put", fresh, order)

    def forget(self) -> None:
        """Clear the list for another chat."""
        self._sent, self._order = {}, []
        if self._ready:
            self.run_method("clear")

    def toast(self, text: str) -> None:
        """Show a text at the top for a few seconds."""
        self.run_method("toast", text)

    def alert(self, text: str) -> None:
        """Show a text that the person has to close."""
        self.run_method("alert", text)

    def rest(self) -> None:
        """Stop showing that a button waits."""
        self.run_method("rest")
