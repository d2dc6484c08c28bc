"""Formatted text: Telegram's HTML, MarkdownV2 and Markdown, turned into a text and its entities."""

from sandbox.content.formatting.html import parse_html
from sandbox.content.formatting.markdown import parse_markdown
from sandbox.content.formatting.markdown_v2 import parse_markdown_v2
from sandbox.content.formatting.spans import FormatError
from sandbox.errors import Refusal, bad_request
from sandbox.json import Json

_PARSERS = {"html": parse_html, "markdownv2": parse_markdown_v2, "markdown": parse_markdown}


def parse_text(text: str, mode: str) -> tuple[str, list[Json]]:
    """The text without its marks, and the entities they made; raises Telegram's refusals."""
    parser = _PARSERS.get(mode.lower())
    if parser is None:
        if mode.lower() == "none":
            return text, []
        raise bad_request("unsupported parse_mode")
    try:
        return parser(text)
    except FormatError as error:
        raise refusal_of(error) from None


def refusal_of(error: FormatError) -> Refusal:
    """The words Telegram wraps around what its parser says."""
    return bad_request(f"can't parse entities: {error}")
