"""Lists by pages, as a phone shows them."""

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

Item = TypeVar("Item")
Other = TypeVar("Other")

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

    def of(self, entries: Sequence[Other]) -> "Listing[Other]":
        """Return the same page with these entries instead."""
        return Listing(list(entries), self.page, self.total, self.size)


def sign(keys: Iterable[object]) -> str:
    """Return a short sign of a page's entries: a button that chose among them is void when they are others by now."""
    return f"{zlib.crc32(','.join(map(str, keys)).encode()):x}"


def cut(entries: Sequence[Item], page: int, size: int = PAGE) -> Listing[Item]:
    """Return a page of what is all at hand; the last one when ``page`` is past it."""
    page = min(max(0, page), max(0, -(-len(entries) // size) - 1))
    return Listing(list(entries[page * size : (page + 1) * size]), page, len(entries), size)


async def page_of(session: AsyncSession, query: sa.Select[*tuple[Any, ...]], page: int) -> Listing[Any]:
    """Return a page of what a query selects; the last one when ``page`` is past it. Several columns come as a tuple."""
    count = query.with_only_columns(sa.func.count(), maintain_column_froms=True).order_by(None)
    total = int(await session.scalar(count) or 0)
    page = min(max(0, page), max(0, -(-total // PAGE) - 1))
    rows = await session.execute(query.offset(page * PAGE).limit(PAGE))
    return Listing([row[0] if len(row) == 1 else tuple(row) for row in rows], page, total)
