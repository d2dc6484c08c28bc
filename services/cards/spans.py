"""Spans of time as they are said: "2 天 3 小时", "45 分钟"."""

from datetime import timedelta

from texts import Words

_MINUTE, _HOUR, _DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def spoken(words: Words, span: timedelta) -> str:
    """Return a span in its two largest units, rounded down to minutes; a part of a minute is one."""
    if span < _HOUR:
        return words.plain("span-minutes", count=max(1, span // _MINUTE))
    larger, rest, unit = (
        (span // _DAY, span % _DAY // _HOUR, ("span-days", "span-hours"))
        if span >= _DAY
        else (span // _HOUR, span % _HOUR // _MINUTE, ("span-hours", "span-minutes"))
    )
    said = words.plain(unit[0], count=larger)
    return f"{said} {words.plain(unit[1], count=rest)}" if rest else said


def rough(words: Words, time: timedelta, unit: str = "span") -> str:
    """Return how long something lasts or is late, in its largest unit."""
    minutes = int(abs(time).total_seconds() // 60)
    if minutes < 60:
        return words.plain(f"{unit}-minutes", count=minutes)
    if minutes < 48 * 60:
        return words.plain(f"{unit}-hours", count=minutes // 60)
    return words.plain(f"{unit}-days", count=minutes // (24 * 60))


def brief(words: Words, time: timedelta) -> str:
    """Return the same for a button, as short as it goes; a part of a minute is one."""
    return rough(words, max(abs(time), _MINUTE), "span-brief")
