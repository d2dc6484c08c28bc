"""Words that no person types: read once through, however long; a search that began again at each sign would not end."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from handlers.drafts import commands
from handlers.filing import answers
from handlers.kit import time_parser
from texts import numerals

LONG = 100_000
NOW, ZONE = datetime(2026, 11, 23, 2, 0, tzinfo=UTC), ZoneInfo("Asia/Shanghai")


@pytest.mark.parametrize("sign", ["下", "下个", "9", "1.", "十", "百千", "1点", " ", "/", "张·", "周", "2年"])
def test_long_runs_are_read(sign: str) -> None:
    said = sign * LONG
    time_parser.read(said, NOW, ZONE)
    time_parser.read_past(said, NOW, ZONE)
    answers.number_in(said)
    answers.villager(said)
    numerals.whole(said)
    commands.split(said)
