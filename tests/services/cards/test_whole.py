"""A card that is cut shows the beginning, and keeps the whole for its button."""

from services.cards import pages, whole, wording
from services.cards.card import TEXT_LIMIT, Card
from texts.bundle import load

WORDS = load()["zh_CN"]
LONG = "一二三四五六七八九十" * 50


def test_a_short_text_is_left_alone() -> None:
    card = Card(text=wording.shortened("桥断了", 10))
    assert whole.settled(card, WORDS) == (card, None)


def test_a_long_text_is_cut_with_a_button_for_all_of_it() -> None:
    card = Card(text=f"情况：{wording.shortened(LONG, 100)}\n下一步")
    shown, text = whole.settled(card, WORDS)
    assert shown.text == f"情况：{LONG[:99]}…\n下一步"
    assert text == f"情况：{LONG}\n下一步"
    assert [button.text for row in shown.rows for button in row] == ["📄 全文"]
    assert shown.rows[-1][0].data == f"p:whole:{whole.key_of(text)}:"


def test_two_cuts_and_a_cut_of_a_cut_lose_nothing() -> None:
    twice = wording.shortened(wording.shortened(LONG, 100), 50)
    shown, text = whole.settled(Card(text=f"{twice}；{wording.shortened(LONG, 20)}"), WORDS)
    assert text == f"{LONG}；{LONG}"
    assert shown.text == f"{LONG[:49]}…；{LONG[:19]}…"


def test_lines_that_a_list_leaves_out_are_in_the_whole() -> None:
    shown, text = whole.settled(Card(text="另有 2 人" + whole.hidden(["张*", "李*"])), WORDS)
    assert shown.text == "另有 2 人…"
    assert text == "另有 2 人\n张*\n李*"


def test_a_card_that_must_stay_one_message_is_cut_as_well() -> None:
    shown, text = whole.settled(Card(text="字" * 5000), WORDS, TEXT_LIMIT)
    assert len(shown.text) <= TEXT_LIMIT
    assert text == "字" * 5000


def test_signs_that_somebody_types_hide_nothing() -> None:
    _, text = whole.settled(Card(text=wording.shortened("有人\ue000被困\ue001" + LONG, 20)), WORDS)
    assert text == "有人被困" + LONG


def test_long_words_are_folded_and_the_whole_text_folds_nothing() -> None:
    assert wording.quoted(WORDS, "桥断了") == "桥断了"
    assert wording.quoted(WORDS, "one line of a phone, " * 7) == "one line of a phone, " * 7
    assert wording.quoted(WORDS, "一\n二\n三\n四\n五") == "\n<blockquote expandable>一\n二\n三\n四\n五</blockquote>"
    card = Card(text=wording.quoted(WORDS, wording.shortened(LONG + "<b>", 300)))
    shown, text = whole.settled(card, WORDS)
    assert shown.text == f"\n<blockquote expandable>{LONG[:299]}…</blockquote>"
    assert text == f"\n<blockquote>{LONG}&lt;b&gt;</blockquote>"
    assert pages.length(shown.text) == 301, "a caption and a message count no tags"
    assert whole.unquoted(shown.text) == f"\n{LONG[:299]}…"


def test_a_page_that_ends_in_a_quote_closes_it_and_the_next_one_goes_on() -> None:
    first, second = pages.split(wording.quote(WORDS, "字" * 30), 21)
    assert first == f"\n<blockquote expandable>{'字' * 20}</blockquote>"
    assert second == f"<blockquote expandable>{'字' * 10}</blockquote>"
