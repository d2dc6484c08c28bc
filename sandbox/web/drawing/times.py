"""Times as the page shows them, in Asia/Shanghai."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Shanghai")
_WEEKDAYS = {
    "zh": ("周一", "周二", "周三", "周四", "周五", "周六", "周日"),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def local(seconds: float) -> datetime:
    """Return a Unix time as local time."""
    return datetime.fromtimestamp(seconds, ZONE)


def clock_time(seconds: float) -> str:
    """Return hours and minutes."""
    return local(seconds).strftime("%H:%M")


def day_name(day: date, language: str, today: date) -> str:
    """Return a day for a chat's separator, with the year when it is not this year's."""
    weekday = _WEEKDAYS[language][day.weekday()]
    if language == "zh":
        year = "" if day.year == today.year else f"{day.year}年"
        return f"{year}{day.month}月{day.day}日 {weekday}"
    year = "" if day.year == today.year else f" {day.year}"
    return f"{weekday} {day.day} {_MONTHS[day.month - 1]}{year}"
