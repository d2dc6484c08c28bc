"""The dialogs that choose a chat, and that show where a real phone opens a phone of the page."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from nicegui import ui

from sandbox.web.dialogs.sheet import sheet
from sandbox.web.drawing.richtext import attribute, plain
from sandbox.web.parts import box, button, html
from sandbox.web.reach import code
from sandbox.web.words import Words
from sandbox.world.chats import Room


def choose_chat(words: Words, title: str, among: Sequence[Room], on_chosen: Callable[[int], Any]) -> None:
    """Open the dialog that lists these chats."""
    with sheet(words, title, "" if among else words("no_chat_suits"), classes="sheet small") as dialog, box("lines"):
        for room in among:
            button(
                "line",
                partial(_chosen, dialog, on_chosen, room.id),
                symbol="groups",
                text=room.title or "?",
                testid=f"chat-{room.id}",
            )
    dialog.open()


def _chosen(dialog: ui.dialog, on_chosen: Callable[[int], Any], chat: int) -> None:
    dialog.close()
    on_chosen(chat)


def scan(words: Words, origin: str, key: int) -> None:
    """Open the dialog with the address of one phone alone and its code, or with how to let other devices in."""
    with sheet(words, words("real_phone"), classes="sheet small", testid="scan") as dialog:
        if origin:
            url = f"{origin}/phone/{key}"
            html("scan-box", code(url))
            html("scan-address", f'<a href="{attribute(url)}" target="_blank" rel="noopener">{plain(url)}</a>')
            html("hint", plain(words("real_phone_hint")))
        else:
            html("hint", plain(words("real_phone_closed")))
            html("scan-address", f'<a href="/phone/{key}" target="_blank">/phone/{key}</a>')
    dialog.open()
