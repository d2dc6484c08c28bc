"""Long texts are cut where nothing breaks."""

from hypothesis import given
from hypothesis import strategies as st

from services.cards import pages

LIMIT = 40

pieces = st.lists(
    st.one_of(
        st.text(alphabet="水位上涨 \n🌊a", min_size=1, max_size=30),
        st.sampled_from(["&amp;", "&lt;", "&#128680;", "<b>", "<i>", '<a href="https://x.cn/?a=1&amp;b=2">', "</>"]),
    ),
    max_size=30,
)


def markup(parts: list[str]) -> str:
    """Make balanced HTML of the pieces: "</>" closes what was opened last."""
    out, stack = "", []
    for part in parts:
        if part == "</>":
            out += f"</{stack.pop()}>" if stack else ""
            continue
        out += part
        if part.startswith("<"):
            stack.append(part[1])
    return out + "".join(f"</{tag}>" for tag in reversed(stack))


def is_balanced(text: str) -> bool:
    stack: list[str] = []
    for token in pages.TOKEN.findall(text):
        if found := pages.TAG.match(token):
            if not found[1]:
                stack.append(found[2])
            elif not stack or stack.pop() != found[2]:
                return False
    return not stack


@given(pieces)
def test_pages_fit_are_whole_html_and_lose_nothing(parts: list[str]) -> None:
    text = markup(parts)
    cut = pages.split(text, LIMIT)
    assert all(pages.length(page) <= LIMIT and is_balanced(page) for page in cut)
    assert "".join(pages.plain(page) for page in cut) == pages.plain(text)


def test_a_page_ends_at_a_line_or_a_word() -> None:
    assert pages.split("第一行说明情况。\n第二行说明处置。", 12) == ["第一行说明情况。\n", "第二行说明处置。"]
    assert pages.split("alpha beta gamma delta", 13) == ["alpha beta ", "gamma delta"]


def test_formatting_goes_on_over_the_page() -> None:
    assert pages.split("<b>abcdef</b>", 3) == ["<b>abc</b>", "<b>def</b>"]


def test_what_telegram_counts_are_utf16_units_after_parsing() -> None:
    assert pages.length("<b>🌊&amp;水</b>") == 4


def test_a_cut_text_says_so() -> None:
    assert pages.cut("<i>abcdef</i>", 4) == "<i>abc</i>…"
    assert pages.cut("<i>abcd</i>", 4) == "<i>abcd</i>"
