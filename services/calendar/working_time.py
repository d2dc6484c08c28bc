"""Working time of the township: office hours and Chinese statutory holidays with make-up days (DOMAIN §3)."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from itertools import accumulate
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
    return _is_workday(day)


@lru_cache(maxsize=4096)
def _is_workday(day: date) -> bool:
    """Whether a day is worked by the library; provisionally where the notice is not out yet."""
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return day.weekday() < 5 and (day.month, day.day) not in STATUTORY


def after(start: datetime, working_days: float, rules: WorkingTime, zone: ZoneInfo) -> datetime:
    """Return the instant (UTC) when ``working_days`` of office time have passed since ``start``.

    A day is as long as the office is open; a start outside office hours counts from the next opening.
    """
    day = date(2000, 1, 1)
    open_for = (datetime.combine(day, hours.end) - datetime.combine(day, hours.start) for hours in rules.hours)
    return WorkingClock(True, rules, zone).plus(start, working_days * sum(open_for, timedelta()))


@dataclass(frozen=True)
class WorkingClock:
    """The time that counts for a step (DOMAIN §3): all hours for 险情, office hours for 隐患."""

    working: bool
    rules: WorkingTime
    zone: ZoneInfo

    def plus(self, start: datetime, span: timedelta) -> datetime:
        """Return the instant (UTC) when ``span`` has passed since ``start``.

        Nothing at all ends where it starts, also at night; so a reminder for a moment is never put off by the calendar.
        """
        if not self.working or span <= timedelta():
            return (start + max(span, timedelta())).astimezone(UTC)
        local = start.astimezone(self.zone).replace(tzinfo=None)
        number, year = local.year, self._year(local.year)
        left = span + year.passed(local)
        while left > year.whole:
            left -= year.whole
            number += 1
            year = self._year(number)
        return year.when(left).replace(tzinfo=self.zone).astimezone(UTC)

    def between(self, start: datetime, end: datetime) -> timedelta:
        """Return the time that passes from ``start`` to ``end``; nothing when it is not later."""
        if not self.working or end <= start:
            return max(end - start, timedelta())
        since, until = (at.astimezone(self.zone).replace(tzinfo=None) for at in (start, end))
        whole = sum((self._year(number).whole for number in range(since.year, until.year)), timedelta())
        return whole + self._year(until.year).passed(until) - self._year(since.year).passed(since)

    def part(self, start: datetime, end: datetime, share: float) -> datetime:
        """Return when a share (0 to 1) of the time from ``start`` to ``end`` has passed; at 1 it is ``end`` itself."""
        return end.astimezone(UTC) if share >= 1 else self.plus(start, self.between(start, end) * share)

    def known(self, start: datetime, end: datetime) -> bool:
        """Whether the calendar between the two is known, and no weekday was taken provisionally."""
        return self.unknown(start, end) is None

    def unknown(self, start: datetime, end: datetime) -> int | None:
        """Return the first year between the two whose weekdays were taken provisionally."""
        years = range(start.astimezone(self.zone).year, end.astimezone(self.zone).year + 1)
        return next((year for year in years if self.working and not is_known(self.rules, year)), None)

    def _year(self, number: int) -> "OfficeYear":
        return _office_year(_Same(self.rules), number)


@dataclass(frozen=True)
class OfficeYear:
    """The stretches of a year's office time by the township's clocks, in order, and the time before each."""

    opens: Sequence[datetime]
    closes: Sequence[datetime]
    before: Sequence[timedelta]
    whole: timedelta

    def passed(self, local: datetime) -> timedelta:
        """Return how much of the year's office time has passed by then."""
        last = bisect_right(self.opens, local) - 1
        return self.before[last] + min(local, self.closes[last]) - self.opens[last] if last >= 0 else timedelta()

    def when(self, passed: timedelta) -> datetime:
        """Return when so much of it has passed, which is more than nothing and at most the whole."""
        last = bisect_left(self.before, passed) - 1
        return self.opens[last] + (passed - self.before[last])


class _Same:
    """Rules as the key of what is computed from them: they never change, but can be compared only field by field."""

    def __init__(self, rules: WorkingTime) -> None:
        self.rules = rules

    def __hash__(self) -> int:
        return id(self.rules)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.rules is other.rules


@lru_cache(maxsize=64)
def _office_year(same: _Same, number: int) -> OfficeYear:
    first, after_last = date(number, 1, 1), date(number + 1, 1, 1)
    days = [first + timedelta(one) for one in range((after_last - first).days)]
    stretches = [
        (datetime.combine(day, hours.start), datetime.combine(day, hours.end))
        for day in days
        if is_working_day(same.rules, day)
        for hours in same.rules.hours
    ]
    lengths = [closes - opens for opens, closes in stretches]
    before = [*accumulate(lengths, initial=timedelta())]
    return OfficeYear([one for one, _ in stretches], [one for _, one in stretches], before[:-1], before[-1])
