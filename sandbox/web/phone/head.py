"""The top of a phone: its owner, the open chat, the unread messages and the menu."""

from dataclasses import dataclass, field

from nicegui import ui

from sandbox.web.drawing.faces import face
from sandbox.web.drawing.media import icon
from sandbox.web.drawing.richtext import attribute, plain
from sandbox.web.parts import Act, box, html, set_html, set_visible
from sandbox.web.words import Words


@dataclass(frozen=True, slots=True)
class Choice:
    """A line of a menu."""

    act: str
    text: str
    symbol: str
    to: str = ""
    count: int = 0
    on: bool = False

    def html(self) -> str:
        """Return the line as a button."""
        count = f'<span class="count">{self.count}</span>' if self.count else ""
        return (
            f'<button type="button" role="menuitem" class="choice{" on" if self.on else ""}" data-act="{self.act}" '
            f'data-to="{attribute(self.to)}">{icon(self.symbol)}<span>{plain(self.text)}</span>{count}</button>'
        )


@dataclass(slots=True)
class Heading:
    """The content of the top of a phone."""

    owner: int
    name: str
    role: str
    group: bool
    chat: str
    chat_symbol: str
    typing: str = ""
    unread: int = 0
    elsewhere: int = 0
    pinned: str = ""
    topics: str = ""
    chats: list[Choice] = field(default_factory=list)
    menu: list[Choice] = field(default_factory=list)


class Head:
    """Draws the heading; `on_act` hears touches."""

    def __init__(self, words: Words, on_act: Act) -> None:
        self._words = words
        with box("head"):
            self._owner = html("owner")
            self._badge = html("badge", role="status", data_testid="unread")
            self._menu = self._button("more_vert", words("more_actions"), "phone-menu", on_act)
        label = words("chats")
        with box("chat-bar", "button", type="button", aria_label=label, title=label, data_testid="chats"):
            self._chat = html("chat-name", data_testid="chat-name")
            ui.html(icon("expand_more"), sanitize=False, tag="span")
            with ui.menu().classes("choices").props("auto-close fit"):
                self._chats = html("", on_act=on_act, role="menu")
        self._topics = html("topics", on_act=on_act, data_testid="topics")
        self._pinned = html("pinned", on_act=on_act)

    @staticmethod
    def _button(symbol: str, label: str, testid: str, on_act: Act) -> ui.html:
        """Put a button that opens a menu, and return the menu's content."""
        with box("tool", "button", type="button", aria_label=label, title=label, data_testid=testid):
            ui.html(icon(symbol), sanitize=False, tag="span")
            with ui.menu().classes("choices").props("auto-close"):
                return html("", on_act=on_act, role="menu")

    def show(self, heading: Heading) -> None:
        """Draw this heading."""
        words = self._words
        avatar = face(heading.owner, heading.name, group=heading.group)
        role = f"<small>{plain(heading.role)}</small>" if heading.role else ""
        set_html(self._owner, f'{avatar}<span class="owner-words"><b>{plain(heading.name)}</b>{role}</span>')
        label = attribute(words("unread", n=heading.unread))
        set_html(self._badge, f'<span aria-label="{label}">{heading.unread}</span>' if heading.unread else "")
        state = f'<em class="typing">{plain(heading.typing)}</em>' if heading.typing else ""
        dot = f'<span class="elsewhere">{icon("forum")}{heading.elsewhere}</span>' if heading.elsewhere else ""
        title = f'<span class="chat-title">{plain(heading.chat)}</span>'
        set_html(self._chat, f"{icon(heading.chat_symbol)}{title}{state}{dot}")
        set_html(self._chats, "".join(choice.html() for choice in heading.chats))
        set_html(self._menu, "".join(choice.html() for choice in heading.menu))
        set_visible(self._topics, bool(heading.topics))
        set_html(self._topics, heading.topics)
        set_visible(self._pinned, bool(heading.pinned))
        set_html(self._pinned, heading.pinned)
