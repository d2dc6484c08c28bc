"""The periods of the assessment: months, quarters and years of the township's calendar."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from models.enums import AssessmentEach
from services.calendar import months
from services.core.errors import Stale
from services.core.town import Town
from texts import Words

DAY = timedelta(days=1)
_MONTHS = {AssessmentEach.MONTH: 1, AssessmentEach.QUARTER: 3, AssessmentEach.YEAR: 12}
_CODE = re.compile(r"(\d{4})([myq])(\d{1,2})")
LETTERS = {AssessmentEach.MONTH: "m", AssessmentEach.QUARTER: "q", AssessmentEach.YEAR: "y"}


@dataclass(frozen=True)
class Period:
    """One period: its length and its first day."""

    each: AssessmentEach
    first: date

    @property
    def last(self) -> date:
        """The last day."""
        return self.after.first - DAY

    @property
    def after(self) -> "Period":
        """The next period of the same length."""
        return self._moved(1)

    @property
    def before(self) -> "Period":
        """The period of the same length before it."""
        return self._moved(-1)

    def _moved(self, by: int) -> "Period":
        return Period(self.each, months.on(self.first, by * _MONTHS[self.each]))

    @property
    def number(self) -> int:
        """Its number in the year, from 1."""
        return (self.first.month - 1) // _MONTHS[self.each] + 1

    @property
    def code(self) -> str:
        """Its name in a button: ``2026m8``."""
        return f"{self.first.year}{LETTERS[self.each]}{self.number}"

    def begins(self, town: Town) -> datetime:
        """Return the instant at which it begins."""
        return datetime.combine(self.first, time(), town.zone)

    def ends(self, town: Town) -> datetime:
        """Return the first instant after it."""
        return self.after.begins(town)

    def name(self, words: Words) -> str:
        """Return its name: August 2026."""
        return words.plain("assess-period", each=self.each.value, year=str(self.first.year), number=self.number)


def holding(each: AssessmentEach, day: date) -> Period:
    """Return the period of a length that holds a day."""
    months = _MONTHS[each]
    return Period(each, date(day.year, (day.month - 1) // months * months + 1, 1))


def read(code: str) -> Period:
    """Return the period that a button names. Raises ``Stale`` for anything else."""
    found = _CODE.fullmatch(code)
    if found is not None:
        each = next(one for one, letter in LETTERS.items() if letter == found[2])
        year, month = int(found[1]), (int(found[3]) - 1) * _MONTHS[each] + 1
        if 2000 <= year < 2200 and 1 <= month <= 12:
            return Period(each, date(year, month, 1))
    raise Stale("menu-button-gone")
