"""The parts of cards and lists: rows of buttons, tabs with counts, and the row that turns pages."""

from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

from services.cards.card import Button, Card, button
from services.core.paging import Listing
from texts import Words

Entry = TypeVar("Entry")
Row = Button | Sequence[Button | None] | None
Rows = list[tuple[Button, ...]]
To = Callable[[int], tuple[str, int | str, int | str]]
"""The target of a button that turns to a page: action, subject, extra."""


def rows_of(*rows: Row) -> Rows:
    """Return rows of buttons; a single button is a row, and buttons and rows that are None or empty are left out."""
    listed = ((row,) if isinstance(row, Button) else tuple(one for one in row or () if one) for row in rows)
    return [row for row in listed if row]


def card_of(text: str, *rows: Row) -> Card:
    """Return a card with these rows of buttons, as ``rows_of`` takes them."""
    return Card(text=text, rows=tuple(rows_of(*rows)))


def with_rows(card: Card, *rows: Row) -> Card:
    """Return a card with further rows of buttons below its own."""
    return card.model_copy(update={"rows": (*card.rows, *rows_of(*rows))})


async def within(find: Callable[[int], Awaitable[Listing[Entry]]], page: int) -> Listing[Entry]:
    """Return a page, or the last one when the entries of a later page were dealt with meanwhile."""
    listing = await find(page)
    return await find(listing.pages - 1) if page >= listing.pages else listing


def in_rows(buttons: Sequence[Button], width: int) -> Rows:
    """Return buttons in rows of at most ``width``."""
    return [tuple(buttons[at : at + width]) for at in range(0, len(buttons), width)]


def tab(
    words: Words, key: str, count: int | None, chosen: bool, action: str, extra: str, subject: int | str = ""
) -> Button:
    """Return a filter's button: its name, how many there are, and whether it is the one shown."""
    label = words.plain(key)
    if count:
        label = f"{label} {count}"
    return button(f"● {label}" if chosen else label, action, subject, extra)


def pager(listing: Listing[Entry], to: To) -> list[Button]:
    """Return the row that turns pages; it is empty when there is one page only."""
    if listing.pages == 1:
        return []
    here = button(f"{listing.page + 1}/{listing.pages}", *to(listing.page))
    return turns(listing.page, listing.page + 1 < listing.pages, to, here)


def worded_pager(words: Words, listing: Listing[Entry], to: To) -> list[Button]:
    """Return the buttons that turn pages, labelled by words; it is empty when there is one page only."""
    signs = words.plain("filing-button-previous"), words.plain("filing-button-next")
    return turns(listing.page, listing.page + 1 < listing.pages, to, signs=signs)


def turns(page: int, more: bool, to: To, *here: Button, signs: Sequence[str] = "◀▶") -> list[Button]:
    """Return the buttons that lead one page back and, if there is ``more``, one on."""
    back = [button(signs[0], *to(page - 1))] if page > 0 else []
    return [*back, *here, *([button(signs[1], *to(page + 1))] if more else [])]
