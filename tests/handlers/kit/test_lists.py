"""Rows of buttons, and the buttons that turn pages."""

from handlers.kit.lists import card_of, pager, turns, within
from services.cards.card import button
from services.core.paging import Listing, cut

A, B = button("a", "a"), button("b", "b")


def to(page: int) -> tuple[str, str, int]:
    return "list", "", page


def test_a_button_is_a_row_and_what_is_not_there_is_left_out() -> None:
    assert card_of("", A, None, (None, B), [], (None,), (A, B)).rows == ((A,), (B,), (A, B))


def test_pages_are_turned_only_where_there_are_any() -> None:
    assert pager(cut(range(5), 0, size=5), to) == []
    assert [one.text for one in pager(cut(range(12), 1, size=5), to)] == ["◀", "2/3", "▶"]
    assert [one.text for one in pager(cut(range(12), 2, size=5), to)] == ["◀", "3/3"]
    assert [one.data for one in turns(1, True, to)] == ["p:list::0", "p:list::2"]


async def test_a_page_past_the_end_is_the_last() -> None:
    async def find(page: int) -> Listing[int]:
        entries = list(range(7))[page * 5 : page * 5 + 5]
        return Listing(entries, page, 7, size=5)

    assert (await within(find, 4)).entries == [5, 6]
