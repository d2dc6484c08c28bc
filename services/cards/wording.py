"""Wording that all cards share: the mark of a drill, and words short enough for a message."""

from markupsafe import Markup

from services.cards import whole
from services.core.town import Town
from texts import Words

DESCRIPTION_SHOWN = 300
"""Characters of a description on a card."""


def marked(words: Words, text: Markup | str, *, drill: bool | None) -> Markup:
    """Return a text about an exercise with the sign of an exercise (I10)."""
    return Markup("{}{}").format(words.plain("drill-sign"), text) if drill else Markup(text)


def shortened(text: str | None, most: int = DESCRIPTION_SHOWN) -> str:
    """Return words short enough for a card; a message has 4,096 characters (Telegram) for everything on it.

    The card gets a button that sends the whole text (``services.cards.whole``).
    """
    return whole.cut((text or "").strip(), most)


def teaser(text: str | None, most: int) -> str:
    """Return the first words of a thing in a list, in one line; the entry's own button opens the thing."""
    said = " ".join((text or "").split())
    return said if len(said) <= most else said[: most - 1] + whole.MORE


def drill(town: Town, words: Words) -> Markup | None:
    """Return the mark of a training copy, None where it is real (I10)."""
    return words("case-drill") if town.settings.drill else None


def capital(label: str) -> str:
    """Return a name as the beginning of a line or a button; names of actions and states are kept in lower case."""
    return label[:1].upper() + label[1:]
