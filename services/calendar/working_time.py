"""Working time of the township: office hours and Chinese statutory holidays with make-up days (DOMAIN §3)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import chinese_calendar

from services.settings.clocks import WorkingTime

STATUTORY = frozenset({(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)})
"""Month and day of the holidays that the law itself fixes by the calendar (全国年节及纪念日放假办法 art. 2, in force
2025-01-01): they are off in a year whose notice is not out yet. The rest follows the moon, or the notice."""


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
        return day.weekday() < 5 and (day.month, day.day) not in STATUTORY


def unknown_year(start: datetime, end: datetime, rules: WorkingTime, zone: ZoneInfo) -> int | None:
    """Return the first year of a stretch whose holidays are not known: what was computed is provisional then."""
    years = range(start.astimezone(zone).year, end.astimezone(zone).year + 1)
    return next((year for year in years if not is_known(rules, year)), None)


def after(start: datetime, working_days: float, rules: WorkingTime, zone: ZoneInfo) -> datetime:
    """Return the instant (UTC) when ``working_days`` of office time have passed since ``start``.

    A day is as long as the office is open; a start outside office hours counts from the next opening.
    """
    return plus(start, working_days * _day_length(rules), rules, zone)


def plus(start: datetime, span: timedelta, rules: WorkingTime, zone: ZoneInfo) -> datetime:
    """Return the instant (UTC) when ``span`` of office time has passed since ``start``.

    Nothing at all ends where it starts, also at night; so a reminder for a moment is never put off by the calendar.
    """
    if span <= timedelta():
        return start.astimezone(UTC)
    left = span
    moment = start
    for opens, closes in _stretches(start.astimezone(zone), rules):
        if left <= closes - opens:
            moment = opens + left
            break
        left -= closes - opens
    return moment.astimezone(UTC)


def between(start: datetime, end: datetime, rules: WorkingTime, zone: ZoneInfo) -> timedelta:
    """Return how much office time lies between two instants; nothing when ``end`` is not later."""
    total = timedelta()
    until = end.astimezone(zone)
    for opens, closes in _stretches(start.astimezone(zone), rules):
        if opens >= until:
            return total
        total += min(closes, until) - opens
    return total


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


@dataclass(frozen=True)
class WorkingClock:
    """How time passes for a step (DOMAIN §3): round the clock for 险情, in office hours for 隐患."""

    working: bool
    rules: WorkingTime
    zone: ZoneInfo

    def plus(self, start: datetime, span: timedelta) -> datetime:
        """Return when ``span`` has passed since ``start``, in UTC."""
        return plus(start, span, self.rules, self.zone) if self.working else (start + span).astimezone(UTC)

    def between(self, start: datetime, end: datetime) -> timedelta:
        """Return how much time passes from ``start`` to ``end``; nothing when it is not later."""
        return between(start, end, self.rules, self.zone) if self.working else max(end - start, timedelta())

    def part(self, start: datetime, end: datetime, share: float) -> datetime:
        """Return when a share (0 to 1) of the time from ``start`` to ``end`` has passed; at 1 it is ``end`` itself."""
        return end.astimezone(UTC) if share >= 1 else self.plus(start, self.between(start, end) * share)

    def known(self, start: datetime, end: datetime) -> bool:
        """Whether the calendar between the two is known, and no weekday was taken provisionally."""
        return self.unknown(start, end) is None

    def unknown(self, start: datetime, end: datetime) -> int | None:
        """Return the first year between the two whose weekdays were taken provisionally."""
        return unknown_year(start, end, self.rules, self.zone) if self.working else None
