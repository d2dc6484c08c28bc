"""The plan of a year (`bihuan duties preview`): every period of every rule before it happens, and how many owe it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from services.calendar import working_time
from services.core.act import Moment
from services.duties import owing
from services.duties.planning import periods
from services.settings.duties import DutyRule


@dataclass(frozen=True)
class Planned:
    """A period of a rule, when it is owed, by how many, and whether the year's holidays are known."""

    rule: str
    period: periods.Period
    due_at: datetime
    owed_by: int
    settled: bool


async def of_year(act: Moment, year: int) -> list[Planned]:
    """Return the plan of a year, in order of the due days."""
    found = []
    for code, rule in act.town.settings.duties.items():
        if not rule.active:
            continue
        count = len(await owing.of_rule(act.session, act.town, rule))
        for period in _of_year(rule, year) if count else ():
            at = periods.due_at(act.town, rule, period)
            settled = working_time.is_known(act.town.settings.working_time, at.astimezone(act.town.zone).year)
            found.append(Planned(code, period, at, count, settled))
    return sorted(found, key=lambda one: (one.due_at, one.rule))


def _of_year(rule: DutyRule, year: int) -> Iterator[periods.Period]:
    """Yield the periods that are owed by a day of the year."""
    for period in periods.periods(rule, date(year, 1, 1), date(year, 12, 31)):
        if period.owed and period.day.year == year:
            yield period


def folded(found: list[Planned]) -> list[Planned]:
    """Return the first of each rule's planned periods, where days or weeks would fill the page."""
    first: dict[str, Planned] = {}
    for one in found:
        first.setdefault(one.rule, one)
    return [one for one in found if one.period.first.month != one.period.last.month or first[one.rule] is one]
