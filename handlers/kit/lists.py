"""What every list has in common: tabs with counts, a pager, ages."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol, TypeVar

from services.cards.card import Button, button
from texts import Words


class Paged(Protocol):
    """A page of anything."""

    @property
    def page(self) -> int:
        """Its number, counted from 0."""
        ...

    @property
    def pages(self) -> int:
        """How many there are."""
        ...


P = TypeVar("P", bound=Paged)


async def within(find: Callable[[int], Awaitable[P]], page: int) -> P:
    """Return a page, or the last one when the entries of a later page were dealt with meanwhile."""
    listing = await find(page)
    return await find(listing.pages - 1) if page >= listing.pages else listing


def in_rows(buttons: Sequence[Button], width: int) -> list[tuple[Button, ...]]:
    """Return buttons in rows of at most ``width``."""
    return [tuple(buttons[at : at + width]) for at in range(0, len(buttons), width)]


def tab(words: Words, key: str, count: int | None, *, chosen: bool) -> str:
    """Return a filter's label: its name, how many there are, and whether it is the one shown."""
    label = words.plain(key)
    if count:
        label = f"{label} {count}"
    return f"● {label}" if chosen else label


def pager(listing: Paged, to: Callable[[int], tuple[str, str, str]]) -> list[tuple[Button, ...]]:
    """Return the row that turns pages; none when there is one page only."""
    if listing.pages == 1:
        return []
    row = [button(f"{listing.page + 1}/{listing.pages}", *to(listing.page))]
    if listing.page > 0:
        row.insert(0, button("◀", *to(listing.page - 1)))
    if listing.page + 1 < listing.pages:
        row.append(button("▶", *to(listing.page + 1)))
    return [tuple(row)]
