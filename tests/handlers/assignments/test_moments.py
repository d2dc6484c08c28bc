"""Times as people type them."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from handlers.kit import time_parser

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 23, 14, 0, tzinfo=ZONE)  # a Monday


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("15:30", "2026-11-23 15:30"),
        ("15：30", "2026-11-23 15:30"),
        ("9:00", "2026-11-24 09:00"),  # passed today
        ("下午4点", "2026-11-23 16:00"),
        ("下午4点半", "2026-11-23 16:30"),
        ("16点20分", "2026-11-23 16:20"),
        ("今天下午", "2026-11-23 17:30"),
        ("明天 9点", "2026-11-24 09:00"),
        ("明天上午", "2026-11-24 12:00"),
        ("后天", "2026-11-25 17:30"),
        ("周五", "2026-11-27 17:30"),
        ("下周一 10:00", "2026-11-30 10:00"),
        ("11-30 17:00", "2026-11-30 17:00"),
        ("11月30日下午3点", "2026-11-30 15:00"),
        ("2026年12月1日", "2026-12-01 17:30"),
        ("2026-12-01 08:00", "2026-12-01 08:00"),
        ("1月5日", "2027-01-05 17:30"),
        ("下午三点半", "2026-11-23 15:30"),
        ("十五点一刻", "2026-11-23 15:15"),
        ("十点二十", "2026-11-24 10:20"),
        ("十一月三十日上午", "2026-11-30 12:00"),
        ("明早八点", "2026-11-24 08:00"),
        ("今晚八点", "2026-11-23 20:00"),
        ("半小时后", "2026-11-23 14:30"),
        ("一个半小时", "2026-11-23 15:30"),
        ("20分钟后", "2026-11-23 14:20"),
        ("三天后", "2026-11-26 14:00"),
    ],
)
def test_what_people_type_is_understood(said: str, meant: str) -> None:
    expected = datetime.strptime(meant, "%Y-%m-%d %H:%M").replace(tzinfo=ZONE).astimezone(UTC)
    assert time_parser.read(said, NOW, ZONE) == expected


@pytest.mark.parametrize("said", ["马上", "", "再说", "一会儿", "昨天", "2月31日", "25:00", "尽快到"])
def test_what_is_no_time_is_none(said: str) -> None:
    assert time_parser.read(said, NOW, ZONE) is None


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ("明天 9点", True),
        ("11-30 15:00", True),
        ("十一月三十日下午三点半", True),
        ("两小时后", True),
        ("tomorrow 3 pm", True),
        ("明天", False),
        ("明天上午", False),
        ("三天后", False),
        ("2026-12-01", False),
        ("月底", False),
    ],
)
def test_a_start_has_an_hour(said: str, *, named: bool) -> None:
    assert time_parser.read(said, NOW, ZONE) is not None
    assert time_parser.names_hour(said) is named
