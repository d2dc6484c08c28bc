"""What every list has in common: tabs with counts, a pager, ages, and opening a case with a way back."""

from collections.abc import Callable
from datetime import timedelta
from typing import Protocol

from aiogram.types import CallbackQuery

from handlers.cases.view import case_card
from handlers.kit.buttons import Press
from handlers.kit.context import Context
from handlers.kit.routers import router_of
from services.cards.card import Button, button
from services.cases.lists import Entry
from texts import Words

OPEN = "open"
"""Open a case out of a list; the extra is the list's action and where in it one was: ``queue.todo.-.0``."""

router = router_of("lists")


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


@router.callback_query(Press.of(OPEN))
async def open_case(query: CallbackQuery, callback_data: Press, context: Context) -> None:
    """Show a case in place of the list, with the way back to where one was."""
    card = await case_card(context, callback_data.id)
    action, _, where = callback_data.extra.partition(".")
    back = button(context.words.plain("list-back"), action, "", where)
    context.say.edit(card.model_copy(update={"rows": (*card.rows, (back,))}))


def tab(words: Words, key: str, count: int | None, *, chosen: bool) -> str:
    """Return a filter's label: its name, how many there are, and whether it is the one shown."""
    label = words.plain(key)
    if count:
        label = f"{label} {count}"
    return f"● {label}" if chosen else label


def village(words: Words, entry: Entry) -> str:
    """Return where a case of a list is, in a word."""
    return entry.village or (words.plain("case-outside") if entry.case.outside else "-")


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


def span(words: Words, time: timedelta) -> str:
    """Return how long something lasts or is late, in its largest unit."""
    minutes = int(abs(time).total_seconds() // 60)
    if minutes < 60:
        return words.plain("span-minutes", count=minutes)
    if minutes < 48 * 60:
        return words.plain("span-hours", count=minutes // 60)
    return words.plain("span-days", count=minutes // (24 * 60))
