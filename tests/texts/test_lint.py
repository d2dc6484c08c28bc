"""The texts' check finds what it is for, and the repository passes it."""

from pathlib import Path
from textwrap import dedent

import pytest

from texts import lint
from texts.lint import Entry, compare, entries, read_code

KEYS = {
    "hello": Entry("a.ftl", frozenset()),
    "hello-name": Entry("a.ftl", frozenset({"name"})),
    "role-director": Entry("a.ftl", frozenset()),
    "error-late": Entry("a.ftl", frozenset({"by"})),
}


def said(source: str) -> list[str]:
    return [fault.what for fault in read_code(dedent(source), "handlers/x.py", KEYS, silent=True)]


def test_the_repository_says_everything_through_texts() -> None:
    assert [str(fault) for fault in lint.check()] == []


@pytest.mark.parametrize(
    "source",
    [
        'await message.answer("请稍候")',
        'await message.answer("Please wait a moment")',
        'card = Card(text=f"已交办给 {unit}")',
        'GREETING = "您好，请稍候"',
        'raise Refused("没有权限")',
        'raise Refused("not-a-key")',
        'reply = "ok" if done else "not done yet"',
    ],
)
def test_a_sentence_in_code_is_found(source: str) -> None:
    assert said(source)


@pytest.mark.parametrize(
    "source",
    [
        '"""Returns what 单位 said to us."""',
        'raise ValueError("a defect, told to developers")',
        'log.warning("no answer from Telegram", chat=5)',
        'DAYS = {"今天": 0, "明天": 1}',
        'UNIT = re.compile(r"(?:周|星期|礼拜)(?P<day>[一二三四五六日天]),?。")',
        'if text.startswith("约"): pass',
        'if text == "下午": pass',
        'session.execute(sa.text("SELECT a FROM b"))',
        'assert done, "this must not happen"',
        'await message.answer(words("hello"))',
    ],
)
def test_what_is_no_sentence_to_a_person_is_left_alone(source: str) -> None:
    assert said(source) == []


@pytest.mark.parametrize(
    ("source", "what"),
    [
        ('words("hello-nobody")', "no text hello-nobody"),
        ('self.words.plain("hello-name")', "hello-name needs name"),
        ('words(f"rule-{role}")', r"no text like rule\-[a-z0-9-]+"),
        ('raise Refused("error-late")', "error-late needs by"),
    ],
)
def test_a_key_that_does_not_fit_is_found(source: str, what: str) -> None:
    assert said(source) == [what]


FITTING = pytest.mark.parametrize(
    "source",
    [
        'words("hello-name", name=n)',
        'words("hello-name", **facts)',
        'words(f"role-{role}")',
        "words(key)",
        'raise Refused("error-late", by=5)',
    ],
)


def test_services_may_not_put_english_into_a_message_but_may_keep_technical_notes() -> None:
    def what(source: str) -> list[str]:
        return [fault.what for fault in read_code(source, "services/x.py", KEYS, silent=True)]

    assert what('card = Card(text="Please wait a moment")')
    assert what('note(row, error="the sender died")') == []
    assert what('note(row, error="发送中断")')


@FITTING
def test_a_key_that_fits_is_left_alone(source: str) -> None:
    assert said(source) == []


def test_languages_that_differ(tmp_path: Path) -> None:
    (tmp_path / "zh_CN").mkdir()
    (tmp_path / "en").mkdir()
    (tmp_path / "zh_CN/a.ftl").write_text("one = 一 {$x}\ntwo = 二\nthree = 三\n")
    (tmp_path / "en/a.ftl").write_text("one = one {$y}\nthree = three\nthree = again\nbroken = {\n")
    (tmp_path / "en/b.ftl").write_text("two = two\n")
    chinese, none_wrong = entries(tmp_path / "zh_CN")
    english, wrong = entries(tmp_path / "en")
    assert none_wrong == []
    assert len(wrong) == 2
    assert {fault.what for fault in compare({"zh_CN": chinese, "en": english})} == {
        "one: only one language uses x, y",
        "two belongs into a.ftl",
    }
    del english["three"]
    assert "three is missing (zh_CN has it)" in {f.what for f in compare({"zh_CN": chinese, "en": english})}
