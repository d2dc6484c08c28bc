"""The periods of a rule: by the calendar and the rule alone, counted from the rule's start, never from the last row.

The periods of a rule follow each other without a gap. Where a season begins or ends, a period is cut there, so that the
season's own rhythm begins on its first day. Weeks are ISO weeks.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Literal

from dateutil.rrule import DAILY, MONTHLY, WEEKLY, YEARLY, rrule

from services.calendar import working_time
from services.core.town import Town
from services.settings.duties import DutyRule, Each, OnHoliday, Rhythm, Season, UnderWarning, on_day

DAY = timedelta(days=1)
_FREQUENCY: dict[Each, tuple[Literal[0, 1, 2, 3], int]] = {
    Each.DAY: (DAILY, 1),
    Each.WEEK: (WEEKLY, 1),
    Each.MONTH: (MONTHLY, 1),
    Each.QUARTER: (MONTHLY, 3),
    Each.HALF_YEAR: (MONTHLY, 6),
    Each.YEAR: (YEARLY, 1),
}


@dataclass(frozen=True)
class Period:
    """One period: its days, both included, and what is owed in it."""

    first: date
    last: date
    rhythm: Rhythm
    owed: bool = True
    """Whether anything is owed in it: nothing is outside of the part of the year that the rule names."""

    @property
    def day(self) -> date:
        """The day by which it is owed, before holidays are looked at."""
        by = self.rhythm.by
        if by is None:
            return self.last
        if self.rhythm.each is Each.WEEK:
            day = self.last + (by - self.last.isoweekday()) * DAY
        else:
            day = on_day(self.last.year, self.last.month, by)
        return min(max(day, self.first), self.last)


def rhythm_on(rule: DutyRule, day: date) -> Rhythm:
    """Return what holds on a day: the first season's rhythm that holds, else the rule's own."""
    return next((denser for denser in rule.seasons if denser.season.holds(day)), rule)


@lru_cache(maxsize=4096)
def period_on(rule: DutyRule, day: date) -> Period:
    """Return the period of a rule that a day belongs to."""
    if rule.only is not None and not rule.only.holds(day):
        return _between(rule, rule.only, day)
    rhythm = rhythm_on(rule, day)
    first, after = bounds(rhythm.each, rhythm.every, rule.since, day)
    edges = [edge for edge in _edges(rule, first, after) if _kind(rule, edge) != _kind(rule, edge - DAY)]
    first = max([first, *(edge for edge in edges if edge <= day)])
    after = min([after, *(edge for edge in edges if edge > day)])
    if rule.since is not None and rule.since < after:
        first = max(first, rule.since)
    return Period(first, after - DAY, rhythm)


def _kind(rule: DutyRule, day: date) -> tuple[bool, int]:
    """Return what tells the days of one rhythm from those of another."""
    return rule.only is None or rule.only.holds(day), id(rhythm_on(rule, day))


def _between(rule: DutyRule, only: Season, day: date) -> Period:
    """Return the days around one that lie outside of the part of the year in which a rule is owed."""
    years = range(day.year - 1, day.year + 2)
    ended = max(end for year in years if (end := on_day(year, *only.ends)) < day)
    begins = min(begin for year in years if (begin := on_day(year, *only.begins)) > day)
    first = ended + DAY if rule.since is None or rule.since >= begins else max(ended + DAY, rule.since)
    return Period(first, begins - DAY, rule, owed=False)


def periods(rule: DutyRule, since: date, until: date) -> Iterator[Period]:
    """Yield the periods that touch the days ``since`` to ``until``, both included; none before the rule's start.

    Those in which nothing is owed are among them.
    """
    day = since if rule.since is None else max(since, rule.since)
    while day <= until:
        found = period_on(rule, day)
        yield found
        day = found.last + DAY


def due_at(town: Town, rule: DutyRule, period: Period) -> datetime:
    """Return the instant (UTC) by which a period's duty is owed; a day that is not worked moves as the rule says."""
    day, rules = period.day, town.settings.working_time
    how = rule.on_holiday or (OnHoliday.KEEP if period.rhythm.each is Each.DAY else OnHoliday.NEXT)
    if isinstance(period.rhythm, UnderWarning):
        how = OnHoliday.KEEP  # a danger does not wait for a working day
    if how is OnHoliday.BEFORE:
        back = (day - DAY * back for back in range((day - period.first).days + 1))
        earlier = next((one for one in back if working_time.is_working_day(rules, one)), None)
        day, how = (earlier, OnHoliday.KEEP) if earlier else (day, OnHoliday.NEXT)
    while how is OnHoliday.NEXT and not working_time.is_working_day(rules, day):
        day += DAY
    return datetime.combine(day, rule.at, town.zone).astimezone(UTC)


def begins_at(town: Town, day: date) -> datetime:
    """Return the instant (UTC) when a day of the township begins."""
    return datetime.combine(day, time(), town.zone).astimezone(UTC)


def bounds(each: Each, every: int, since: date | None, day: date) -> tuple[date, date]:
    """Return the first day of the calendar's period around a day, and the first day after it."""
    frequency, months = _FREQUENCY[each]
    if every > 1 and since is not None:
        anchor, _ = bounds(each, 1, None, since)
    else:
        anchor = {Each.DAY: day, Each.WEEK: day - day.weekday() * DAY}.get(each, date(day.year, 1, 1))
    starts = rrule(frequency, dtstart=datetime.combine(anchor, time()), interval=every * months)
    at = datetime.combine(day, time())
    first, after = starts.before(at, inc=True), starts.after(at)
    if first is None or after is None:
        raise ValueError(f"{day} is before the rule's start")
    return first.date(), after.date()


def _edges(rule: DutyRule, first: date, after: date) -> Iterator[date]:
    """Yield the days on which a season begins, or has just ended, near a stretch of days."""
    seasons = [denser.season for denser in rule.seasons] + ([rule.only] if rule.only else [])
    for season in seasons:
        for year in range(first.year - 1, after.year + 1):
            for edge in (on_day(year, *season.begins), on_day(year, *season.ends) + DAY):
                if first < edge < after:
                    yield edge
