"""The words that people type, each with what is understood: numbers of people, villagers, times, and what is none."""

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from handlers.filing import answers
from handlers.kit import time_parser

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 23, 14, 0, tzinfo=ZONE)  # a Monday
TABLE = [
    tuple(cell.strip() for cell in line.split("|"))
    for line in (Path(__file__).parent / "phrases.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


def _people(said: str) -> str:
    number = answers.number_in(said)
    assert number is None or not answers.vague(said)
    return str(number) if number is not None else "?" if answers.vague(said) else "-"


def _villager(said: str) -> str:
    found = answers.villager(said)
    return "-" if found is None else " ".join(filter(None, (found["on_behalf_name"], found["on_behalf_phone"])))


def _wall(at: datetime | None) -> str:
    assert at is None or at.tzinfo is UTC
    return "-" if at is None else f"{at.astimezone(ZONE):%Y-%m-%d %H:%M}"


READERS = {
    "people": _people,
    "villager": _villager,
    "time": lambda said: _wall(time_parser.read(said, NOW, ZONE)),
    "past": lambda said: _wall(time_parser.read_past(said, NOW, ZONE)),
}


@pytest.mark.parametrize(("kind", "said", "meant"), TABLE)
def test_what_people_type_is_taken_for_what_it_is(kind: str, said: str, meant: str) -> None:
    assert READERS[kind](said) == meant


def test_the_table_holds_two_hundred_phrases_and_none_twice() -> None:
    assert len({row[:2] for row in TABLE}) == len(TABLE) >= 200
