"""Lists by pages, as a phone shows them."""

from dataclasses import dataclass
from typing import Generic, TypeVar

Entry = TypeVar("Entry")

PAGE = 6
"""Entries on one page: what a phone shows without scrolling."""


@dataclass(frozen=True)
class Listing(Generic[Entry]):
    """One page: its entries, its number counted from 0, and how many entries there are in all."""

    entries: list[Entry]
    page: int
    total: int
    size: int = PAGE

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // self.size))
