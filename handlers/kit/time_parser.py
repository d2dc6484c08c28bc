"""Read the times people type: ``15:30``, ``明天 9点``, ``下午三点半``, ``2小时后``, ``11-30 17:00``, ``月底前``.

The whole text has to be a time: of "后天才能到，路断了" the second half would be lost, so it is none.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta

from texts.numerals import in_figures

LATEST = timedelta(days=366)
"""How far ahead a time may lie that a person chooses; farther, somebody mistyped the year."""
END_OF_WORK = time(17, 30)
"""A day without a time of day means the end of office hours."""
NOON = timedelta(hours=12)
MORNING = ("凌晨", "清晨", "早上", "早晨", "上午")
MIDDAY = ("中午", "正午")
EVENING = ("下午", "午后", "傍晚")
NIGHT = ("晚上", "夜里", "夜间", "半夜", "深夜")
PARTS = {
    "凌晨": time(6),
    "清晨": time(8),
    "早上": time(9),
    "早晨": time(9),
    "上午": time(12),
    "中午": time(12),
    "正午": time(12),
    "下午": END_OF_WORK,
    "午后": END_OF_WORK,
    "傍晚": time(19),
    "晚上": time(20),
    "下班": END_OF_WORK,
    **dict.fromkeys(("夜里", "夜间", "半夜", "深夜")),
}
"""Parts of a day, with the time that each means without a clock; None: too vague for one."""
DAYS = {
    "大前天": -3,
    "前天": -2,
    "昨天": -1,
    "昨日": -1,
    "yesterday": -1,
    "今天": 0,
    "今日": 0,
    "当天": 0,
    "today": 0,
    "明天": 1,
    "明日": 1,
    "次日": 1,
    "大后天": 3,
    "后天": 2,
    "后日": 2,
    "day after tomorrow": 2,
    "tomorrow": 1,
}
SHORT = {
    **{f"{day}早": f"{day}天早上" for day in "今明后"},
    **{f"{day}晚": f"{day}天晚上" for day in "今明后昨"},
    **{f"{day}儿": f"{day}天" for day in "今明后昨"},
    "晚上上": "晚上",
    "早上上": "早上",
    "一刻": "15分",
    "三刻": "45分",
    "零时": "0时",
    "零点": "0点",
    "午夜": "24点",
}
MONTH_ENDS = {"下个月底": 1, "下月底": 1, "这个月底": 0, "本月底": 0, "月底": 0, "月末": 0}
YEAR_ENDS = {"明年底": 1, "明年年底": 1, "今年年底": 0, "今年底": 0, "年底": 0, "年末": 0}
WEEKDAYS = "一二三四五六日"

_CLOCK = re.compile(
    r"(?<![\d:])(?P<hour>[01]?\d|2[0-4])\s*"
    r"(?:(?P<colon>:)(?P<minute>[0-5]\d)(?::[0-5]\d)?(?!\d)|[点时](?:(?P<half>半)|(?P<m>[0-5]?\d)分?(?!\d)|[整钟])?"
    r"|(?=\s*[ap]m\b))(?:\s*(?P<half_day>[ap])m\b)?"
)
_DATE = re.compile(
    r"(?<![\d.:/-])(?:(?P<year>20\d\d)\s*[-/.年]|(?P<which>今年|明年))?\s*(?P<month>1[0-2]|0?[1-9])\s*[-/.月]\s*"
    r"(?P<day>3[01]|[12]\d|0?[1-9])(?![\d.:/-])\s*[日号]?"
)
_MONTHDAY = re.compile(r"(?P<which>下个?月|本月|这个?月)?(?<!\d)(?P<day>3[01]|[12]\d|0?[1-9])[日号]")
_WEEKDAY = re.compile(r"(?P<next>下{,9})个?(?P<this>[这本])?个?(?:周|星期|礼拜)(?P<day>[一二三四五六日天]|[1-7](?!\d))")
_UNITS = {
    "小时": 3600,
    "钟头": 3600,
    "h": 3600,
    "分": 60,
    "m": 60,
    "天": 86_400,
    "日": 86_400,
    "d": 86_400,
    "周": 604_800,
    "星期": 604_800,
    "礼拜": 604_800,
}
"""Seconds of each unit; an English one by its first letter."""
_SPAN = (
    r"(?:(?P<half>半)|(?P<count>\d{1,3}(?:\.\d)?))\s*个?(?P<more>半)?(?:多)?"
    r"(?P<unit>小时|钟头|hours?|hrs?|h|分|minutes?|mins?|天|日(?=之?[后内]|以[后内])|days?|周|星期|礼拜)(?P<odd>\d{1,2}分)?钟?"
)
_AFTER = re.compile(rf"(?:in\s+|再过|过)?{_SPAN}(?:之?后|以后|之?内|以内)?")
_AGO = re.compile(rf"{_SPAN}(?:之前|以前|前|\s*ago)")
_DAYS_ON = re.compile(
    r"(?P<count>\d{1,3})(?:(?P<days>天|日)|个?(?P<weeks>周|星期|礼拜)|个(?P<months>月))(?:之后|以后|后)"
)
_FILLER = re.compile(
    r"[\s,，。.;；!！~～、的吧呢啊就在于那再约]|大概|大约|估计|预计|左右|之前|以前|前|之内|以内|内|为止|截止|截至|期限|"
    r"[我您你]们?|能|可以|可|会|要|请|才|到场|到达|赶到|到位|到|现场|来|完成|办结|办完|报送|回复|at|on|by|before|the|around|about"
)
_BETWEEN = " ,，。.;；!！~～、"


@dataclass(frozen=True)
class _Said:
    day: date | None
    at: timedelta
    """From the day's midnight."""
    dated: bool
    """A day of the calendar without its year."""
    either: bool
    """The hour may as well be one of the afternoon."""


def read(text: str, now: datetime, zone: ZoneInfo) -> datetime | None:
    """Return the instant (UTC) a person means, the next one when no day is said; None when it is no time.

    A date without a year that has passed means next year's.
    """
    words = _plain(text)
    if after := _AFTER.fullmatch(_trimmed(words)):
        return (now + _span(after)).astimezone(UTC)
    local = now.astimezone(zone)
    said = _said(words, local.date())
    gone = any(word in words for word, ahead in DAYS.items() if ahead < 0)
    if said is None or (gone and said.day is not None and said.day < local.date()):
        return None
    found = _instant(said.day or local.date(), said.at, zone)
    if said.either and said.day in (None, local.date()) and found <= local < found + NOON:
        found += NOON
    if said.day is None and found <= local:
        found += timedelta(days=1)
    return found.astimezone(UTC)


def names_hour(text: str) -> bool:
    """Whether an hour was said, or a span of hours: neither ``明天上午`` nor ``三天后`` names one."""
    if after := _AFTER.fullmatch(_trimmed(words := _plain(text))):
        return after["unit"][0] in "小钟h分m"
    return _CLOCK.search(words) is not None


def read_past(text: str, now: datetime, zone: ZoneInfo) -> datetime | None:
    """Return the past instant (UTC) a person means: ``10:40`` is today's or yesterday's, ``20分钟前`` counts back.

    A day that is said is kept, also one to come: the caller refuses it.
    """
    words = _plain(text)
    if ago := _AGO.fullmatch(_trimmed(words)):
        return (now - _span(ago)).astimezone(UTC)
    local = now.astimezone(zone)
    said = _said(words, local.date())
    if said is None:
        return None
    found = _instant(said.day or local.date(), said.at, zone)
    if found > local and said.day is None:
        found -= timedelta(days=1)
    if found > local and said.dated:
        try:
            earlier = found.replace(year=found.year - 1)
        except ValueError:
            return found.astimezone(UTC)
        found = earlier if earlier <= local else found
    return found.astimezone(UTC)


def _plain(text: str) -> str:
    said = unicodedata.normalize("NFKC", text).strip().lower()
    for short, long in SHORT.items():
        said = said.replace(short, long)
    return in_figures(said)


def _trimmed(words: str) -> str:
    words = words.strip(_BETWEEN)
    return re.sub(r"^(?:大概|大约|约|估计|预计|还要|还需要?|需要?|要)+|(?:左右|到场|到达|赶到|到)+$", "", words).strip(
        _BETWEEN
    )


def _span(found: re.Match[str]) -> timedelta:
    count = 0.5 if found["half"] else float(found["count"]) + (0.5 if found["more"] else 0)
    unit = found["unit"]
    odd = timedelta(minutes=int(found["odd"].rstrip("分"))) if found["odd"] else timedelta()
    return timedelta(seconds=count * (_UNITS[unit] if unit in _UNITS else _UNITS[unit[0]])) + odd


def _said(words: str, today: date) -> _Said | None:
    """Return the day and the time of day; None unless that is all that was said."""
    day, dated, rest = _day(words, today)
    if dated and day is None:
        return None
    part = next((one for one in PARTS if one in rest), None)
    if part is not None:
        rest = rest.replace(part, " ", 1)
    clock = _CLOCK.search(rest)
    if clock is not None:
        rest = _CLOCK.sub(" ", rest, 1)
    if (day is None and part is None and clock is None) or _FILLER.sub("", rest):
        return None
    if clock is None:
        at = PARTS[part] if part is not None else END_OF_WORK
        return None if at is None else _Said(day, timedelta(hours=at.hour, minutes=at.minute), dated, either=False)
    found = _time(clock, part)
    either = part is None and clock["half_day"] is None and clock["colon"] is None and 1 <= int(clock["hour"]) <= 6
    return None if found is None else _Said(day, found, dated, either)


def _time(clock: re.Match[str], part: str | None) -> timedelta | None:
    """Return a time of day from the day's midnight: 12 at night is the day's end. None for what contradicts itself."""
    hour, minute = int(clock["hour"]), 30 if clock["half"] else int(clock["minute"] or clock["m"] or 0)
    if hour == 24 and minute:
        return None
    if clock["half_day"]:
        if not 1 <= hour <= 12:
            return None
        return timedelta(hours=hour % 12 + (12 if clock["half_day"] == "p" else 0), minutes=minute)
    if part in MORNING:
        if hour > 12:
            return None
        hour = 0 if hour == 12 and part == "凌晨" else hour
    elif part in MIDDAY:
        if not (hour <= 3 or 10 <= hour <= 15):
            return None
        hour += 12 if 1 <= hour <= 3 else 0
    elif part in EVENING or part == "下班":
        hour += 12 if 1 <= hour < 12 else 0
    elif part in NIGHT:
        hour += 24 if hour <= 4 else 12 if hour <= 12 else 0
    return timedelta(hours=hour, minutes=minute)


def _instant(day: date, at: timedelta, zone: ZoneInfo) -> datetime:
    """Return the moment by the clock on the wall; 24:00 is the next day's midnight."""
    return (datetime.combine(day, time()) + at).replace(tzinfo=zone)


def _day(said: str, today: date) -> tuple[date | None, bool, str]:
    """Return the day, whether it is one of the calendar without a year, and the other words."""
    for word, ahead in DAYS.items():
        if word in said:
            return today + timedelta(days=ahead), False, said.replace(word, " ", 1)
    if found := _DAYS_ON.search(said):
        count, weeks = int(found["count"]), 7 if found["weeks"] else 1
        day = today + (relativedelta(months=count) if found["months"] else relativedelta(days=count * weeks))
        return day, False, _DAYS_ON.sub(" ", said, 1)
    if found := _WEEKDAY.search(said):
        name = found["day"].replace("天", "日")
        wanted = int(name) - 1 if name.isdigit() else WEEKDAYS.index(name)
        weeks = len(found["next"])
        named = weeks or found["this"]
        ahead = 7 * weeks + wanted - today.weekday() if named else (wanted - today.weekday()) % 7
        return today + timedelta(days=ahead), False, _WEEKDAY.sub(" ", said, 1)
    if found := _DATE.search(said):
        return *_date(found, today), _DATE.sub(" ", said, 1)
    if found := _MONTHDAY.search(said):
        return _of_month(found, today), True, _MONTHDAY.sub(" ", said, 1)
    return _end(said, today)


def _date(found: re.Match[str], today: date) -> tuple[date | None, bool]:
    year = int(found["year"] or today.year + (found["which"] == "明年"))
    open_year = found["year"] is None and found["which"] is None
    try:
        day = date(year, int(found["month"]), int(found["day"]))
        return (day.replace(year=year + 1) if open_year and day < today else day), open_year
    except ValueError:
        return None, True


def _of_month(found: re.Match[str], today: date) -> date | None:
    """Return a day of this month or of the next; a day that has passed in this month is the next month's."""
    which, number = found["which"] or "", int(found["day"])
    ahead = 1 if which.startswith("下") or (not which and number < today.day) else 0
    day = today + relativedelta(months=ahead, day=number)
    return day if day.day == number else None


def _end(said: str, today: date) -> tuple[date | None, bool, str]:
    for word, months in MONTH_ENDS.items():
        if word in said:
            return today + relativedelta(months=months, day=31), False, said.replace(word, " ", 1)
    for word, years in YEAR_ENDS.items():
        if word in said:
            return date(today.year + years, 12, 31), False, said.replace(word, " ", 1)
    return None, False, said
