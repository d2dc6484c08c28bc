"""The frames of the dialogs: a sheet with a close button, and a small form with two buttons."""

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager

from nicegui import ui

from sandbox.web.drawing.richtext import plain
from sandbox.web.parts import box, button, html
from sandbox.web.words import Words


@contextmanager
def sheet(
    words: Words, title: str, hint: str = "", *, classes: str = "sheet", testid: str = "sheet"
) -> Iterator[ui.dialog]:
    """Open a dialog to fill; the page deletes it when it is closed."""
    with ui.dialog() as dialog, box(classes, role="dialog", aria_label=title, data_testid=testid):
        dialog.on("hide", dialog.delete)
        with box("sheet-head"):
            html("sheet-title", plain(title))
            button("tool", dialog.close, symbol="close", label=words("close"))
        if hint:
            html("hint", plain(hint))
        yield dialog


@contextmanager
def form(title: str, hint: str = "") -> Iterator[ui.dialog]:
    """Open a small dialog to fill with fields and to end with `buttons`."""
    with ui.dialog() as dialog, box("sheet small", role="dialog"):
        dialog.on("hide", dialog.delete)
        html("sheet-title", plain(title))
        if hint:
            html("hint", plain(hint))
        yield dialog


def buttons(
    dialog: ui.dialog, words: Words, label: str, on_press: Callable[[], Awaitable[None] | None], testid: str
) -> None:
    """Put the foot of a form: a button that cancels and one that confirms."""
    with box("sheet-foot"):
        button("ghost", dialog.close, text=words("cancel"))
        button("main", on_press, text=label, testid=testid)
