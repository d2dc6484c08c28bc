"""A room of a shelter as people type it."""

import pytest

from handlers.shelters.changing import ROOM


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("教室一 40 20", ("教室一", "40", "20", None, None)),
        ("教室2 40 20", ("教室2", "40", "20", None, None)),
        ("食堂 60 10 20 漏雨", ("食堂", "60", "10", "20", "漏雨")),
        ("一楼大厅 白天120 夜间60", ("一楼大厅", "120", "60", None, None)),
        ("大厅，白天120人、夜间60人，停用 10 人 漏雨", ("大厅", "120", "60", "10", "漏雨")),
        ("大厅 120", None),
    ],
)
def test_a_room_is_read(said: str, read: tuple[str | None, ...] | None) -> None:
    found = ROOM.fullmatch(said)
    assert (found.groups() if found else None) == read
