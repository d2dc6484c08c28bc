"""Texts as they are spoken: whatever people wrote stands in them as words, and nothing else."""

import pytest
from babel import Locale
from babel.numbers import format_decimal
from markupsafe import Markup

from texts.bundle import load

HOSTILE = "<b>\u202e山坡</b>\u2066 & 裂缝"


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_what_people_wrote_is_neither_markup_nor_turned_around(language: str) -> None:
    words = load()[language]
    assert words("case-description", text=HOSTILE).endswith("&lt;b&gt;山坡&lt;/b&gt; &amp; 裂缝")
    assert words.plain("case-description", text=HOSTILE).endswith("<b>山坡</b> & 裂缝")
    assert words("case-description", text=Markup("<b>山坡</b>")).endswith("<b>山坡</b>")


def test_words_that_were_said_lately_are_still_escaped() -> None:
    words, written = load()["zh_CN"], "<b>山坡</b>"
    for _ in range(2):
        assert words("case-description", text=Markup(written)).endswith(written)
        assert words("case-description", text=written).endswith("&lt;b&gt;山坡&lt;/b&gt;")
    assert words("button-files", count=1) != words("button-files", count=2)


def test_several_names_are_a_list_in_the_readers_language() -> None:
    units = ("自然资源所", "水利站")
    assert "自然资源所、水利站" in load()["zh_CN"]("notice-dispatched", number="YH1", units=units)
    assert "自然资源所, 水利站" in load()["en"]("notice-dispatched", number="YH1", units=units)


@pytest.mark.parametrize("written", ["'" * 1000, "&" * 4000, "长" * 4000])
def test_long_words_are_said_whole_and_escaped(written: str) -> None:
    words = load()["zh_CN"]
    assert words.plain("case-description", text=written).endswith(written)
    assert words("case-description", text=written).count("&#39;") == written.count("'")


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_numbers_are_said_by_the_rules_of_the_language(language: str) -> None:
    words, rules = load()[language], Locale.parse(language)
    for number in (0, 1, -1, 2, 1234567, 0.5, 1.0, -1234.56789):
        assert words.plain("cli-backed-up", file="", rows=number, files=0) == words.plain(
            "cli-backed-up", file="", rows=format_decimal(number, locale=rules), files=0
        )
        assert words._bundle._plural_form(number) == rules.plural_form(number)
