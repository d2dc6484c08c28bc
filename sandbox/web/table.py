"""The table of one browser tab, as its phones, panels and dialogs know it."""

from typing import Protocol

from nicegui import ui

from sandbox.web.drawing.bubbles import Painter
from sandbox.web.drawing.chart import Chart
from sandbox.web.guide import Seat, Setting, Text
from sandbox.web.unread import Unread
from sandbox.web.words import Words
from sandbox.world.state import World


class Table(Protocol):
    """The table, as the parts of the page see it; a phone is named by the `key` of its seat.

    `desk.Desk` is the table. It builds the parts, so they cannot import it.
    """

    setting: Setting
    world: World
    words: Words
    title: str
    chart: Chart
    painter: Painter
    unread: Unread
    seats: dict[int, Seat]
    roles: dict[int, Text]

    def is_open(self, key: int) -> bool:
        """Whether the phone is on the table."""

    def open(self, key: int) -> None:
        """Put the phone on the table, if it is not there, and bring it into view."""

    def arrange(self, key: int, how: str) -> None:
        """Put the phone away ("away"), or move it to the "left" or "right"."""

    def highlight(self, key: int | None) -> None:
        """Mark the phone of the guide's step, and no other."""

    def pick(self) -> None:
        """Open the dialog that chooses the phones."""

    def attach(self, key: int, kind: str) -> None:
        """Open the dialog that chooses an attachment for the phone."""

    def toggle(self, panel: str) -> None:
        """Open or close the "guide", the "faults" or the "calls"."""

    def switch_language(self) -> None:
        """Show the same table in the other language."""

    def remember(self) -> None:
        """Keep the phones, the language and the guide's step in the address."""

    def layer(self) -> ui.element:
        """Return the place for the next dialog, empty."""

    def run(self, script: str) -> None:
        """Run JavaScript in the browser without waiting for it."""

    def tell(self, text: str) -> None:
        """Show a notice above everything."""
