"""The table of one browser tab, as its phones, panels and dialogs know it."""

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from nicegui import ui

from sandbox.web.drawing.bubbles import Painter
from sandbox.web.drawing.chart import Chart
from sandbox.web.guide import Seat, Setting, Text
from sandbox.web.trainer import Trainer
from sandbox.web.unread import Unread
from sandbox.web.words import Words
from sandbox.world.chats import Room
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
    trainer: Trainer
    # Where other devices reach the page; empty where they do not.
    origin: str
    # Whether the page shows one phone alone.
    alone: bool

    def is_open(self, key: int) -> bool:
        """Whether the phone is on the table."""

    def open(self, key: int) -> None:
        """Put the phone on the table, if it is not there, and bring it into view."""

    def lay(self, keys: Sequence[int]) -> None:
        """Put just these phones on the table, in this order."""

    def arrange(self, key: int, how: str) -> None:
        """Put the phone away ("away"), or move it to the "left" or "right"."""

    def highlight(self, key: int | None) -> None:
        """Mark the phone of the guide's step, and no other."""

    def pick(self) -> None:
        """Open the dialog that chooses the phones."""

    def attach(self, key: int, kind: str) -> None:
        """Open the dialog that chooses an attachment for the phone."""

    def toggle(self, panel: str) -> None:
        """Open or close the "guide", the "faults", the "calls" or the "trainer"."""

    def choose(self, title: str, among: Sequence[Room], on_chosen: Callable[[int], Any]) -> None:
        """Open the dialog in which somebody chooses one of these chats."""

    def scan(self, key: int) -> None:
        """Show the address at which a real phone opens this phone alone."""

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
