"""The prose lint catches each rule's bad example, passes the good one, and finds nothing in the repository's pages."""

from textwrap import dedent

import pytest

from texts import prose
from texts.prose import Passage, find, read_markdown, read_python
from texts.prose_rules import RULES, Rule


def found(text: str) -> list[str]:
    return [str(fault) for fault in find(Passage("x.md", 1, text))]


def test_every_page_is_in_plain_english() -> None:
    pages = [(page.relative_to(prose.ROOT).as_posix(), page.read_text("utf-8")) for page in prose.documents()]
    assert [str(fault) for page in pages for passage in read_markdown(*page) for fault in find(passage)] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.bad)
def test_a_rule_catches_its_bad_example_and_no_rule_catches_the_good_one(rule: Rule) -> None:
    assert any(rule.hint in fault for fault in found(rule.bad))
    assert found(rule.good) == []


@pytest.mark.parametrize(
    "text",
    [
        "Who is on duty? The roster tells.",
        "The officer who files a case is its reporter.",
        "The people on a roll call answer alone.",
        "Press the button. The session rolls back.",
        "The stand-in is a person of its own.",
        "`bihuan check` explains how to mend it.",
        "Run `mends` or read [the page](whoever/thereof.md).",
        "```\nWhoever quotes it, quotes it.\n```",
    ],
)
def test_plain_sentences_questions_and_code_pass(text: str) -> None:
    assert [fault for passage in read_markdown("x.md", text) for fault in find(passage)] == []


def test_a_fault_has_its_line_also_across_a_line_break() -> None:
    assert found("One.\n\nA principal sees the\nown village.") == [
        "x.md:3: 'the own': say whose: its own, the person's own"
    ]


@pytest.mark.parametrize(
    "text", ["- Whoever acts", "## What was measured", "| who is told | x |", "It ends. What is left"]
)
def test_a_clause_is_a_subject_in_lists_headings_and_tables_too(text: str) -> None:
    assert found(text)


def test_docstrings_and_comments_of_code_are_read_and_strings_are_not() -> None:
    source = dedent(
        '''
        """Whoever reads it."""

        LIMIT = 3  # is to be raised
        """The most that the own group takes."""
        # A comment that
        # reckons with two lines.
        WORDS = "thereof"
        '''
    ).lstrip()
    lines = [fault.where for passage in read_python("x.py", source) for fault in find(passage)]
    assert sorted(lines) == ["x.py:1", "x.py:3", "x.py:4", "x.py:6"]


def test_it_fails_on_a_fault_and_counts_by_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prose, "passages", lambda arguments: [Passage("docs/x.md", 3, "Whoever acts.")])
    with pytest.raises(SystemExit, match=r"prose: 1 faults \(docs 1\)"):
        prose.main([])
