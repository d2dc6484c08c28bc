"""The columns of the workbook; their titles are ``problem-column-…`` in each language."""

from texts import Texts, Words

READ = ("number", "list", "origin", "source", "text", "unit", "person", "due", "concealed")
"""Columns that an import reads."""
SHOWN = ("state", "colour", "measures", "wider", "done", "filed", "closed")
"""Columns that are for reading only; an import leaves them alone."""
WIDTHS = [20, 14, 12, 24, 48, 18, 12, 18, 8, 12, 12, 48, 32, 10, 18, 18]


def title(words: Words, column: str) -> str:
    """Return a column's title."""
    return words.plain(f"problem-column-{column}")


def titles(texts: Texts) -> dict[str, str]:
    """Return the columns that an import reads by their titles in every language."""
    return {title(texts[language], column): column for column in READ for language in texts.languages}
