"""Whole numbers as people write them: ``12``, ``十二``, ``两百五``, ``1万``."""

import re

DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
UNITS = {"十": 10, "百": 100, "千": 1000, "万": 10_000}

_PIECE = re.compile(r"\d+|.", re.DOTALL)
_RUN = re.compile(r"(?<![周期拜初])[零〇一二两三四五六七八九十百千廿卅]+")
_PLACES = re.compile(r"[〇零一二三四五六七八九]{4}")


def whole(text: str) -> int | None:
    """Return the number; None when the text is not one number from end to end.

    ``两百五`` is 250, as it is said; digits side by side (``三四``) are no number.
    """
    if text.isascii():
        return int(text) if text.isdigit() and len(text) < 10 else None
    total = section = 0
    digit: int | None = None
    zero, least = False, 100_000
    for piece in _PIECE.findall(text.replace("廿", "二十").replace("卅", "三十")):
        if piece in UNITS:
            unit = UNITS[piece]
            if unit >= least or (digit is None and (unit == 10_000) != bool(section)):
                return None
            if unit == 10_000:
                total, section = (section + (digit or 0)) * unit, 0
            else:
                section += unit * (1 if digit is None else digit)
            digit, zero, least = None, False, unit
        elif digit is not None:
            return None
        elif piece in "零〇" and least < 100_000:
            zero = True
        elif piece in DIGITS or (piece.isascii() and piece.isdigit()):
            digit = DIGITS[piece] if piece in DIGITS else int(piece[:9])
        else:
            return None
    if digit is not None:
        short = least in (100, 1000, 10_000) and not zero and digit < 10
        section += digit * least // 10 if short else digit
    return total + section


def in_figures(text: str) -> str:
    """Return the text with each number in figures: ``三点`` is ``3点``, ``二〇二六年`` is ``2026年``."""
    return _RUN.sub(_figures, text)


def _figures(found: re.Match[str]) -> str:
    run = found.group()
    if _PLACES.fullmatch(run):
        return "".join(str(DIGITS[character]) for character in run)
    if len(run) == 2 and run[0] in "零〇" and run[1] in DIGITS:  # 三点零五
        return f"0{DIGITS[run[1]]}"
    number = whole(run)
    return run if number is None else str(number)
