"""Working time of the township: office hours and Chinese statutory holidays with make-up days (DOMAIN §3)."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import chinese_calendar

from services.settings_clocks import WorkingTime


def is_known(rules: WorkingTime, year: int) -> bool:
    """Whether the year's holidays are known, from config or from the library; else weekdays are only provisional."""
    if year in rules.years:
        return True
    try:
        chinese_calendar.is_workday(date(year, 1, 1))
    except NotImplementedError:
        return False
    return True


def is_working_day(rules: WorkingTime, day: date) -> bool:
    """Whether a day is worked: the township's own days first, then config's table, then the library's."""
    if day in rules.days_worked:
        return True
    if day in rules.days_off:
        return False
    table = rules.years.get(day.year)
    if table is not None:
        return day in table.work or (day.weekday() < 5 and day not in table.off)
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:  # not published yet: provisional
        return day.weekday() < 5


def after(start: datetime, working_days: float, rules: WorkingTime, zone: ZoneInfo) -> datetime:
    """Return the instant (UTC) when ``working_days`` of office time have passed since ``start``.

    A day is as long as the office is open; a start outside office hours counts from the next opening.
    """
    left = working_days * _day_length(rules)
    moment = start
    for opens, closes in _stretches(start.astimezone(zone), rules):
        if left <= closes - opens:
            moment = opens + left
            break
        left -= closes - opens
    return moment.astimezone(UTC)


def _day_length(rules: WorkingTime) -> timedelta:
    day = date(2000, 1, 1)
    return sum(
        (datetime.combine(day, hours.end) - datetime.combine(day, hours.start) for hours in rules.hours), timedelta()
    )


def _stretches(local: datetime, rules: WorkingTime) -> Iterator[tuple[datetime, datetime]]:
    """Yield the stretches of office time from a moment on, without end."""
    day = local.date()
    while True:
        if is_working_day(rules, day):
            for hours in rules.hours:
                opens = datetime.combine(day, hours.start, local.tzinfo)
                closes = datetime.combine(day, hours.end, local.tzinfo)
                if closes > local:
                    yield max(opens, local), closes
        day += timedelta(days=1)
