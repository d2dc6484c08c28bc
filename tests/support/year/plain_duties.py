"""What a township owes in a year, once more and plainly: day by day, without a database, rrule or an engine of time.

The test tells it what the product is told (facts, excuses, warnings, a successor); then it says what must be there.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

from plain_calendar import DAY, after_office_time, at, days, office_time, worked

Rule = Mapping[str, Any]
"""A rule as ``config.yaml`` has it."""
MADE_UP = {"day": 0, "week": 2, "month": 5, "quarter": 15, "half_year": 30, "year": 90}
AHEAD = {"week": 2, "month": 7, "quarter": 21, "half_year": 30, "year": 45}
"""Days before a period when its duty is made."""
MONTHS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}
LADDER = (("handler", 7), ("unit_head", 7), ("line_deputy_director", 14), ("executive_deputy_director", 0))
"""``ladders.duty`` of ``config.yaml``: the rank, and the office hours that it has."""
SHARES = (0.5, 0.8)
HOUR = timedelta(hours=1)


Key = tuple[str, str, str, str, date]
"""What there is one row of: rule, kind, who, track, first day."""


@dataclass
class Fact:
    """Something that was done and entered."""

    kind: str
    at: datetime
    """When it happened."""
    entered: datetime
    of: frozenset[tuple[str, str]]
    id: int = 0
    withdrawn: bool = False


@dataclass(eq=False)
class Owed:
    """One duty, and what became of it."""

    rule: str
    owing: str
    who: str
    first: date
    last: date
    due: datetime
    closes: date
    opens: date
    kind: str
    needed: int
    escalates: bool
    each: str
    track: str = ""
    facts: list[Fact] = field(default_factory=list)
    excused: datetime | None = None
    void: bool = False
    runs: list[list[datetime | None]] = field(default_factory=list)
    """From when to when its deadline ran."""
    made: datetime | None = None
    """When a warning asked for it."""
    former: list[tuple[datetime, str]] = field(default_factory=list)
    """Who owed it before, and until when."""

    @property
    def key(self) -> "Key":
        """Its rule, who owes it, its track, and its first day."""
        return self.rule, self.owing, self.who, self.track, self.first

    @property
    def lapses(self) -> datetime:
        """When it can no longer be made up."""
        return at(self.closes + DAY)

    @property
    def done(self) -> datetime | None:
        """When it was done."""
        return sorted(one.at for one in self.facts)[self.needed - 1] if len(self.facts) >= self.needed else None

    def state(self, now: datetime) -> str:
        """Return what has become of it by now."""
        if self.void:
            return "void"
        if self.excused is not None:
            return "excused"
        if self.done is not None:
            return "done"
        return "missed" if self.lapses <= now else "open"

    def owed_by(self, now: datetime) -> str:
        """Return who owed it at a moment."""
        return next((who for until, who in self.former if now < until), self.who)

    def waits(self, now: datetime) -> bool:
        """Whether a fact may still count."""
        return self.state(now) == "open"

    def steps(self) -> list[tuple[datetime, str, str]]:
        """Return when whom it is told: (instant, what, rank)."""
        # One that is owed on one day runs by all hours.
        daily = self.first == self.last
        start = at(self.first) if not self.track else min(self.made, self.due)
        span = (self.due - start) if daily else office_time(start, self.due)
        after = (lambda since, by: since + by) if daily else after_office_time
        found = [(after(start, span * share), "remind", "handler") for share in SHARES]
        if not self.escalates:
            return [*found, (self.due, "remind", "handler")]
        waited = timedelta()
        for rank, hours in LADDER:
            found.append((after(self.due, waited), "escalate", rank))
            waited += hours * HOUR
        return found


def periods(rule: Rule, year: int) -> list[tuple[date, date, Rule]]:
    """Return the periods of a rule that begin in a year, each with the rhythm that holds: days of one name together."""
    since = rule["since"]
    rhythm = {day: _rhythm(rule, day) for day in days(date(year - 1, 1, 1), date(year + 1, 12, 31)) if day >= since}
    found = []
    for _, group in groupby(rhythm, key=lambda day: _name(rhythm[day], since, day)):
        those = list(group)
        if those[0].year == year or (rhythm[those[0]].get("every", 1) > 1 and those[0] <= date(year, 1, 1)):
            found.append((those[0], those[-1], rhythm[those[0]]))
    return found


def _rhythm(rule: Rule, day: date) -> Rule:
    for season in rule.get("seasons", ()):
        if season["season"]["begins"] <= f"{day:%m-%d}" <= season["season"]["ends"]:
            return season
    return rule


def _name(rhythm: Rule, since: date, day: date) -> tuple[Any, ...]:
    """Return what names the period of a day."""
    each = rhythm["each"]
    if each == "day":
        return (each, day)
    if each == "week":
        return (each, *day.isocalendar()[:2], id(rhythm))
    months = MONTHS[each] * rhythm.get("every", 1)
    return (each, (day.year * 12 + day.month - 1 - since.year * 12) // months, id(rhythm))


def due(rule: Rule, rhythm: Rule, first: date, last: date) -> datetime:
    """Return when a period's duty is owed: on its day, or on the working day that stands for it."""
    by = rhythm.get("by")
    day = last
    if by is not None and rhythm["each"] == "week":
        day = min(one for one in days(last - 6 * DAY, last) if one.isoweekday() >= by)
    elif by is not None:
        day = max(one for one in days(last.replace(day=1), last) if one.day <= by)
    day, how = max(day, first), rule.get("on_holiday", "keep" if rhythm["each"] == "day" else "next")
    if how == "before":
        day = max((one for one in days(first, day) if worked(one)), default=day)
    while how != "keep" and not worked(day):
        day += DAY
    return at(day, 17, 30)


def of_year(code: str, rule: Rule, owing: Iterable[str], year: int) -> list[Owed]:
    """Return what a rule asks in a year of each one that owes it, by the calendar."""
    found = []
    for first, last, rhythm in periods(rule, year):
        late = rule.get("late", MADE_UP[rhythm["each"]])
        late = late if rhythm is rule else min(late, MADE_UP[rhythm["each"]])
        day = due(rule, rhythm, first, last)
        one = Owed(
            rule=code,
            owing=rule["owes"],
            who="",
            first=first,
            last=last,
            due=day,
            closes=max(last + late * DAY, day.date()),
            opens=first - rule.get("early", 0) * DAY,
            kind=rule["fulfilled_by"],
            needed=rhythm.get("times", 1),
            escalates=rule.get("escalates", True),
            each=rhythm["each"],
        )
        found += [replace(one, who=who, facts=[], former=[], runs=[[at(first), None]]) for who in owing]
    return found


class PlainYear:
    """The duties of a year, as the test has told what happened."""

    def __init__(self, duties: list[Owed], year: int = 2026) -> None:
        self.duties, self.year = duties, year
        self.facts: list[Fact] = []
        self.stops: list[datetime] = []

    def stop(self, now: datetime) -> None:
        """Note that the clock has stopped here and worked off what was due."""
        self.stops.append(now)

    def follow(self, *those: Owed, now: datetime) -> None:
        """Let the deadlines of duties run as long as they wait for a fact."""
        for one in those:
            running = bool(one.runs) and one.runs[-1][1] is None
            if running and not one.waits(now):
                one.runs[-1][1] = self.stops[-1]
            elif not running and one.waits(now):
                one.runs.append([self.stops[-1], None])

    def excuse(self, one: Owed, now: datetime) -> None:
        """Excuse a duty."""
        one.excused = now
        self.follow(one, now=now)

    def fact(self, fact: Fact) -> list[Owed]:
        """Let a fact count: of each series, for the oldest duty that waits and whose days hold the fact's."""
        self.facts.append(fact)
        counted: dict[tuple[str, ...], Owed] = {}
        for one in sorted(self.duties, key=lambda one: one.first):
            if self._fits(one, fact) and one.waits(fact.entered):
                counted.setdefault((one.rule, one.owing, one.who, one.track), one)
        for one in counted.values():
            one.facts.append(fact)
            self.follow(one, now=fact.entered)
        return list(counted.values())

    def _fits(self, one: Owed, fact: Fact) -> bool:
        within = one.opens <= fact.at.date() <= one.closes
        return within and one.kind == fact.kind and (one.owing, one.who) in fact.of

    def withdraw(self, fact: Fact, now: datetime) -> None:
        """Take a fact back; others that were entered in time and were one too many stand in for it."""
        fact.withdrawn = True
        for one in [one for one in self.duties if fact in one.facts]:
            one.facts.remove(fact)
            series = [other for other in self.duties if other.key[:4] == one.key[:4]]
            for other in sorted(self.facts, key=lambda other: other.at):
                spare = not other.withdrawn and not any(other in each.facts for each in series)
                if one.done is None and spare and self._fits(one, other) and other.entered < one.lapses:
                    one.facts.append(other)
            self.follow(one, now=now)

    def take_over(self, owing: str, old: str, new: str, now: datetime) -> None:
        """Let a successor owe what is left, and every later period."""
        for one in self.duties:
            if (one.owing, one.who) == (owing, old) and one.waits(now):
                one.who = new
                one.former.append((now, old))

    def warned(self, rule: str, whose: Iterable[str], since: datetime) -> list[Owed]:
        """Let a rule be owed today as well: a red warning is in force since then, and the clock has just stopped."""
        made = max(self.stops[-1], since)
        day, found = made.date(), list[Owed]()
        for who in whose:
            calendar = next(one for one in self.duties if (one.rule, one.who, one.track) == (rule, who, ""))
            new = replace(calendar, first=day, last=day, opens=day, closes=day, needed=1, track="warning-day", facts=[])
            new.due, new.made, new.excused = max(at(day, 17, 30), since + 2 * HOUR), made, None
            new.runs = [[made, None]]
            found.append(new)
        self.duties += found
        return found

    def lifted(self, now: datetime) -> None:
        """Lift the warning: what is not due yet is owed no more."""
        for one in self.duties:
            if one.track and one.due > now and one.waits(now):
                one.void = True
                self.follow(one, now=now)

    def fired(self, one: Owed) -> list[tuple[datetime, str, str, datetime]]:
        """Return the steps of a duty that the clock has come to while its deadline ran, and when it came there."""
        found = []
        ahead = next((stop for stop in self.stops if stop >= at(one.first - AHEAD[one.each] * DAY)), None)
        for begun, ended in one.runs:
            if begun is not None and not one.track and ahead is not None:
                begun = max(begun, ahead)
            for step in one.steps():
                came = next((stop for stop in self.stops if stop >= step[0]), None)
                if begun is None or came is None or step[0] <= begun or came >= one.lapses:
                    continue
                if ended is None or came <= ended:
                    found.append((*step, came))
        return sorted(found)
