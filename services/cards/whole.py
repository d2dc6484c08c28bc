"""Whole texts: everything that a card cuts can be read by pressing a button, on any card, also in a group.

``cut`` leaves the rest of the words where they are, between two signs that nobody types. A card on its way out goes
through ``settled``: the rest is taken out, and a button is added that sends the whole text (``handlers.menu.whole``).
"""

import hashlib
import re
from collections.abc import Sequence

from markupsafe import Markup

from services.cards import pages
from services.cards.card import Card, button
from texts import Words

WHOLE = "whole"
"""The action of the button; its subject is the key of the whole text."""
MORE = "…"
_REST, _END = "\ue000", "\ue001"
_HIDDEN = re.compile(f"{_REST}[^{_END}]*{_END}")
_QUOTE = re.compile("</?blockquote[^>]*>")
_SIGNS = re.compile(f"[{_REST}{_END}]")


def cut(text: str, most: int) -> str:
    """Return the words, of which a card shows ``most`` characters."""
    said = plain(text)
    return said if len(said) <= most else f"{said[: most - 1]}{_REST}{said[most - 1 :]}{_END}"


def hidden(lines: Sequence[str]) -> Markup:
    """Return lines of HTML that a card leaves out, for the end of a line that says so."""
    return Markup(f"{_REST}\n{plain(chr(10).join(lines))}{_END}") if lines else Markup()


def plain(text: str) -> str:
    """Return a text with all that was cut."""
    return _SIGNS.sub("", text)


def shown(text: str) -> str:
    """Return a text without what was cut."""
    return _HIDDEN.sub(MORE, text) if _REST in text else text


def unfolded(text: str) -> str:
    """Return HTML whose quotes (``wording.quote``) show all of their lines."""
    return text.replace("<blockquote expandable>", "<blockquote>")


def unquoted(text: str) -> str:
    """Return HTML without quotes, for a server that does not know them."""
    return _QUOTE.sub("", text)


def settled(card: Card, words: Words, limit: int | None = None) -> tuple[Card, str | None]:
    """Return a card as it is sent, and its whole text if a part of it is cut.

    ``limit``: the most that fits, in UTF-16 units, where it must stay one message.
    """
    text = shown(card.text)
    if limit is not None and len(text) > limit // 2 and pages.length(text) > limit:
        text = pages.cut(text, limit)
    if text == card.text:
        return card, None
    whole = unfolded(plain(card.text))
    row = (button(words.plain("button-whole"), WHOLE, key_of(whole)),)
    return card.model_copy(update={"text": text, "rows": (*card.rows, row)}), whole


def key_of(whole: str) -> str:
    """Return the key of a whole text: the same text has the same one."""
    return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:32]
