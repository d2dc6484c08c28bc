"""Reminders and ladders (提醒、逐级督办) as data: a deadline's steps, by the policy it was created under.

A policy is kept on the deadline's row, so that a running case keeps its rules when ``config.yaml`` changes. Times are
not kept but computed: a calendar that becomes known, a pause, more time granted all move what is still to come.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Any, NamedTuple

import orjson
from pydantic import BaseModel, ConfigDict

from models import Deadline
from models.enums import Severity
from services.calendar.working_time import WorkingClock
from services.settings.clocks import LadderStep, Rank


class Owner(StrEnum):
    """The owner of a deadline; the lower steps of its ladder start from there."""

    DESK = "desk"  # the station: the duty officer, then its leaders
    UNIT = "unit"  # the assignment's unit: its handlers, then its head; without a unit, the village's point
    VILLAGE = "village"  # a village's emergency point: its administrator and principal, then its principal
    VERIFIER = "verifier"  # people who may verify: the desk and the village point
    PERSON = "person"  # one person; the desk when nobody is named


class Doing(StrEnum):
    """The effect of a step."""

    REMIND = "remind"  # before it is due: the owner
    CHASE = "chase"  # an order without confirmation: the owner again
    ESCALATE = "escalate"  # it is late: the step's people
    CALL = "call"  # a person is to telephone; no message is enough any more


class Step(NamedTuple):
    """One step of a deadline: when, what, who."""

    at: datetime
    doing: Doing
    to: Rank
    share: float | None = None  # of a reminder: how much of the time has passed then
    call: bool = False  # a call task as well


class Policy(BaseModel):
    """The rules a deadline was created under, as its row keeps them."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    clock: str = "working"  # "round" for 险情, "working" for 隐患
    severity: Severity = Severity.ORDINARY
    owner: Owner = Owner.DESK
    remind: tuple[float, ...] = ()
    chase_every: timedelta | None = None
    chase_times: int = 0
    ladder: tuple[LadderStep, ...] = ()
    from_start: bool = False
    """The ladder counts from when the step began, and its first step was told then (险情 to be confirmed)."""
    ahead: timedelta = timedelta(0)
    """The ladder begins so long before it is due: a first report to the county is red by then."""
    lapse: timedelta | None = None
    """So long after it is due the area acts by itself, once; None: never."""

    @property
    def early(self) -> bool:
        """Whether the ladder begins before it is late; such a step is never paused."""
        return self.from_start or bool(self.ahead)

    def kept(self) -> dict[str, Any]:
        """Return what the row keeps."""
        return self.model_dump(mode="json", exclude_defaults=True)


def kept_policy(kept: dict[str, Any]) -> Policy:
    """Return the policy that a row keeps; thousands of rows keep the same few."""
    return _parsed(orjson.dumps(kept, option=orjson.OPT_SORT_KEYS))


@lru_cache(maxsize=256)
def _parsed(kept: bytes) -> Policy:
    return Policy.model_validate_json(kept)


@dataclass(frozen=True)
class Run:
    """How far the time of a deadline has run: ``used`` had passed at ``counted_from``, and it ends at ``due_at``."""

    started_at: datetime
    counted_from: datetime
    used: timedelta
    due_at: datetime
    late: timedelta = timedelta()
    """How much of ``used`` had passed after it was due; a pause stops the ladder as well, and it goes on from there."""

    def used_at(self, clock: WorkingClock, now: datetime) -> timedelta:
        """Return how much of the time has passed by ``now``."""
        return self.used + clock.between(self.counted_from, now)

    def stopped(self, clock: WorkingClock, now: datetime) -> "Run":
        """Return the run as it stands at ``now``: what has passed stays passed."""
        late = self.late + clock.between(max(self.counted_from, self.due_at), now)
        return replace(self, used=self.used_at(clock, now), counted_from=now, late=late)

    def carried_over(self, clock: WorkingClock, *, stopped: datetime, at: datetime) -> datetime:
        """Return when it is due if as much time is left from ``at`` as was left at ``stopped``; late stays late."""
        return self.due_at if self.due_at <= stopped else clock.plus(at, clock.between(stopped, self.due_at))


def late_by(row: Deadline, now: datetime) -> timedelta:
    """Return how late a deadline is, without the time for which it was paused after it was due."""
    until = row.counted_from if row.paused else now
    return max(until - row.due_at - timedelta(microseconds=row.rested), timedelta())


def steps(rules: Policy, run: Run, clock: WorkingClock) -> list[Step]:
    """Return every step from the start to the top of the ladder, in order of time.

    A reminder belongs to the moment when its share of the allowed time has passed; pauses do not count. At one moment
    the same people are told once: a ladder's first step stands for the reminder at the due moment.
    """
    found = [*_reminders(rules, run, clock), *_chases(rules, run, clock), *_escalations(rules, run, clock)]
    late = {(step.at, step.to) for step in found if step.doing is Doing.ESCALATE}
    kept = [step for step in found if step.doing is Doing.ESCALATE or (step.at, step.to) not in late]
    return sorted(kept, key=lambda step: step.at)


def _reminders(rules: Policy, run: Run, clock: WorkingClock) -> list[Step]:
    allowed = run.used + clock.between(run.counted_from, run.due_at)
    found = []
    for share in rules.remind:
        if share >= 1:
            at = run.due_at
        elif allowed * share < run.used:
            continue  # passed before the clock was moved
        else:
            at = min(clock.plus(run.counted_from, allowed * share - run.used), run.due_at)
        found.append(Step(at, Doing.REMIND, Rank.HANDLER, share=share))
    return found


def _chases(rules: Policy, run: Run, clock: WorkingClock) -> list[Step]:
    if rules.chase_every is None:
        return []
    chases = [
        Step(clock.plus(run.started_at, rules.chase_every * number), Doing.CHASE, Rank.HANDLER)
        for number in range(1, rules.chase_times + 1)
    ]
    last = clock.plus(run.started_at, rules.chase_every * (rules.chase_times + 1))
    return [*chases, Step(last, Doing.CALL, Rank.HANDLER, call=True)]


def _escalations(rules: Policy, run: Run, clock: WorkingClock) -> list[Step]:
    waited, found = timedelta(), []
    for number, step in enumerate(rules.ladder):
        if number or not rules.from_start:
            at = clock.plus(_base(rules, run), waited) if rules.early else _late_by(waited, run, clock)
            found.append(Step(at, Doing.ESCALATE, step.to, call=step.call))
        waited += step.wait
    return found


def _base(rules: Policy, run: Run) -> datetime:
    """Return where a ladder begins that does not wait until it is late."""
    return run.started_at if rules.from_start else max(run.started_at, run.due_at - rules.ahead)


def _late_by(waited: timedelta, run: Run, clock: WorkingClock) -> datetime:
    """Return when a deadline is so late: pauses do not count, neither before it was due nor after."""
    stopped_late = run.started_at < run.due_at < run.counted_from  # though perhaps by no working time
    if waited > run.late and (run.late or stopped_late):
        return clock.plus(run.counted_from, waited - run.late)
    at = clock.plus(run.due_at, waited)
    return min(at, run.counted_from) if run.late else at
