"""Wording that all cards share: the mark of a drill, and words short enough for a message."""

import unicodedata

from markupsafe import Markup

from services.cards import whole
from services.cards.card import Button, below, deep_link
from services.core.town import Town
from texts import Words

DESCRIPTION_SHOWN = 300
"""Characters of a description on a card."""
UNFOLDED = 160
"""Columns of words that stand on a card as they are, about four lines of a phone; longer ones are folded."""
_JOINER = "\u200d"
"""Joins the parts of one emoji."""


def marked(words: Words, text: Markup | str, *, drill: bool | None) -> Markup:
    """Return a text about an exercise with the sign of an exercise (I10)."""
    return Markup("{}{}").format(words.plain("drill-sign"), text) if drill else Markup(text)


def shortened(text: str | None, most: int = DESCRIPTION_SHOWN) -> str:
    """Return words short enough for a card; a message has 4,096 characters (Telegram) for everything on it.

    The card gets a button that sends the whole text (``services.cards.whole``).
    """
    return whole.cut((text or "").strip(), most)


def quoted(words: Words, text: str) -> str | Markup:
    """Return words for a card: long ones in a quote of their own, which shows three lines until it is touched."""
    seen = whole.shown(text)
    return quote(words, text) if columns(seen) > UNFOLDED or seen.count("\n") > 3 else text


def quote(words: Words, text: str | Markup) -> Markup:
    """Return words in a quote that shows three lines until it is touched; it begins a line."""
    return Markup(below(words("folded-quote", text=text)))


def teaser(text: str | None, most: int) -> str:
    """Return the first words of a thing in a list, in one line; the entry's own button opens the thing."""
    said = " ".join((text or "").split())
    return said if len(said) <= most else said[: most - 1] + whole.MORE


def in_private(words: Words, payload: str) -> Button:
    """Return the button below a group's card: it opens the private chat, where steps are taken, with ``payload``."""
    return Button(text=words.plain("button-in-private"), url=deep_link(payload))


def drill(town: Town, words: Words) -> Markup | None:
    """Return the mark of a training copy, None where it is real (I10)."""
    return words("case-drill") if town.settings.drill else None


def capital(label: str) -> str:
    """Return a name as the beginning of a line or a button; names of actions and states are kept in lower case."""
    return label[:1].upper() + label[1:]


def fitted(text: str, most: int) -> str:
    """Return a text cut to a width, in columns: a Han character or an emoji takes two."""
    used, kept = 0, 0
    for at, sign in enumerate(text):
        used += columns(sign)
        if used <= most - 1:
            kept = at + 1
    return text if used <= most else text[:kept].rstrip() + whole.MORE


def columns(text: str) -> int:
    """Return how wide a text is on a phone, in columns."""
    return sum(0 if unicodedata.combining(sign) else 1 + (unicodedata.east_asian_width(sign) in "WF") for sign in text)


def in_one_line(text: str | None) -> str:
    """Return words as a part of a button: one line, without signs that nobody sees or that turn its direction."""
    said = "".join(
        " " if unicodedata.category(sign).startswith("C") and sign != _JOINER else sign for sign in text or ""
    )
    return " ".join(said.split())
