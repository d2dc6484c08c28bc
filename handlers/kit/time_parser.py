"""Read the times people type: ``15:30``, ``明天 9点``, ``下午三点半``, ``2小时后``, ``11-30 17:00``."""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

END_OF_WORK = time(17, 30)
"""A day without a time of day means the end of office hours."""
PARTS = {"上午": time(12, 0), "中午": time(12, 0), "下午": END_OF_WORK, "晚上": time(20, 0), "下班前": END_OF_WORK}
DAYS = {"今天": 0, "今日": 0, "明天": 1, "明日": 1, "后天": 2, "today": 0, "tomorrow": 1}
WEEKDAYS = "一二三四五六日"
SHORT = {"今早": "今天上午", "今晚": "今天晚上", "明早": "明天上午", "明晚": "明天晚上", "一刻": "15分", "三刻": "45分"}
DIGITS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}

_CLOCK = re.compile(
    r"(?<!\d)(?P<hour>[01]?\d|2[0-3])\s*(?:[:：](?P<minute>[0-5]\d)|[点时](?P<half>半)?(?:(?P<m>[0-5]?\d)分?)?)"
)
_DATE = re.compile(
    r"(?:(?P<year>20\d\d)\s*[-/.年])?\s*(?P<month>1[0-2]|0?[1-9])\s*[-/.月]\s*(?P<day>3[01]|[12]\d|0?[1-9])\s*[日号]?"
)
_SPELT = re.compile(
    r"(?<![周期拜])(?:(?P<tens>[二三四五]?十)(?P<ones>[一二三四五六七八九])?|(?P<one>[一二两三四五六七八九]))"
)
_UNITS = {"小时": timedelta(hours=1), "钟头": timedelta(hours=1), "分": timedelta(minutes=1), "天": timedelta(days=1)}
_AFTER = re.compile(
    r"(?:(?P<half>半)|(?P<count>\d{1,3}))\s*个?(?P<more>半)?(?P<unit>小时|钟头|分|天)钟?(?:之?后|以后|内)?$"
)
_AGO = re.compile(r"(?:(?P<half>半)|(?P<count>\d{1,3}))\s*个?(?P<more>半)?(?P<unit>小时|钟头|分|天)钟?(?:之|以)?前")
_WEEKDAY = re.compile(r"(?P<next>下)?(?:周|星期|礼拜)(?P<day>[一二三四五六日天])")
_AFTERNOON = ("下午", "晚上", "傍晚")


def read(text: str, now: datetime, zone: ZoneInfo) -> datetime | None:
    """Return the instant (UTC) a person means, the next one when no day is said; None when it is no time.

    A date without a year that has passed means next year's.
    """
    said = _figures(text.strip().lower())
    if after := _AFTER.fullmatch(said):
        return now + _span(after)
    local = now.astimezone(zone)
    day, rest = _day(said, local.date())
    clock = _CLOCK.search(rest)
    if clock is None and day is None and not any(part in rest for part in PARTS):
        return None
    at = _time(rest, clock)
    found = datetime.combine(day or local.date(), at, zone)
    if day is None and found <= local:
        found += timedelta(days=1)
    return found.astimezone(UTC)


def read_past(text: str, now: datetime, zone: ZoneInfo) -> datetime | None:
    """Return the past instant (UTC) a person means: ``10:40`` is today's or yesterday's, ``20分钟前`` counts back."""
    if ago := _AGO.fullmatch(_figures(text.strip().lower())):
        return now - _span(ago)
    found = read(text, now, zone)
    if found is None or found <= now:
        return found
    if found - timedelta(days=1) <= now:
        return found - timedelta(days=1)
    local = found.astimezone(zone)
    try:
        earlier = local.replace(year=local.year - 1)  # a date without a year
    except ValueError:
        return found
    return earlier.astimezone(UTC) if earlier <= now else found


def _span(found: re.Match[str]) -> timedelta:
    count = 0.5 if found["half"] else int(found["count"]) + (0.5 if found["more"] else 0)
    return count * _UNITS[found["unit"]]


def _figures(said: str) -> str:
    """Return the words with numbers in figures and short forms spelt out: ``三点`` is ``3点``, ``明早`` is 明天上午."""
    for short, long in SHORT.items():
        said = said.replace(short, long)
    return _SPELT.sub(_figure, said)


def _figure(found: re.Match[str]) -> str:
    tens, ones = found["tens"], found["ones"] or found["one"]
    return str((10 * DIGITS.get(tens[0], 1) if tens else 0) + (DIGITS[ones] if ones else 0))


def _day(said: str, today: date) -> tuple[date | None, str]:
    for word, ahead in DAYS.items():
        if word in said:
            return today + timedelta(days=ahead), said.replace(word, " ", 1)
    if found := _WEEKDAY.search(said):
        wanted = WEEKDAYS.index(found["day"].replace("天", "日"))
        ahead = (wanted - today.weekday()) % 7
        if found["next"]:
            ahead = 7 - today.weekday() + wanted
        return today + timedelta(days=ahead), _WEEKDAY.sub(" ", said, 1)
    if found := _DATE.search(said):
        year = int(found["year"] or today.year)
        try:
            day = date(year, int(found["month"]), int(found["day"]))
            if found["year"] is None and day < today:
                day = day.replace(year=year + 1)
        except ValueError:
            return None, said
        return day, _DATE.sub(" ", said, 1)
    return None, said


def _time(said: str, clock: re.Match[str] | None) -> time:
    if clock is None:
        return next((at for word, at in PARTS.items() if word in said), END_OF_WORK)
    hour = int(clock["hour"])
    if hour < 12 and any(word in said for word in _AFTERNOON):
        hour += 12
    minute = 30 if clock["half"] else int(clock["minute"] or clock["m"] or 0)
    return time(hour, minute)
