"""Drawing in SVG, in the words of XML: what somebody typed stays words (docs/why/decisions/0009)."""

from collections.abc import Sequence
from html import escape

INK, PALE, GRID = "#1f2933", "#66727f", "#d8dee5"


def text(
    x: float, y: float, said: str, *, size: int = 13, colour: str = INK, anchor: str = "start", bold: bool = False
) -> str:
    """Return words whose baseline begins (or, by ``anchor``, ends) here."""
    weight = ' font-weight="700"' if bold else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill="{colour}" text-anchor="{anchor}"{weight}>'
        f"{_clean(said)}</text>"
    )


def box(x: float, y: float, width: float, height: float, colour: str, *, name: str = "") -> str:
    """Return a filled box; ``name`` is read out where pictures are."""
    title = f"<title>{_clean(name)}</title>" if name else ""
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{colour}">{title}</rect>'


def line(x1: float, y1: float, x2: float, y2: float, *, colour: str = GRID, width: float = 1) -> str:
    """Return a straight line."""
    at = f'x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"'
    return f'<line {at} stroke="{colour}" stroke-width="{width}"/>'


def steps(points: Sequence[tuple[float, float]], colour: str) -> str:
    """Return a line that rises in steps through the points."""
    moves = [f"M{points[0][0]:.1f} {points[0][1]:.1f}"] + [f"H{x:.1f}V{y:.1f}" for x, y in points[1:]]
    return f'<path d="{"".join(moves)}" fill="none" stroke="{colour}" stroke-width="2.5"/>'


def wrapped(said: str, width: int, most: int) -> list[str]:
    """Return words in lines of ``width`` Chinese characters (others are half as wide), ``most`` at most."""
    lines, present, room = [], "", 0.0
    for sign in " ".join(said.split()):
        wide = 1 if ord(sign) > 0x2E7F else 0.55
        if room + wide > width:
            lines.append(present)
            present, room = "", 0.0
        present, room = present + sign, room + wide
    lines += [present] if present else []
    return lines if len(lines) <= most else [*lines[: most - 1], lines[most - 1][:-1] + "…"]


def page(title: str, language: str, width: int, height: float, parts: Sequence[str]) -> bytes:
    """Return the drawing as a page of its own that every phone's browser shows, with the fonts the phone has."""
    fonts = "-apple-system, 'PingFang SC', 'HarmonyOS Sans SC', 'Noto Sans CJK SC', 'Microsoft YaHei', sans-serif"
    return (
        f'<!DOCTYPE html>\n<html lang="{language.replace("_", "-")}"><head><meta charset="utf-8"/>'
        '<meta name="viewport" content="width=device-width, initial-scale=1"/>'
        f"<title>{_clean(title)}</title>"
        f"<style>body{{margin:0;background:#fff}}svg{{display:block;width:100%;max-width:720px;margin:auto;"
        f"font-family:{fonts}}}</style></head><body>"
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height:.0f}" role="img">'
        f"{''.join(parts)}</svg></body></html>\n"
    ).encode()


def _clean(said: str) -> str:
    """Return words as XML takes them: without the signs it has no place for, its own escaped."""
    return escape("".join(sign for sign in said if sign >= " " and not "\ud800" <= sign <= "\udfff"))
