"""A case in a list: one line that a phone can show, whatever its words are."""

from datetime import UTC, datetime

import pytest

from models import Case
from models.enums import CaseState, Kind, Severity, Source
from services.cards.wording import columns
from services.cases import card
from services.settings.township import Township
from texts import Texts


def row(
    township: Township,
    words: str,
    *,
    village: str | None = "下坝村",
    language: str = "zh_CN",
    state: str = "待研判 40分",
) -> str:
    case = Case(
        number="YH20261123-0001", source=Source.REPORT, kind=Kind.HAZARD, severity=Severity.ORDINARY, line="geology",
        state=CaseState.SUBMITTED, drill=False, life_danger=False, outside=False, description=words,
        submitted_at=datetime(2026, 11, 23, tzinfo=UTC),
    )  # fmt: skip
    return card.row(township, Texts()[language].to_colleague, case, village=village, state=state)


def test_a_row_says_what_it_is_where_it_is_and_how_it_stands(township: Township) -> None:
    assert row(township, "屋后裂缝3米") == "🟡 0001 待研判 40分 · 屋后裂缝3米 · 下坝村 · 地质"
    assert row(township, "") == "🟡 0001 待研判 40分 · 隐患 · 下坝村 · 地质"
    assert row(township, "裂缝", village=None) == "🟡 0001 待研判 40分 · 裂缝 · 地质"


@pytest.mark.parametrize("words", ["长" * 500, "a" * 500, "👨‍👩‍👧‍👦" * 60, "\u202e反\n\n字\u200b" * 40, "<b>&" * 90])
def test_long_and_hostile_words_leave_room_for_how_it_stands(township: Township, words: str) -> None:
    said = row(township, words, village="很长很长很长的村社名字" * 9)
    assert said.startswith("🟡 0001 待研判 40分 · ")
    assert said.endswith(" · 地质")
    assert columns(said) <= 54
    assert not {"\n", "\u202e", "\u200b"} & set(said)
    assert columns(row(township, words, language="en", state="To triage 40m")) <= 60
