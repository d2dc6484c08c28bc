"""How spans of time, times of day and sizes are written in ``config.yaml``, and what is said when one is not.

A duration is ``30 s``, ``5 min``, ``6 h``, ``3 d`` or several of them (``1 h 30 min``), also ``5 分钟``, or ISO 8601
(``PT5M``). A bare number is refused: nobody can tell whether it means seconds or minutes.
"""

import re
from datetime import time, timedelta
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator
from pydantic_core import PydanticCustomError

_SECONDS = {
    **dict.fromkeys(("ms", "毫秒"), 0.001),
    **dict.fromkeys(("s", "sec", "second", "seconds", "秒"), 1),
    **dict.fromkeys(("min", "mins", "minute", "minutes", "分", "分钟"), 60),
    **dict.fromkeys(("h", "hour", "hours", "小时", "时"), 3_600),
    **dict.fromkeys(("d", "day", "days", "天", "日"), 86_400),
}
_TERM = re.compile(r"(\d+(?:\.\d+)?)\s*([a-z]+|[\u4e00-\u9fff]+)")
_ISO = re.compile(r"P(?=.)(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?")
_CLOCK = re.compile(r"([01]?\d|2[0-3])[:\uff1a]([0-5]\d)")
_BYTES = {"": 1, "B": 1, "KB": 1024, "MB": 1024**2, "GB": 1024**3}
_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*([KMG]?B?)", re.IGNORECASE)


def parse_duration(value: Any) -> timedelta:
    """Return the duration that was written; a ``PydanticCustomError`` of type ``duration`` says what is accepted."""
    if isinstance(value, timedelta):
        return value
    if isinstance(value, str):
        text = value.strip()
        if found := _ISO.fullmatch(text.upper()):
            days, hours, minutes, seconds = (float(part or 0) for part in found.groups())
            return timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
        terms = _TERM.findall(text.lower())
        rest = _TERM.sub("", text.lower()).strip()
        if terms and not rest and all(unit in _SECONDS for _, unit in terms):
            return timedelta(seconds=sum(float(number) * _SECONDS[unit] for number, unit in terms))
    raise PydanticCustomError("duration", "a duration such as '5 min', '6 h', '3 d' or 'PT5M'")


def _positive(value: timedelta) -> timedelta:
    if value <= timedelta(0):
        raise PydanticCustomError("duration_positive", "a duration above zero")
    return value


def parse_clock(value: Any) -> time:
    """Return a time of day. YAML 1.1 reads ``14:00`` as the number 840 (minutes), so that is accepted too."""
    if isinstance(value, time):
        return value
    if isinstance(value, int) and not isinstance(value, bool) and 60 <= value < 24 * 60:
        return time(value // 60, value % 60)
    if isinstance(value, str) and (found := _CLOCK.fullmatch(value.strip())):
        return time(int(found[1]), int(found[2]))
    raise PydanticCustomError("clock", "a time of day such as 08:30")


def parse_size(value: Any) -> Any:
    """Return bytes from ``20 MB``; numbers pass through to be checked as such."""
    if isinstance(value, str) and (found := _SIZE.fullmatch(value.strip())):
        unit = found[2].upper()
        return int(float(found[1]) * _BYTES[unit if unit in _BYTES else f"{unit}B"])
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise PydanticCustomError("size", "a size such as '20 MB'")


Span = Annotated[timedelta, BeforeValidator(parse_duration)]
"""A duration of zero or more."""
Duration = Annotated[timedelta, BeforeValidator(parse_duration), AfterValidator(_positive)]
"""A duration above zero."""
ClockTime = Annotated[time, BeforeValidator(parse_clock)]
"""A time of day in the township's zone."""
Bytes = Annotated[int, BeforeValidator(parse_size)]
"""A size in bytes."""
