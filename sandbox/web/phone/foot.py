"""The bottom of a phone: the text field, attachments, commands and keyboard, or why nothing can be sent."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

from nicegui import ui

from sandbox.json import Json
from sandbox.web.drawing.buttons import reply_keys
from sandbox.web.drawing.media import icon
from sandbox.web.drawing.richtext import attribute, plain
from sandbox.web.parts import Act, box, button, html, set_html, set_visible
from sandbox.web.phone.head import Choice
from sandbox.web.phone.writer import Writer
from sandbox.web.words import Words

State = Literal["write", "start", "blocked", "left", "no_bot"]
_ATTACHMENTS = (
    ("photo", "photo", "photo_library"),
    ("place", "location", "location_on"),
    ("voice", "voice", "mic"),
    ("document", "document", "description"),
    ("contact", "my_contact", "person"),
)


@dataclass(slots=True)
class Footing:
    """The content of the bottom of a phone."""

    state: State
    commands: list[tuple[str, str]] = field(default_factory=list)
    # The text and the address of a menu button that opens a Web App.
    app: tuple[str, str] | None = None
    keyboard: Json | None = None
    keyboard_open: bool = True
    note: str = ""
    hint: str = ""


class Foot:
    """Draws the footing; `on_act` hears touches and `on_say` hears texts."""

    def __init__(self, words: Words, on_act: Act, on_say: Callable[[str], Any]) -> None:
        self._words = words
        self._hint = words("write")
        with box("foot"):
            self._note = html("note", on_act=on_act)
            with box("compose") as self._compose:
                with box(
                    "tool menu-tool", "button", type="button", aria_label=words("menu"), title=words("menu")
                ) as tool:
                    tool.props["data-testid"] = "commands"
                    ui.html(icon("menu"), sanitize=False, tag="span")
                    with ui.menu().classes("choices commands").props("auto-close"):
                        self._commands = html("", on_act=on_act, role="menu")
                self._menu_tool = tool
                with box("tool", "button", type="button", aria_label=words("attach"), title=words("attach")) as tool:
                    tool.props["data-testid"] = "attach"
                    ui.html(icon("attach_file"), sanitize=False, tag="span")
                    with ui.menu().classes("choices").props("auto-close"):
                        choices = (Choice("attach", words(key), symbol, kind) for kind, key, symbol in _ATTACHMENTS)
                        html("", "".join(choice.html() for choice in choices), on_act, role="menu")
                self.writer = Writer(words, on_say)
                self.writer.on("escape", lambda _: on_act({"act": "never-mind"}))
                self._keys_tool = button(
                    "tool", lambda: on_act({"act": "keys"}), symbol="keyboard_alt", label=words("keys"), testid="keys"
                )
            self._stop = html("stop", on_act=on_act)
            self._keys = html("reply-keys", on_act=on_act, data_testid="reply-keys", role="group")
            self._keys.props["aria-label"] = words("keys")

    def show(self, footing: Footing) -> None:
        """Draw this footing."""
        writing = footing.state == "write"
        set_visible(self._compose, writing)
        set_visible(self._note, writing and bool(footing.note))
        set_html(self._note, footing.note)
        set_visible(self._menu_tool, bool(footing.commands) or footing.app is not None)
        app = _web_app(*footing.app) if footing.app is not None else ""
        set_html(self._commands, app + "".join(_command(name, about) for name, about in footing.commands))
        self.writer.offer(footing.commands)
        set_visible(self._stop, not writing)
        set_html(self._stop, self._stopped(footing.state))
        open_keys = writing and footing.keyboard is not None and footing.keyboard_open
        set_visible(self._keys_tool, footing.keyboard is not None)
        set_visible(self._keys, open_keys)
        set_html(self._keys, reply_keys(footing.keyboard) if footing.keyboard is not None else "")
        hint = footing.hint or self._words("write")
        if hint != self._hint:
            self._hint = hint
            self.writer.hint(hint)

    def _stopped(self, state: State) -> str:
        words = self._words
        if state == "start":
            return f'<button type="button" class="main" data-act="start">{words("start")}</button>'
        if state == "blocked":
            return (
                f"<p>{words('blocked')}</p>"
                f'<button type="button" class="main" data-act="unblock">{words("unblock")}</button>'
            )
        return f"<p>{words(state)}</p>" if state in ("left", "no_bot") else ""


def _web_app(text: str, url: str) -> str:
    return (
        f'<button type="button" role="menuitem" class="choice on" data-act="follow" data-to="{attribute(url)}">'
        f"{icon('web_asset')}<span>{plain(text)}</span></button>"
    )


def _command(name: str, about: str) -> str:
    return (
        f'<button type="button" role="menuitem" class="choice" data-act="say" data-text="/{attribute(name)}">'
        f"<span>{plain(about)}</span><small>/{plain(name)}</small></button>"
    )


def note(symbol: str, title: str, words: str, close: str) -> str:
    """Return the bar above the field, which shows the message that is answered or edited."""
    return (
        f'{icon(symbol)}<span class="note-words"><b>{plain(title)}</b><span>{plain(words)}</span></span>'
        f'<button type="button" class="tool" data-act="never-mind" aria-label="{attribute(close)}">'
        f"{icon('close')}</button>"
    )
