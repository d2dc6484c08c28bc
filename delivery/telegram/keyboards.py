"""The buttons of a parcel as python-telegram-bot's keyboard."""

from typing import Any

from telegram import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.ext import ExtBot

from delivery.telegram.parcels import Parcel
from services.cards.card import Button, addressed
from services.cards.styles import style_of


def keyboard_of(parcel: Parcel, bot: ExtBot[Any]) -> InlineKeyboardMarkup | None:
    """Return the buttons; those that only put words aside are left out where the server refuses them."""
    shown = ([one for one in row if one.copied is None or not parcel.plain] for row in parcel.card.rows)
    rows = [[_button(one, bot, plain=parcel.plain) for one in row] for row in shown if row]
    return InlineKeyboardMarkup(rows) if rows else None


def _button(button: Button, bot: ExtBot[Any], *, plain: bool) -> InlineKeyboardButton:
    url = button.url and addressed(button.url, bot.username)
    copied = CopyTextButton(button.copied) if button.copied is not None else None
    look: dict[str, Any] = {} if plain else {"copy_text": copied, "style": style_of(button)}
    return InlineKeyboardButton(button.text, callback_data=button.data, url=url, **look)
