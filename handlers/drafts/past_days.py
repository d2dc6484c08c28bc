"""Read the past days that people say in a record: ``昨天``, ``上周五``, ``三天前``, ``20号``, ``2025-12-30``.

A day without its year or month is the latest one that is not to come.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from handlers.kit.time_parser import DAYS, WEEKDAYS
from texts.numerals import in_figures

_NAMED = re.compile("|".join(sorted((word for word in DAYS if word.isascii() is False), key=len, reverse=True)))
_AGO = re.compile(r"(?<!\d)(?P<count>\d{1,3})\s*(?:个)?(?P<unit>天|日|周|星期|礼拜)(?:之前|以前|前)")
_WEEKDAY = re.compile(r"(?P<last>上*)(?P<this>[这本])?个?(?:周|星期|礼拜)(?P<day>[一二三四五六日天]|[1-7](?!\d))")
_DATE = re.compile(
    r"(?<![\d.:/-])(?:(?P<year>20\d\d)\s*[-/.年]|(?P<which>今年|去年|前年))?\s*(?P<month>1[0-2]|0?[1-9])\s*[-/.月]\s*"
    r"(?P<day>3[01]|[12]\d|0?[1-9])(?![\d.:/-])\s*[日号]?"
)
_MONTHDAY = re.compile(r"(?P<which>上个?月|本月|这个?月)?(?<!\d)(?P<day>3[01]|[12]\d|0?[1-9])[日号]")
_FILLER = re.compile(r"[\s,，。.;；、!！的是在去了过做]|检查|那天|上午|下午|中午|早上|晚上|晚|早|on|at|in the")
_YEARS = {"今年": 0, "去年": -1, "前年": -2}
_OTHER_WORDS = (("今儿", "今天"), ("昨儿", "昨天"), ("昨晚", "昨天"), ("today", "今天"), ("yesterday", "昨天"))


def read(text: str, today: date) -> date | None:
    """Return the day that somebody means; None when it is no day, or more than one. A day to come is returned too."""
    said = _plain(text)
    found = list(_found(said, today))
    if len(found) != 1 or _FILLER.sub("", said.replace(found[0][0], " ", 1)):
        return None
    return found[0][1]


def mentioned(text: str, today: date) -> date | None:
    """Return the one past day that a longer text speaks of; None when it speaks of none, or of several."""
    days = {day for said, day in _found(_plain(text), today) if not _MONTHDAY.fullmatch(said)}
    return days.pop() if len(days) == 1 and max(days) <= today else None


def _plain(text: str) -> str:
    said = unicodedata.normalize("NFKC", text).strip().lower()
    for word, same in _OTHER_WORDS:
        said = said.replace(word, same)
    return in_figures(said)


def _found(said: str, today: date) -> Iterator[tuple[str, date]]:
    """Yield the days in a text, each with its words."""
    for pattern, meaning in _MEANINGS:
        for found in pattern.finditer(said):
            day = meaning(found, today)
            if day is not None:
                yield found.group(), day
        said = pattern.sub(" ", said)


def _named(found: re.Match[str], today: date) -> date:
    return today + timedelta(days=DAYS[found.group()])


def _ago(found: re.Match[str], today: date) -> date:
    return today - timedelta(days=int(found["count"]) * (1 if found["unit"] in "天日" else 7))


def _weekday(found: re.Match[str], today: date) -> date:
    name = found["day"].replace("天", "日")
    wanted = int(name) - 1 if name.isdigit() else WEEKDAYS.index(name)
    if found["last"] or found["this"]:
        return today + timedelta(days=wanted - today.weekday() - 7 * len(found["last"]))
    return today - timedelta(days=(today.weekday() - wanted) % 7)


def _date(found: re.Match[str], today: date) -> date | None:
    which = _YEARS.get(found["which"] or "")
    named = int(found["year"]) if found["year"] else None if which is None else today.year + which
    for year in (named,) if named is not None else (today.year, today.year - 1):
        day = _on(year, int(found["month"]), int(found["day"]))
        if day is not None and (named is not None or day <= today):
            return day
    return None


def _monthday(found: re.Match[str], today: date) -> date | None:
    which, number = found["which"] or "", int(found["day"])
    back = 1 if which.startswith("上") or (not which and number > today.day) else 0
    year, month = divmod(today.year * 12 + today.month - 1 - back, 12)
    return _on(year, month + 1, number)


def _on(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


_MEANINGS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], date | None]], ...] = (
    (_DATE, _date),
    (_AGO, _ago),
    (_NAMED, _named),
    (_WEEKDAY, _weekday),
    (_MONTHDAY, _monthday),
)
