"""The buttons under a card, and the data of each: which action, of which object, with which choice."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import TypeVar

from aiogram.filters import Filter
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup, Message

from services.cards.card import Button, Card
from services.cards.styles import style_of
from services.core.errors import Stale

Choice = TypeVar("Choice")
MOST = 10**15
"""Above every id that a button of ours carries, and far below what a database takes for one."""

KEYS = 4_000
"""Buttons kept as aiogram has them: a card that is filled in shows the same ones again and again."""
_NUMBER = re.compile(r"-?[0-9]{1,16}")


def unreadable() -> Stale:
    """Return what a button is answered with whose data nobody here writes, or no longer writes."""
    return Stale("menu-button-gone")


def number_in(text: str, empty: int | None = None, *, least: int = 0, most: int = MOST) -> int:
    """Return the number that a button carries, ``empty`` if it carries nothing. Raises ``Stale`` for anything else."""
    if not text and empty is not None:
        return empty
    if not _NUMBER.fullmatch(text) or not least <= int(text) <= most:
        raise unreadable()
    return int(text)


def choice_in(text: str, choices: Iterable[Choice]) -> Choice:
    """Return the choice, such as a member of an enum, that a button carries. Raises ``Stale`` for anything else."""
    for choice in choices:
        if choice == text:
            return choice
    raise unreadable()


def parts_in(text: str, count: int) -> list[str]:
    """Return the parts of an extra ``a.b.c``. Raises ``Stale`` when there are not ``count``."""
    parts = text.split(".")
    if len(parts) != count:
        raise unreadable()
    return parts


class Press(CallbackData, prefix="p"):
    """Reads what ``services.cards.card.press`` writes; a test holds the two together."""

    action: str
    subject: str = ""
    extra: str = ""

    @property
    def id(self) -> int:
        """The object's id; 0 when the button names none. Raises ``Stale`` when it cannot be read."""
        return number_in(self.subject, 0, least=-MOST)

    @property
    def number(self) -> int:
        """The extra as a number, such as a page; 0 when there is none. Raises ``Stale`` when it cannot be read."""
        return number_in(self.extra, 0)

    @property
    def verb(self) -> str:
        """The first part of an extra ``verb.choice``."""
        return self.extra.partition(".")[0]

    @property
    def choice(self) -> str:
        """The part after the verb in an extra ``verb.choice``."""
        return self.extra.partition(".")[2]

    @classmethod
    def of(cls, *actions: str) -> "Pressed":
        """Return the filter for buttons that ask for one of these; the handler may take ``press``."""
        return Pressed(*actions)


class Pressed(Filter):
    """Whether a button asks for one of these actions. The action is looked at first: half a hundred filters ask."""

    def __init__(self, *actions: str) -> None:
        self.heads = tuple(
            f"{Press.__prefix__}{Press.__separator__}{action}{Press.__separator__}" for action in actions
        )

    async def __call__(self, query: CallbackQuery) -> bool | dict[str, Press]:
        """Read the button's data when it is meant; data that is not ours belongs to nobody."""
        press = self.read(query.data)
        return {"press": press} if press is not None else False

    def read(self, data: str | None) -> Press | None:
        """Return what a button asks for; None when it is not one of these."""
        if data is None or not data.startswith(self.heads):
            return None
        try:
            return Press.unpack(data)
        except (TypeError, ValueError):
            return None


def replied(message: Message) -> Message | None:
    """Return the message of ours that somebody replies to."""
    to, bot = message.reply_to_message, message.bot
    ours = to is not None and to.from_user is not None and bot is not None and to.from_user.id == bot.id
    return to if ours else None


def rows_of(message: Message) -> list[list[Button]]:
    """Return the buttons below a message of ours that can be pressed, row by row."""
    rows = message.reply_markup.inline_keyboard if message.reply_markup else []
    pressable = [[Button(text=one.text, data=one.callback_data) for one in row if one.callback_data] for row in rows]
    return [row for row in pressable if row]


def keyboard(card: Card) -> InlineKeyboardMarkup | None:
    """Return a card's buttons as aiogram's keyboard."""
    if not card.rows:
        return None
    return InlineKeyboardMarkup(inline_keyboard=[[_key(one) for one in row] for row in card.rows])


@lru_cache(maxsize=KEYS)
def _key(one: Button) -> InlineKeyboardButton:
    copied = CopyTextButton(text=one.copied) if one.copied is not None else None
    style = style_of(one)
    return InlineKeyboardButton(text=one.text, callback_data=one.data, url=one.url, copy_text=copied, style=style)
