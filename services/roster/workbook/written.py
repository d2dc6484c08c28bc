"""Counts, days and hours as people write them into a cell: ``30人``, ``三十``, ``2026年3月1日``, ``上午8点半``.

Nothing is made up: an approximate number, a range, a day without its year and a number in exponents are not read.
"""

import re
from datetime import date, datetime, time, timedelta

from texts.numerals import in_figures, whole

MOST = 999_999
"""The greatest count."""
YEARS = range(2000, 2100)
"""A bare number is a day of these years, as Excel counts them, or none."""

_COUNTED = re.compile(r"(?P<number>.+?)\s*(?:人|名|个|个人|口|口人|户|位|员|people|persons?)?", re.IGNORECASE)
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+")
_ROUND = re.compile(r"(\d{1,7})\.0{1,9}")
_DAY = re.compile(
    r"(\d{4})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})\s?[日号]?"
    r"\s?(?:\(?(?:星期|周|礼拜)[一二三四五六日天\d]\)?)?(?: 0?0:00(?::00)?)?"
)
_COMPACT = re.compile(r"(20\d\d)(\d\d)(\d\d)")
_HOUR = re.compile(
    r"(?P<half>上午|早上|早晨|凌晨|中午|下午|晚上|晚|夜里)?\s?"
    r"(?P<hour>\d{1,2})(?:[:.点时](?:(?P<minute>\d{1,2})分?|(?P<past>半)|整|钟)?)(?::00)?"
)
_NIGHT = frozenset(("凌晨", "夜里", "晚上", "晚"))
_AFTERNOON = frozenset(("下午", "晚上", "晚"))


def count(plain: str) -> int | None:
    """Return a whole number from 0, with or without the word for what is counted; None when it is none."""
    found = _COUNTED.fullmatch(plain)
    number = found["number"] if found else plain
    if _GROUPED.fullmatch(number):
        number = number.replace(",", "")
    elif rounded := _ROUND.fullmatch(number):
        number = rounded[1]
    if len(number) > len(str(MOST)) + 3:
        return None
    read = whole(number)
    return read if read is not None and read <= MOST else None


def day(plain: str) -> date | None:
    """Return a day with its year; None when it is none."""
    text = in_figures(plain)
    found = _DAY.fullmatch(text) or _COMPACT.fullmatch(text)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def day_of_number(number: float, epoch: datetime) -> date | None:
    """Return the day that Excel means by a bare number, in a cell that is not formatted as a day."""
    if not 0 <= number < 100_000 or number != int(number):
        return None
    from openpyxl.utils.datetime import from_excel

    found = from_excel(int(number), epoch)
    return found.date() if isinstance(found, datetime) and found.year in YEARS else None


def hour(plain: str) -> time | None:
    """Return an hour of the wall clock; None when it is none. 24:00 is 00:00."""
    found = _HOUR.fullmatch(in_figures(plain))
    if found is None:
        return None
    hours, minutes = int(found["hour"]), 30 if found["past"] else int(found["minute"] or 0)
    if (found["half"] in _AFTERNOON and 1 <= hours < 12) or (found["half"] == "中午" and hours in (1, 2)):
        hours += 12
    if hours == 12 and found["half"] in _NIGHT:
        hours = 24
    if (hours, minutes) == (24, 0):
        hours = 0
    return time(hours, minutes) if hours < 24 and minutes < 60 else None


def hour_of_number(number: float) -> time | None:
    """Return the hour that Excel means by a part of a day, in a cell that is not formatted as an hour."""
    if not 0 <= number < 1:
        return None
    minutes = round(number * timedelta(days=1) / timedelta(minutes=1))
    return time(minutes // 60 % 24, minutes % 60)
