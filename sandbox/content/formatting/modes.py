"""The parse modes of the Bot API: HTML, MarkdownV2 and Markdown."""

from sandbox.content.formatting.html import parse_html
from sandbox.content.formatting.markdown import parse_markdown
from sandbox.content.formatting.markdown_v2 import parse_markdown_v2
from sandbox.content.formatting.spans import FormatError
from sandbox.errors import Refusal, bad_request
from sandbox.json import Json

_PARSERS = {"html": parse_html, "markdownv2": parse_markdown_v2, "markdown": parse_markdown}


def parse_text(text: str, mode: str) -> tuple[str, list[Json]]:
    """Return the text without its marks, and the entities they made; raise Telegram's refusals."""
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
    """Return the refusal that Telegram makes of a parser's error."""
    return bad_request(f"can't parse entities: {error}")
