"""Parse modes: what they make of a text, and how they complain."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sandbox.content.entities import command_of, found_in, merge, slice_utf16, utf16_length
from sandbox.content.formatting.modes import parse_text
from sandbox.errors import Refusal


def spans(text: str, mode: str) -> tuple[str, list[tuple[str, str]]]:
    plain, entities = parse_text(text, mode)
    return plain, [(entity["type"], slice_utf16(plain, entity["offset"], entity["length"])) for entity in entities]


@pytest.mark.parametrize(
    ("text", "plain", "found"),
    [
        ("<b>bold</b> <i>it</i>", "bold it", [("bold", "bold"), ("italic", "it")]),
        ("<b>a<i>b</i></b>", "ab", [("bold", "ab"), ("italic", "b")]),
        ("😀<b>险情</b>", "😀险情", [("bold", "险情")]),
        ("a &lt;b&gt; &amp; &quot;c&quot; &#33; &nbsp;", 'a <b> & "c" ! &nbsp;', []),
        ('<a href="https://e.org/?a=1&amp;b=2">x</a>', "x", [("text_link", "x")]),
        ('<a href="tg://user?id=7">x</a>', "x", [("text_mention", "x")]),
        ('<pre><code class="language-python">x</code></pre>', "x", [("pre", "x")]),
        ("<code>x</code>", "x", [("code", "x")]),
        ("<blockquote expandable>q</blockquote>", "q", [("expandable_blockquote", "q")]),
        ('<span class="tg-spoiler">s</span><tg-spoiler>t</tg-spoiler>', "st", [("spoiler", "s"), ("spoiler", "t")]),
        ("<STRONG>x</strong>", "x", [("bold", "x")]),
        ("<u>a</u><s>b</s><del>c</del>", "abc", [("underline", "a"), ("strikethrough", "b"), ("strikethrough", "c")]),
    ],
)
def test_html(text: str, plain: str, found: list[tuple[str, str]]) -> None:
    assert spans(text, "HTML") == (plain, found)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("险<b>x</i>", 'Unmatched end tag at byte offset 7, expected "</b>", found "</i>"'),
        ("<div>x</div>", 'Unsupported start tag "div" at byte offset 0'),
        ("1 < 2", 'Unsupported start tag "" at byte offset 2'),
        ("a <b", "Unclosed start tag at byte offset 2"),
        ('<a href="x', "Unclosed start tag at byte offset 0"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ],
)
def test_html_complaints(text: str, complaint: str) -> None:
    with pytest.raises(Refusal) as refusal:
        parse_text(text, "html")
    assert refusal.value.description == f"Bad Request: can't parse entities: {complaint}"


@pytest.mark.parametrize(
    ("text", "plain", "found"),
    [
        ("*b* _i_ __u__ ~s~ ||p||", "b i u s p", [("bold", "b"), ("italic", "i"), ("underline", "u")]),
        ("*a _b_*", "a b", [("bold", "a b"), ("italic", "b")]),
        (r"1\.5 \- \(x\)\!", "1.5 - (x)!", []),
        ("`a.b-c`", "a.b-c", [("code", "a.b-c")]),
        ("```python\nx = 1\n```", "x = 1\n", [("pre", "x = 1\n")]),
        ("[x](https://e.org/a\\)b)", "x", [("text_link", "x")]),
        (">q1\n>q2\nend", "q1\nq2\nend", [("blockquote", "q1\nq2\n")]),
        ("**>q1\n>q2||", "q1\nq2", [("expandable_blockquote", "q1\nq2")]),
        ("___iu_ u__", "iu u", [("underline", "iu u"), ("italic", "iu")]),
    ],
)
def test_markdown_v2(text: str, plain: str, found: list[tuple[str, str]]) -> None:
    got = spans(text, "MarkdownV2")
    assert got[0] == plain
    assert got[1][: len(found)] == found


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("a.b", "Character '.' is reserved and must be escaped with the preceding '\\'"),
        ("x!", "Character '!' is reserved and must be escaped with the preceding '\\'"),
        ("险 *x", "Can't find end of Bold entity at byte offset 4"),
        ("_x", "Can't find end of Italic entity at byte offset 0"),
        ("`x", "Can't find end of Code entity at byte offset 0"),
        ("[x](http://e.org", "Can't find end of a URL at byte offset 3"),
    ],
)
def test_markdown_v2_complaints(text: str, complaint: str) -> None:
    with pytest.raises(Refusal) as refusal:
        parse_text(text, "markdownv2")
    assert refusal.value.description == f"Bad Request: can't parse entities: {complaint}"


def test_markdown() -> None:
    plain, found = spans("*b* _i_ `c` [l](http://e.org) \\* ```\npre```", "Markdown")
    assert plain == "b i c l * pre"
    assert found == [("bold", "b"), ("italic", "i"), ("code", "c"), ("text_link", "l"), ("pre", "pre")]
    with pytest.raises(Refusal, match="Can't find end of the entity starting at byte offset 4"):
        parse_text("险 _x", "Markdown")
    with pytest.raises(Refusal, match="unsupported parse_mode"):
        parse_text("x", "rst")


def test_what_the_server_finds() -> None:
    text = "/bind@town_bot 险情 #洪水 @station https://e.org/a?b=1, mail a@b.cn"
    found = found_in(text)
    assert [(e["type"], slice_utf16(text, e["offset"], e["length"])) for e in found] == [
        ("bot_command", "/bind@town_bot"),
        ("hashtag", "#洪水"),
        ("mention", "@station"),
        ("url", "https://e.org/a?b=1"),
        ("email", "a@b.cn"),
    ]
    assert command_of(text, found) == ("bind", "town_bot")
    assert command_of("x /bind", found_in("x /bind")) is None
    assert found_in("1/2 and 3.5") == []


def test_found_entities_stay_out_of_given_ones() -> None:
    given = [{"type": "code", "offset": 0, "length": 5}]
    assert merge(given, "/call #x") == [*given, {"type": "hashtag", "offset": 6, "length": 2}]


_PIECES = [
    "a",
    "险",
    "😀",
    "*",
    "_",
    "__",
    "~",
    "|",
    "||",
    "`",
    "```",
    "[",
    "]",
    "(",
    ")",
    "<b>",
    "</b>",
    '<a·href="x">',
    "</a>",
    "<",
    "&lt;",
    "&",
    "\\",
    ".",
    "!",
    ">",
    "**>",
    "![",
    "<pre>",
    '<code·class="language-x">',
    "</code>",
    "</pre>",
    "<blockquote·expandable>",
    "</blockquote>",
]
PIECES = st.sampled_from([*(piece.replace("·", " ") for piece in _PIECES), " ", "\n"])


@settings(database=None, max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=14).map("".join), st.sampled_from(["HTML", "MarkdownV2", "Markdown"]))
def test_any_text_is_parsed_or_refused(text: str, mode: str) -> None:
    try:
        plain, entities = parse_text(text, mode)
    except Refusal as refusal:
        assert refusal.description.startswith("Bad Request: can't parse entities: ")  # noqa: PT017
        return
    length = utf16_length(plain)
    for entity in entities:
        assert entity["length"] > 0
        assert 0 <= entity["offset"] <= length - entity["length"]


async def test_white_space_around_is_cut(stage: Any) -> None:
    user = await stage.user()
    message = await stage.ok("sendMessage", chat_id=user, text="\n  <b>x</b> y \n", parse_mode="HTML")
    assert message["text"] == "x y"
    assert message["entities"] == [{"type": "bold", "offset": 0, "length": 1}]


async def test_entities_a_bot_counts_itself(stage: Any) -> None:
    user = await stage.user()
    given = [{"type": "bold", "offset": 0, "length": 99}, {"type": "italic", "offset": 50, "length": 1}]
    message = await stage.ok("sendMessage", chat_id=user, text="abc", entities=given)
    assert message["entities"] == [{"type": "bold", "offset": 0, "length": 3}]
