"""The timed part of ``config.yaml``: clocks, reminders, ladders, working time, quiet hours (defaults: DOMAIN §3)."""

from datetime import date, time, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import Literal, Self, get_args

from pydantic import BaseModel, Field, field_validator, model_validator
from pydantic_core import PydanticCustomError

from models.enums import Role
from services.settings.durations import ClockTime, Duration, Span


class Section(BaseModel, extra="forbid", frozen=True):
    """A section of the file: unknown keys are faults, so that a misspelt rule is not silently ignored."""


class Clocks(Section):
    """How long each step may take. ``…_working_days`` run in working time, the others round the clock."""

    triage_working_days: float = Field(default=1, gt=0)
    incident_confirm: Duration = timedelta(minutes=3)
    incident_feedback: Duration = timedelta(hours=4)
    incident_accept: Duration = timedelta(minutes=15)
    incident_ask_again: Duration = timedelta(minutes=60)  # an accepted incident: is somebody still at work?
    incident_silence: Duration = timedelta(minutes=15)  # unanswered so long, it must be accepted again
    accept_working_days: float = Field(default=1, gt=0)
    verify_working_days: float = Field(default=2, gt=0)
    longest_pause: Duration = timedelta(days=30)
    claim: Duration = timedelta(minutes=5)


class Reminders(Section):
    """When the person who must act is reminded, as shares of the time allowed; 1 is the moment it is due."""

    at: tuple[float, ...] = (0.5, 0.8, 1.0)

    @field_validator("at")
    @classmethod
    def _rise(cls, at: tuple[float, ...]) -> tuple[float, ...]:
        if any(not 0 < share <= 1 for share in at) or any(a >= b for a, b in pairwise(at)):
            raise PydanticCustomError("reminders", "shares above 0 and at most 1, rising, such as [0.5, 0.8, 1]")
        return at


class Rank(StrEnum):
    """The people of a step of a ladder, as seen from the case that is late."""

    HANDLER = "handler"  # the handler who accepted the assignment, else all of the unit
    UNIT_HEAD = "unit_head"  # of the unit that is late
    LINE_DEPUTY_DIRECTOR = "line_deputy_director"  # the leader in charge of the case's line
    DUTY_OFFICER = "duty_officer"  # the station's staff on duty
    SUBSTITUTE = "substitute"  # B of the AB pair, for a shift
    STATION_DEPUTY_CHIEF = "station_deputy_chief"
    STATION_EXECUTIVE_DEPUTY = "station_executive_deputy"
    STATION_CHIEF = "station_chief"
    EXECUTIVE_DEPUTY_DIRECTOR = "executive_deputy_director"
    DIRECTOR = "director"

    @property
    def role(self) -> Role:
        """The post whose holders are told."""
        return _OTHER_ROLES.get(self) or Role(self.value)


_OTHER_ROLES = {
    Rank.HANDLER: Role.UNIT_HANDLER,
    Rank.LINE_DEPUTY_DIRECTOR: Role.DEPUTY_DIRECTOR,
    Rank.DUTY_OFFICER: Role.STATION_STAFF,
    Rank.SUBSTITUTE: Role.STATION_STAFF,
}
"""The ranks that are not named like a role."""


class LadderStep(Section):
    """One step: the rank that is told, and its time before the next step."""

    to: Rank
    wait: Span = timedelta(0)
    call: bool = False
    """Make a call task as well: a message alone is not enough here."""


def _climb(*steps: tuple[Rank, timedelta]) -> tuple[LadderStep, ...]:
    return tuple(LadderStep(to=to, wait=wait, call=to is Rank.DIRECTOR) for to, wait in steps)


class Ladders(Section):
    """Escalation (逐级督办). The first step of a ladder is told when the deadline passes, or the incident comes in."""

    confirm: tuple[LadderStep, ...] = _climb(
        (Rank.DUTY_OFFICER, timedelta(minutes=3)),
        (Rank.STATION_DEPUTY_CHIEF, timedelta(minutes=5)),
        (Rank.STATION_CHIEF, timedelta(minutes=10)),
        (Rank.DIRECTOR, timedelta(0)),
    )
    """An incident nobody at the station has confirmed; round the clock."""
    incident: tuple[LadderStep, ...] = _climb(
        (Rank.HANDLER, timedelta(0)),
        (Rank.UNIT_HEAD, timedelta(minutes=15)),
        (Rank.LINE_DEPUTY_DIRECTOR, timedelta(minutes=15)),
        (Rank.STATION_CHIEF, timedelta(minutes=30)),
        (Rank.EXECUTIVE_DEPUTY_DIRECTOR, timedelta(minutes=30)),
        (Rank.DIRECTOR, timedelta(0)),
    )
    """A step of an incident that is overdue; round the clock."""
    hazard: tuple[LadderStep, ...] = _climb(
        (Rank.HANDLER, timedelta(hours=2)),
        (Rank.UNIT_HEAD, timedelta(hours=4)),
        (Rank.LINE_DEPUTY_DIRECTOR, timedelta(hours=7)),
        (Rank.STATION_CHIEF, timedelta(hours=7)),
        (Rank.EXECUTIVE_DEPUTY_DIRECTOR, timedelta(hours=14)),
        (Rank.DIRECTOR, timedelta(0)),
    )
    """A step of a hazard that is overdue; the waits are working hours (7 h is a working day)."""

    county: tuple[LadderStep, ...] = _climb(
        (Rank.HANDLER, timedelta(0)),
        (Rank.STATION_DEPUTY_CHIEF, timedelta(0)),
        (Rank.STATION_CHIEF, timedelta(minutes=15)),
        (Rank.EXECUTIVE_DEPUTY_DIRECTOR, timedelta(minutes=15)),
        (Rank.DIRECTOR, timedelta(0)),
    )
    """A report to the county that is late, the first one from when it turns red; round the clock."""

    remediation: tuple[LadderStep, ...] = _climb((Rank.HANDLER, timedelta(0)), (Rank.DUTY_OFFICER, timedelta(0)))
    """A remediation task that is overdue; its handler is the person that it was given to; round the clock."""

    duty: tuple[LadderStep, ...] = _climb(
        (Rank.HANDLER, timedelta(hours=7)),
        (Rank.UNIT_HEAD, timedelta(hours=7)),
        (Rank.LINE_DEPUTY_DIRECTOR, timedelta(hours=14)),
        (Rank.EXECUTIVE_DEPUTY_DIRECTOR, timedelta(0)),
    )
    """A duty (责任事项) that is overdue; the waits are working hours. Nobody is telephoned about it."""

    meeting: tuple[LadderStep, ...] = _climb(
        (Rank.HANDLER, timedelta(hours=12)), (Rank.UNIT_HEAD, timedelta(hours=12)), (Rank.DUTY_OFFICER, timedelta(0))
    )
    """A joint meeting's answer or topic that is overdue, then the desk, which asks by telephone; round the clock."""

    sign_on: tuple[LadderStep, ...] = _climb((Rank.HANDLER, timedelta(minutes=10)), (Rank.SUBSTITUTE, timedelta(0)))
    """A shift that has begun and that nobody has signed on to; its handler is the person on duty; round the clock."""

    @field_validator("confirm", "incident", "hazard", "county", "remediation", "duty", "meeting")
    @classmethod
    def _of_no_shift(cls, steps: tuple[LadderStep, ...]) -> tuple[LadderStep, ...]:
        if any(step.to is Rank.SUBSTITUTE for step in steps):
            raise PydanticCustomError("ladder_substitute", "substitute only in sign_on")
        return steps

    @field_validator("*")
    @classmethod
    def _steps(cls, steps: tuple[LadderStep, ...]) -> tuple[LadderStep, ...]:
        if not steps:
            raise PydanticCustomError("ladder_empty", "at least one step")
        if len({step.to for step in steps}) < len(steps):
            raise PydanticCustomError("ladder_twice", "every rank once")
        return steps


class ChaseRules(Section):
    """How an order or warning that nobody confirms is chased before a person has to call."""

    every: Duration = timedelta(minutes=5)
    times: int = Field(default=3, ge=0, le=10)


class Duty(Section):
    """How the person on duty is asked to hand over a shift."""

    hand_over_ahead: Duration = timedelta(minutes=10)  # before the end of the shift
    hand_over_every: Duration = timedelta(minutes=10)
    hand_over_times: int = Field(default=6, ge=1, le=20)

    @property
    def asked_beyond(self) -> timedelta:
        """How long after the end of a shift its person is still asked."""
        return self.hand_over_every * self.hand_over_times - self.hand_over_ahead

    @model_validator(mode="after")
    def _beyond_the_end(self) -> Self:
        if self.asked_beyond <= timedelta():
            raise PydanticCustomError("hand_over_short", "hand_over_every times hand_over_times above hand_over_ahead")
        return self


class RollCallTimes(Section):
    """Roll-calls of squads, the safety timer of people in the field, and reachability tests."""

    live: Duration = timedelta(minutes=15)
    test: Duration = timedelta(minutes=60)
    test_chase_at: tuple[Duration, ...] = Field(default=(timedelta(minutes=20), timedelta(minutes=40)), max_length=2)
    test_every: Duration = timedelta(hours=48)  # no sooner after another
    test_on: int | None = Field(default=10, ge=1, le=28)  # day of the month of its own test; null: none
    test_at: ClockTime = time(10, 0)
    mend_within: Duration = timedelta(days=7)
    chase_at: tuple[Duration, ...] = (timedelta(minutes=3), timedelta(minutes=6), timedelta(minutes=10))
    safety_timer: Duration = timedelta(minutes=30)
    safety_warning: Duration = timedelta(minutes=25)

    @model_validator(mode="after")
    def _a_test_is_gentle(self) -> Self:
        chase = (*self.test_chase_at, self.test)
        if any(a >= b for a, b in pairwise(chase)):
            raise PydanticCustomError("test_chase", "test_chase_at rising, and before test is over")
        if self.test >= self.test_every:
            raise PydanticCustomError("test_often", "test_every longer than test")
        return self


class OfficeHours(Section):
    """One stretch of office hours."""

    start: ClockTime
    end: ClockTime

    @model_validator(mode="after")
    def _forward(self) -> Self:
        if self.start >= self.end:
            raise PydanticCustomError("hours_backward", "start before end")
        return self


class YearTable(Section):
    """The State Council's holiday notice of one year, typed in."""

    off: tuple[date, ...] = ()
    work: tuple[date, ...] = ()  # Saturdays and Sundays that are worked to make up


class WorkingTime(Section):
    """Office hours and holidays. A year given here replaces what the software knows of it; nothing is ever guessed."""

    hours: tuple[OfficeHours, ...] = Field(
        default=(OfficeHours(start=time(8, 30), end=time(12, 0)), OfficeHours(start=time(14, 0), end=time(17, 30))),
        min_length=1,
    )
    years: dict[int, YearTable] = {}
    days_off: tuple[date, ...] = ()  # the township's own, on top of the notice
    days_worked: tuple[date, ...] = ()
    alarm_days_ahead: int = Field(default=60, ge=1)

    @model_validator(mode="after")
    def _dates_agree(self) -> Self:
        if any(a.end > b.start for a, b in pairwise(self.hours)):
            raise PydanticCustomError("hours_overlap", "stretches in order that do not overlap")
        for year, table in self.years.items():
            if any(day.year != year for day in (*table.off, *table.work)):
                raise PydanticCustomError("year_table", "only dates of {year}", {"year": year})
        return self


class QuietHours(Section):
    """The hours in which messages that can wait are held back until the morning. Danger to life always passes."""

    start: ClockTime = time(22, 0)
    end: ClockTime = time(7, 0)
    lets_through: tuple[Literal["life", "order", "receipt", "reminder", "digest"], ...] = ("life", "order", "receipt")

    @field_validator("lets_through")
    @classmethod
    def _life_passes(cls, names: tuple[str, ...]) -> tuple[str, ...]:
        if "life" not in names:
            raise PydanticCustomError("life_held_back", "a list that has 'life'")
        return names

    def holds(self, clock: time) -> bool:
        """Whether a time of day of the township falls into them."""
        if self.start > self.end:  # over midnight
            return clock >= self.start or clock < self.end
        return self.start <= clock < self.end


class Digests(Section):
    """When figures are told: each morning, and once a week."""

    morning: ClockTime = time(8, 0)
    weekly: ClockTime = time(8, 0)
    weekly_on: Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] = "monday"

    @property
    def weekday(self) -> int:
        """The day of the week of the weekly digest, 0 for Monday."""
        return get_args(type(self).model_fields["weekly_on"].annotation).index(self.weekly_on)


class Watchdog(Section):
    """When silence is an alarm."""

    overdue: Duration = timedelta(minutes=5)  # a deadline nobody acted on
