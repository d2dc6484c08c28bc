"""Sentences of reports to the county, each with the figures that are read, the words that stay, and what is asked."""

from pathlib import Path

import pytest

from services.core.errors import Refused
from services.county.figures import LABELS
from services.county.filling import sentence
from texts.bundle import load

TEXTS = load()

TABLE = [
    [cell.strip() for cell in line.split("|")]
    for line in (Path(__file__).parent / "figures.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize(("typed", "figures", "words", "asked"), TABLE)
def test_a_sentence_fills_figures_and_keeps_the_rest(typed: str, figures: str, words: str, asked: str) -> None:
    found = sentence.understood(typed)
    read = {name: "?" if value is None else str(value) for name, value in found.figures.items()}
    assert read == dict(pair.split("=") for pair in figures.split())
    assert found.words == words
    assert list(found.unclear) == asked.split()


@pytest.mark.parametrize(
    ("typed", "rough"),
    [
        ("受灾3到5人，转移2人", ["affected"]),
        ("约3人受灾，转移三四人", ["affected", "relocated"]),
        ("受灾20人左右，转移20多人，倒塌3间以上", ["affected", "relocated", "collapsed"]),
        ("转移3户12人，受灾12人", []),
    ],
)
def test_a_figure_that_is_about_or_a_range_is_marked_with_its_words(typed: str, rough: list[str]) -> None:
    found = sentence.understood(typed)
    assert list(found.rough) == rough
    assert all(said in typed and said in found.words for said in found.rough.values())


@pytest.mark.parametrize("language", TEXTS.languages)
@pytest.mark.parametrize("name", LABELS)
def test_a_figure_is_read_by_the_name_on_its_button(name: str, language: str) -> None:
    label = TEXTS[language].plain(f"county-name-{name}")
    found = sentence.understood(f"{label} 2, 正在搜救")
    assert (found.figures, found.words) == ({name: 2}, "正在搜救")


@pytest.mark.parametrize("typed", ["死亡-1", "死亡1.5", "受灾99999999人"])
def test_a_number_that_is_none_is_refused_and_nothing_is_half_taken(typed: str) -> None:
    with pytest.raises(Refused, match="error-figure"):
        sentence.understood(typed)
