"""Working time of the township: Chinese statutory holidays with their make-up working days (DOMAIN §3)."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import chinese_calendar

OPENS = time(8, 30)
CLOSES = time(17, 30)


def is_working_day(day: date) -> tuple[bool, bool]:
    """Return whether a day is worked, and whether that is known or only the provisional weekday rule."""
    try:
        return bool(chinese_calendar.is_workday(day)), True
    except NotImplementedError:  # the year's holidays are not published yet
        return day.weekday() < 5, False


def after(start: datetime, working_days: float, zone: ZoneInfo) -> datetime:
    """Return the instant ``working_days`` after ``start`` (UTC).

    Whole days keep the time of day; a start outside office hours counts from the next opening; half a day is half
    of the office hours.
    """
    local = _next_open(start.astimezone(zone))
    whole, part = divmod(working_days, 1)
    for _ in range(int(whole)):
        local = _next_open(datetime.combine(local.date() + timedelta(days=1), local.time(), zone))
    if part:
        office = datetime.combine(local.date(), CLOSES, zone) - datetime.combine(local.date(), OPENS, zone)
        wanted = office * part
        left = datetime.combine(local.date(), CLOSES, zone) - local
        if wanted > left:
            local = _next_open(datetime.combine(local.date() + timedelta(days=1), OPENS, zone))
            wanted -= left
        local += wanted
    return local.astimezone(UTC)


def _next_open(local: datetime) -> datetime:
    """Return the moment itself when it is worked, else the next opening of the office."""
    day, at = local.date(), local.time()
    if is_working_day(day)[0]:
        if at < OPENS:
            return datetime.combine(day, OPENS, local.tzinfo)
        if at <= CLOSES:
            return local
    day += timedelta(days=1)
    while not is_working_day(day)[0]:
        day += timedelta(days=1)
    return datetime.combine(day, OPENS, local.tzinfo)
