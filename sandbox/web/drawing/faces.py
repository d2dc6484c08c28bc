"""Avatars: a fixed colour for each id, and one or two letters of the name."""

from sandbox.json import Json
from sandbox.web.drawing.richtext import plain

_COLOURS = ("#5b8def", "#3fa796", "#e07a5f", "#8e7cc3", "#c98b2b", "#4f9ec4", "#b5658a", "#6a994e")


def colour_of(number: int) -> str:
    """Return the colour of a person, a bot or a group."""
    return _COLOURS[abs(number) % len(_COLOURS)]


def full_name(user: Json) -> str:
    """Return first and last name of a `User` or `Contact` of the Bot API."""
    return " ".join(str(user[part]) for part in ("first_name", "last_name") if user.get(part))


def initials(name: str) -> str:
    """Return the last two characters of a Chinese name, or the first letters of another."""
    words = name.split()
    if not words:
        return "?"
    if any("一" <= mark <= "鿿" for mark in name):
        return "".join(words)[-2:]
    return "".join(word[0] for word in words[:2]).upper()


def face(number: int, name: str, *, bot: bool = False, group: bool = False) -> str:
    """Return an avatar as HTML; screen readers skip it, since the name stands beside it."""
    if bot or group:
        icon = "smart_toy" if bot else "groups"
        inner = f'<i class="material-icons">{icon}</i>'
    else:
        inner = plain(initials(name))
    return f'<span class="face" aria-hidden="true" style="background:{colour_of(number)}">{inner}</span>'
