"""Lists by pages, as a phone shows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Item = TypeVar("Item")

PAGE = 6
"""Entries on one page: what a phone shows without scrolling."""


@dataclass(frozen=True)
class Listing(Generic[Item]):
    """One page: its entries, its number counted from 0, and how many entries there are in all."""

    entries: list[Item]
    page: int
    total: int
    size: int = PAGE

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // self.size))


def cut(entries: Sequence[Item], page: int, size: int = PAGE) -> Listing[Item]:
    """Return a page of what is all at hand; the last one when ``page`` is past it."""
    page = min(max(0, page), max(0, -(-len(entries) // size) - 1))
    return Listing(list(entries[page * size : (page + 1) * size]), page, len(entries), size)
