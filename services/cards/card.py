"""Cards: messages free of any Telegram library, which handlers and delivery both render."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from markupsafe import Markup
from pydantic import BaseModel

from models import Media

COPY_LIMIT = 256
"""Telegram's limit for what a button puts aside to paste, in characters."""
CALLBACK_BYTES = 64
"""Telegram's limit for the data of a button."""
TEXT_LIMIT = 4096
"""Telegram's limit for a message, in UTF-16 units after the entities are parsed."""
CAPTION_LIMIT = 1024
"""Telegram's limit for the caption of a file, counted likewise."""
BUTTONS = 4_000
"""Buttons that are kept: a card is drawn for many readers, and again with each part of a report."""
TO_BOT = "bot:"
_GROUP = "group:"  # no payload has a colon
"""An address that begins so opens the private chat with this bot; the sender knows the bot's name."""


class Button(BaseModel, frozen=True):
    """One inline button: ``data`` comes back when pressed, ``url`` opens a page, ``copied`` is put aside to paste."""

    text: str
    data: str | None = None
    url: str | None = None
    copied: str | None = None


class Picture(BaseModel, frozen=True):
    """A file shown with a card, by Telegram's id."""

    kind: str  # a models.enums.MediaKind value
    file_id: str
    label: str = ""
    """HTML under a file of ``Card.beside``."""

    @classmethod
    def of(cls, media: Media, label: str = "") -> "Picture":
        """Return a file that was received."""
        return cls(kind=media.kind.value, file_id=media.file_id, label=label)


class Contact(BaseModel, frozen=True):
    """Somebody's number, shown so that it can be dialled."""

    phone: str
    name: str


class Card(BaseModel, frozen=True):
    """One message: HTML text, rows of buttons, and at most one file above it."""

    text: str
    rows: tuple[tuple[Button, ...], ...] = ()
    picture: Picture | None = None
    place: tuple[float, float] | None = None
    """Latitude and longitude, sent as a pin before the text."""
    beside: tuple[Picture, ...] = ()
    """Further files, sent with their labels beside a new message; an edit leaves them out."""
    silent: bool = False
    """Whether it comes without a sound; only what is pushed (``delivery``) can."""
    pinned: bool = False
    """Whether it is pinned at the top of the chat; only what is pushed can."""
    topic: str | None = None
    """The name of the topic that its first state opens, in a group with topics; only what is pushed can."""
    over: bool = False
    """Whether its matter has ended: its topic is closed, and opened again by a later state that is not over."""
    alarm: bool = False
    """Whether it comes with an effect that fills the screen, in a private chat; only what is pushed can."""
    contact: Contact | None = None
    """A number to dial, in place of the text; the text says the same where it cannot be shown so. Only pushed."""
    in_full: "Card | None" = None
    """Goes instead where the card that this one answers does not stand in the chat (any more). Only pushed."""
    gone: bool = False
    """Whether the card that stands in the chat is taken away; only pushed."""
    bare: bool = False
    """Whether the message that stands in the chat loses its buttons, and keeps its words; only pushed."""

    def content(self) -> dict[str, Any]:
        """Return what the outbox keeps."""
        return self.model_dump(mode="json", exclude_defaults=True)


def words_of(content: Mapping[str, Any]) -> str:
    """Return the words of a card that the outbox keeps, in full: what a person hears who does not see the chat."""
    return str((content.get("in_full") or content).get("text", ""))


def press(action: str, subject: int | str = "", extra: int | str = "") -> str:
    """Return the data of a button: what is asked, of which object, with which choice.

    The handlers' ``Press`` (an aiogram ``CallbackData``) reads the same form; at most 64 bytes (Telegram).
    """
    data = f"p:{action}:{subject}:{extra}"
    if len(data.encode()) > CALLBACK_BYTES:
        raise ValueError(f"button data over {CALLBACK_BYTES} bytes: {data}")
    return data


@lru_cache(maxsize=BUTTONS)
def button(text: str, action: str, subject: int | str = "", extra: int | str = "") -> Button:
    """Return an inline button that asks for ``action``."""
    return Button(text=text, data=press(action, subject, extra))


def copying(text: str, copied: str | None) -> Button | None:
    """Return a button that puts words aside to paste; None for no words, and for more than Telegram takes."""
    return Button(text=text, copied=copied) if copied and len(copied) <= COPY_LIMIT else None


def deep_link(payload: str) -> str:
    """Return the address that opens the private chat with this bot and says ``/start payload`` there.

    The payload has letters, digits, _ and -, 64 at most (Telegram).
    """
    return f"{TO_BOT}{payload}"


def group_link(payload: str) -> str:
    """Return the address that lets a person put this bot into a group, where it says ``/start payload`` for them."""
    return f"{TO_BOT}{_GROUP}{payload}"


def addressed(url: str | None, username: str) -> str | None:
    """Return an address as Telegram takes it."""
    if url is None or not url.startswith(TO_BOT):
        return url
    payload = url.removeprefix(TO_BOT)
    if payload.startswith(_GROUP):
        return f"https://t.me/{username}?startgroup={payload.removeprefix(_GROUP)}"
    return f"https://t.me/{username}?start={payload}"


def lines(*parts: str | None) -> str:
    """Join the parts that are there, a line each; parts are HTML already."""
    return Markup("\n").join(Markup(part) for part in parts if part)


def below(part: str) -> str:
    """Return a part with an empty line above it."""
    return Markup("\n{}").format(Markup(part))
