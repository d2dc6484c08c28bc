"""The 14 lines: suggested from words, never forced ("professional matters to professional people")."""

from typing import overload

from services.settings.township import Township


def suggest(settings: Township, text: str) -> str | None:
    """Return the code of the line whose keywords occur most in the text (longest words first on a tie), or None."""
    folded = text.casefold()
    best: tuple[int, int] = (0, 0)
    found = None
    for code, line in settings.lines.items():
        hits = [word for word in line.keywords if word.casefold() in folded]
        score = (len(hits), max(map(len, hits), default=0))
        if score > best:
            best, found = score, code
    return found


@overload
def name(settings: Township, code: str, language: str | None) -> str: ...
@overload
def name(settings: Township, code: str | None, language: str | None) -> str | None: ...
def name(settings: Township, code: str | None, language: str | None) -> str | None:
    """Return a line's name in a language; the code itself when the line was taken out of config since."""
    if code is None:
        return None
    line = settings.lines.get(code)
    return line.name.in_language(language) if line else code
