"""Duties (责任事项): acts that are owed without anybody asking, as rules of ``config.yaml``, section ``duties``.

A rule says who owes it, how often, by when, in which season it is owed more often, and by which fact it is fulfilled.
The defaults are the Opinions' own (DOMAIN §2, D8 to D14).
"""

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date, time, timedelta
from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from models.enums import Colour, Level, Role
from services.settings.clocks import Section
from services.settings.durations import ClockTime, Duration
from services.settings.named import Named

CODE = r"^[a-z][a-z0-9-]{0,31}$"
FACT = r"^[a-z][a-z0-9_]{0,31}$"


class Each(StrEnum):
    """The period of a rule. Weeks begin on Monday (ISO 8601)."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"


class Owing(StrEnum):
    """The kind of thing that a rule counts: every one of these owes it."""

    TOWN = "town"
    POST = "post"
    UNIT = "unit"
    VILLAGE = "village"
    GRID = "grid"
    RISK_POINT = "risk_point"
    LINE = "line"


FACTS: dict[str, frozenset[Owing]] = {
    "inspection": frozenset(Owing) - {Owing.GRID},
    "patrol": frozenset(Owing),
    "meeting": frozenset({Owing.TOWN}),
    "town_drill": frozenset({Owing.TOWN}),
    "village_drill": frozenset({Owing.VILLAGE}),
    "training": frozenset({Owing.TOWN, Owing.POST, Owing.UNIT, Owing.VILLAGE}),
}
"""The kinds of facts that the areas enter, and for whose duties each can count."""


class OnHoliday(StrEnum):
    """The way a day that is not worked moves. The duty still belongs to its period."""

    NEXT = "next"
    BEFORE = "before"
    KEEP = "keep"


_MONTH_DAY = re.compile(r"(\d{1,2})-(\d{1,2})")


def parse_month_day(value: Any) -> tuple[int, int]:
    """Return (month, day) from ``05-01``; 29 February is 28 in other years."""
    if isinstance(value, tuple):
        return value
    found = _MONTH_DAY.fullmatch(value.strip()) if isinstance(value, str) else None
    if found and 1 <= (month := int(found[1])) <= 12 and 1 <= (day := int(found[2])) <= monthrange(2000, month)[1]:
        return month, day
    raise PydanticCustomError("month_day", "a month and a day such as '05-01'")


def on_day(year: int, month: int, day: int) -> date:
    """Return a day of a year; a day that its month does not have is the month's last."""
    return date(year, month, min(day, monthrange(year, month)[1]))


MonthDay = Annotated[tuple[int, int], BeforeValidator(parse_month_day)]


class Season(Section):
    """A part of the year, both days included; it may reach over New Year."""

    begins: MonthDay
    ends: MonthDay

    def holds(self, day: date) -> bool:
        """Whether a day falls into it."""
        begins, ends = on_day(day.year, *self.begins), on_day(day.year, *self.ends)
        return begins <= day <= ends if begins <= ends else day >= begins or day <= ends


class Rhythm(Section):
    """How often something is owed, and by when."""

    each: Each
    every: int = Field(default=1, ge=1, le=10)
    """Every how many of these, from the rule's start: 2 with ``year`` is once in two years."""
    times: int = Field(default=1, ge=1, le=31)
    by: int | None = Field(default=None, ge=1, le=31)
    """The day of the week (1 is Monday), or of the period's last month; 31 is that month's last. None: the last day."""

    @model_validator(mode="after")
    def _has_such_a_day(self) -> Self:
        if self.by is not None and (self.each is Each.DAY or (self.each is Each.WEEK and self.by > 7)):
            raise PydanticCustomError("duty_by", "by: 1 to 7 in a week, 1 to 31 in longer periods, none in a day")
        return self


class Denser(Rhythm):
    """A season in which the same is owed more often."""

    season: Season


class UnderWarning(Rhythm):
    """A colour of a warning, or a graver one, under which the same is owed more often while it is in force."""

    colour: Colour
    line: str | None = None
    """The warning's line. None: the line of the risk point or the line that owes; of anybody else, any line."""

    @model_validator(mode="after")
    def _from_its_day(self) -> Self:
        if self.every > 1:
            raise PydanticCustomError("duty_every", "no every: a warning is counted from the moment it is in force")
        return self


class DutyRule(Rhythm):
    """One rule."""

    name: Named | None = None
    """None: a default rule, whose name is in the texts."""
    basis: Annotated[str, Field(max_length=200)] = ""
    """The law or paper that asks for it, shown with it."""
    owes: Owing
    roles: tuple[Role, ...] = ()
    """Of ``post``: the posts whose holders each owe it."""
    levels: tuple[Level, ...] = ()
    """Of ``risk_point``: the levels; none means all."""
    lines: tuple[str, ...] = ()
    """Of ``risk_point`` and ``line``: the lines; none means all."""
    fulfilled_by: str
    """The kind of fact that counts (``FACTS``). Nobody presses a button only to say that it was done."""
    at: ClockTime = time(17, 30)
    on_holiday: OnHoliday | None = None
    """None: a day's own duty stays on its day, all others move to the next working day."""
    early: int = Field(default=0, ge=0, le=92)
    """Days before the period in which it can already be done."""
    late: int | None = Field(default=None, ge=0, le=366)
    """Days after the period in which it can still be made up, late; then it is missed. None: by the period's length."""
    since: date | None = None
    """The day from which the periods are counted; nothing before it is owed."""
    escalates: bool = True
    """Whether a late one climbs the ladder (``ladders.duty``); otherwise only its holder is reminded."""
    only: Season | None = None
    """The part of the year in which it is owed at all; a period ends with it. None: all the year."""
    seasons: tuple[Denser, ...] = ()
    warnings: tuple[UnderWarning, ...] = ()
    active: bool = True

    @model_validator(mode="after")
    def _says_who(self) -> Self:
        if (self.owes is Owing.POST) != bool(self.roles):
            raise PydanticCustomError("duty_roles", "roles with owes: post, and only there")
        if self.since is None and (self.every > 1 or any(one.every > 1 for one in self.seasons)):
            raise PydanticCustomError("duty_since", "since: the day from which every second, third … is counted")
        if self.levels and self.owes is not Owing.RISK_POINT:
            raise PydanticCustomError("duty_levels", "levels only with owes: risk_point")
        if self.fulfilled_by not in FACTS:
            raise PydanticCustomError("duty_fact", "fulfilled_by: one of {known}", {"known": ", ".join(FACTS)})
        if self.owes not in FACTS[self.fulfilled_by]:
            known = ", ".join(one.value for one in Owing if one in FACTS[self.fulfilled_by])
            raise PydanticCustomError(
                "duty_fact_owes", "{fact} counts for: {known}", {"fact": self.fulfilled_by, "known": known}
            )
        if self.lines and self.owes not in (Owing.RISK_POINT, Owing.LINE):
            raise PydanticCustomError("duty_lines", "lines only with owes: risk_point or line")
        return self

    def made_up_within(self, rhythm: Rhythm) -> int:
        """Return the days after a period of a rhythm in which it can still be made up; in a denser one, no more."""
        usual = _MADE_UP[rhythm.each]
        if self.late is None:
            return usual
        return self.late if isinstance(rhythm, DutyRule) else min(self.late, usual)


_MADE_UP = {Each.DAY: 0, Each.WEEK: 2, Each.MONTH: 5, Each.QUARTER: 15, Each.HALF_YEAR: 30, Each.YEAR: 90}


class Colours(Section):
    """Colours of warnings that the station states (``/colour``)."""

    ask_after: Duration = Field(default=timedelta(hours=24), ge=timedelta(hours=1))
    """The station is asked after this whether a colour is still in force, and each time as long again."""


DEFAULTS: dict[str, dict[str, Any]] = {
    "leader-inspection": {
        "owes": Owing.POST,
        "roles": (Role.DIRECTOR,),
        "each": Each.QUARTER,
        "fulfilled_by": "inspection",
    },
    "risk-point-check": {
        "owes": Owing.RISK_POINT,
        "levels": (Level.LARGER, Level.MAJOR),
        "each": Each.MONTH,
        "fulfilled_by": "patrol",
    },
    "joint-meeting": {"owes": Owing.TOWN, "each": Each.QUARTER, "fulfilled_by": "meeting"},
    "town-drill": {"owes": Owing.TOWN, "each": Each.YEAR, "fulfilled_by": "town_drill"},
    "village-drill": {"owes": Owing.VILLAGE, "each": Each.YEAR, "fulfilled_by": "village_drill"},
    "training": {"owes": Owing.TOWN, "each": Each.QUARTER, "fulfilled_by": "training"},
    "monthly-inspection": {
        "owes": Owing.POST,
        "roles": (Role.DIRECTOR,),
        "each": Each.MONTH,
        "fulfilled_by": "inspection",
        "active": False,
    },
    **{
        f"{line}-{when}": {
            "owes": Owing.RISK_POINT,
            "lines": (line,),
            "each": each,
            "late": late,
            "only": {"begins": begins, "ends": ends},
            "fulfilled_by": "patrol",
            "active": False,
        }
        for line in ("flood", "geology")
        for when, each, late, begins, ends in (
            ("before-season", Each.YEAR, 15, "03-01", "04-30"),  # 汛前排查
            ("in-season", Each.WEEK, 2, "05-01", "09-30"),  # 汛中巡查
            ("after-season", Each.YEAR, 15, "10-01", "11-15"),  # 汛后核查
        )
    },
}
"""The rules of the Opinions (DOMAIN D8 to D14), and stricter variants to choose, which are not active.

Their names and grounds are in the texts (``duty-rule-…``).
"""


def with_defaults(given: Any) -> Any:
    """Return the rules with the defaults that config leaves out; a field of a default changes only that field."""
    if given is None or not isinstance(given, Mapping):
        return DEFAULTS if given is None else given
    changed = {
        code: {**default, **given[code]} if isinstance(given.get(code), Mapping) else default
        for code, default in DEFAULTS.items()
    }
    return changed | {code: rule for code, rule in given.items() if code not in DEFAULTS or code not in changed}


def _named(rules: dict[str, DutyRule]) -> dict[str, DutyRule]:
    for code, rule in rules.items():
        if rule.name is None and code not in DEFAULTS:
            raise PydanticCustomError("duty_name", "a name of {code} in each language", {"code": code})
    return rules


DutyRules = Annotated[
    dict[Annotated[str, Field(pattern=CODE)], DutyRule], BeforeValidator(with_defaults), AfterValidator(_named)
]
