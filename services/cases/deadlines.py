"""The deadlines of a case and of its units' assignments (DOMAIN §3): when each step is due, and under which policy."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Assignment, Case, Deadline
from models.enums import LIVE, DeadlineKind, DeadlineOutcome, Kind, Priority, Severity
from services.calendar import working_time
from services.core.act import Moment
from services.core.town import Town
from services.deadlines import deadlines
from services.deadlines.deadlines import About
from services.deadlines.ladders import Owner, Policy, Run
from services.settings.township import Township

CASE, ASSIGNMENT = "case", "assignment"
"""What a deadline of this area is about."""
ON_REQUEST = frozenset(
    {DeadlineKind.RESUME, DeadlineKind.ANSWER_ORDER, DeadlineKind.FIRST_REPORT, DeadlineKind.FOLLOW_UP_REPORT}
)
"""Steps that are due when their request says, or by the event they report."""
OWNERS = {
    DeadlineKind.TRIAGE: Owner.DESK,
    DeadlineKind.DISPATCH: Owner.DESK,
    DeadlineKind.ACCEPT: Owner.UNIT,
    DeadlineKind.FEED_BACK: Owner.UNIT,
    DeadlineKind.VERIFY: Owner.VERIFIER,
    DeadlineKind.CLOSE: Owner.DESK,
    DeadlineKind.EXTENSION: Owner.DESK,
    DeadlineKind.RESUME: Owner.UNIT,
    DeadlineKind.ANSWER_ORDER: Owner.DESK,
    DeadlineKind.STILL_ON: Owner.UNIT,
    DeadlineKind.FIRST_REPORT: Owner.DESK,
    DeadlineKind.FOLLOW_UP_REPORT: Owner.DESK,
    DeadlineKind.VERIFIED_REPORT: Owner.DESK,
    DeadlineKind.PHONE_COUNTY: Owner.DESK,
}
CALM = frozenset({DeadlineKind.VERIFY, DeadlineKind.CLOSE, DeadlineKind.ANSWER_ORDER, DeadlineKind.VERIFIED_REPORT})
"""Steps after the danger, or beside it: on the working-time clock also for an incident, so nobody is woken for them."""
PRESSING = frozenset({DeadlineKind.FIRST_REPORT, DeadlineKind.FOLLOW_UP_REPORT, DeadlineKind.PHONE_COUNTY})
"""What the county waits for, whatever has become of the case meanwhile: round the clock."""


def presses(kind: DeadlineKind, of: Kind) -> bool:
    """Whether a step cannot wait for office hours: one of an incident that is still being dealt with."""
    return kind in PRESSING or (of is Kind.INCIDENT and kind not in CALM)


def policy(settings: Township, kind: DeadlineKind, of: Kind, severity: Severity) -> Policy:
    """Return the rules for a new deadline of a hazard or an incident, from the township's settings."""
    incident = presses(kind, of)
    clock, owner, ladders = "round" if incident else "working", OWNERS[kind], settings.ladders
    common: dict[str, Any] = {"clock": clock, "severity": severity, "owner": owner}
    if incident and kind in (DeadlineKind.TRIAGE, DeadlineKind.DISPATCH):
        return Policy(**common, ladder=ladders.confirm, from_start=True)
    if kind is DeadlineKind.RESUME:  # the clock itself goes on at the limit: nobody is late
        before = tuple(one for one in settings.reminders.at if one < 1)
        return Policy(**common | {"clock": "round"}, remind=before, lapse=timedelta())
    if kind is DeadlineKind.STILL_ON:  # asked once; silence puts it back (services.assignments.still_working)
        return Policy(**common, remind=(1.0,), lapse=settings.clocks.incident_silence)
    if kind is DeadlineKind.FIRST_REPORT:
        return Policy(**common, remind=(1.0,), ladder=ladders.county, ahead=settings.county_reports.red_for)
    if kind is DeadlineKind.FOLLOW_UP_REPORT:  # it begins with the prompt
        return Policy(**common, remind=(0.0, 1.0), ladder=ladders.county)
    ladder = ladders.incident if incident else ladders.hazard
    if kind is DeadlineKind.PHONE_COUNTY:
        ladder = ladders.county
    if incident and kind in (DeadlineKind.ACCEPT, DeadlineKind.PHONE_COUNTY):
        chase = settings.chase
        return Policy(**common, chase_every=chase.every, chase_times=chase.times, ladder=ladder)
    return Policy(**common, remind=settings.reminders.at, ladder=ladder)


async def start(
    act: Moment,
    kind: DeadlineKind,
    case: Case,
    *,
    due_at: datetime | None = None,
    started_at: datetime | None = None,
    assignment: Assignment | None = None,
    replaces: Assignment | None = None,
) -> Deadline:
    """Start a deadline of a case or of an assignment; due by the township's rules unless ``due_at`` is given.

    A re-route (``replaces``) goes on where the other unit's clock stood.
    """
    begin = started_at or act.now
    return await deadlines.start(
        act,
        kind,
        _about(case, assignment),
        due_at=due_at or due(act.town, kind, case, begin),
        priority=priority_of(case, kind),
        of=case,
        started_at=started_at,
        usual=due_at is None or due_at == usual_due(act.town, kind, case, begin),
        replaces=_about(case, replaces) if replaces else None,
        paused_until=replaces.paused_until if replaces else None,
    )


async def end(
    session: AsyncSession,
    kinds: Sequence[DeadlineKind],
    *,
    case_id: int,
    assignment_id: int | None,
    now: datetime,
    outcome: DeadlineOutcome = DeadlineOutcome.MET,
) -> None:
    """End the running deadlines of these kinds of a case (``assignment_id`` None) or of one assignment."""
    subject, number = (CASE, case_id) if assignment_id is None else (ASSIGNMENT, assignment_id)
    await deadlines.end(session, kinds, subject, [number], now=now, outcome=outcome)


async def move(act: Moment, kind: DeadlineKind, case: Case, assignment: Assignment, *, chosen: bool = True) -> None:
    """Let an assignment's running deadline end when the assignment now does; ``chosen`` says that somebody named it."""
    await deadlines.move(
        act,
        kind,
        _about(case, assignment),
        due_at=assignment.due_at,
        priority=priority_of(case, kind),
        of=case,
        chosen=chosen,
    )


async def hold(act: Moment, kind: DeadlineKind, assignment: Assignment) -> None:
    """Stop an assignment's running deadline for a pause; ``move`` lets it go on."""
    await deadlines.hold(act, kind, About(ASSIGNMENT, assignment.id, assignment.case_id), due_at=assignment.due_at)


def _about(case: Case, assignment: Assignment | None) -> About:
    return About(ASSIGNMENT, assignment.id, case.id) if assignment is not None else About(CASE, case.id, case.id)


async def reckon(act: Moment, deadline: Deadline) -> None:
    """Reckon anew when a usual deadline is due, by the calendar as it is known now; the assignment and the case follow.

    What had passed of it stays passed.
    """
    case = await act.session.get_one(Case, deadline.case_id, options=[sa.orm.selectinload(Case.assignments)])
    clock, start = deadlines.clock_of(act.town, deadline), deadline.started_at
    run = deadlines.run_of(deadline)
    left = clock.between(start, due(act.town, DeadlineKind(deadline.kind), case, start)) - run.used
    if left > timedelta():
        deadline.due_at = clock.plus(run.counted_from, left)
    for assignment in case.assignments:
        if deadline.kind == DeadlineKind.FEED_BACK and assignment.id == deadline.subject_id:
            assignment.due_at = deadline.due_at
            case.due_at = max(one.due_at for one in case.assignments if one.state in LIVE)


def carried_over(
    town: Town, case: Case, started_at: datetime, due_at: datetime, *, stopped: datetime, at: datetime
) -> datetime:
    """Return when an assignment is due after a pause."""
    run = Run(started_at, started_at, timedelta(), due_at)
    return run.carried_over(deadlines.working_clock(town, clock_of(case)), stopped=stopped, at=at)


def priority_of(case: Case, kind: DeadlineKind) -> Priority:
    """Return how urgent what a deadline of the case tells is."""
    if kind is DeadlineKind.PHONE_COUNTY:
        return Priority.LIFE
    if case.life_danger and kind not in CALM | PRESSING:
        return Priority.LIFE
    return Priority.ORDER if presses(kind, case.kind) else Priority.REMINDER


def clock_of(case: Case) -> str:
    """Return which clock a case runs on: "round" for 险情, "working" for 隐患."""
    return "round" if case.kind is Kind.INCIDENT else "working"


def known(town: Town, case: Case, start_at: datetime, end_at: datetime) -> bool:
    """Whether the calendar that a case runs by is known between the two."""
    return deadlines.working_clock(town, clock_of(case)).known(start_at, end_at)


def feedback_due(town: Town, kind: Kind, severity: Severity, start_at: datetime) -> datetime:
    """Return when a unit's feedback is due: by the clock for an incident, by working days for a hazard."""
    if kind is Kind.INCIDENT:
        return start_at + town.settings.clocks.incident_feedback
    days = town.settings.severities[severity].feedback_working_days
    return working_time.after(start_at, days, town.settings.working_time, town.zone)


def usual_due(town: Town, kind: DeadlineKind, case: Case, start_at: datetime) -> datetime | None:
    """Return when a step is due by the township's rules; None for one whose request or event says when."""
    return None if kind in ON_REQUEST else due(town, kind, case, start_at)


def due(town: Town, kind: DeadlineKind, case: Case, start_at: datetime) -> datetime:
    """Return when a step is due by the township's rules (DOMAIN §3)."""
    clocks, incident = town.settings.clocks, case.kind is Kind.INCIDENT

    def working(days: float) -> datetime:
        return working_time.after(start_at, days, town.settings.working_time, town.zone)

    match kind:
        case DeadlineKind.TRIAGE:
            return start_at + clocks.incident_confirm if incident else working(clocks.triage_working_days)
        case DeadlineKind.DISPATCH:  # as long as the judging: both are the desk's
            return start_at + clocks.incident_confirm if incident else working(clocks.triage_working_days)
        case DeadlineKind.ACCEPT:
            return start_at + clocks.incident_accept if incident else working(clocks.accept_working_days)
        case DeadlineKind.FEED_BACK:
            return feedback_due(town, case.kind, case.severity, start_at)
        case DeadlineKind.VERIFY | DeadlineKind.CLOSE:
            return working(clocks.verify_working_days)
        case DeadlineKind.STILL_ON:
            return start_at + clocks.incident_ask_again
        case DeadlineKind.VERIFIED_REPORT:
            return working(town.settings.county_reports.verified_working_days)
        case DeadlineKind.PHONE_COUNTY:
            return start_at + town.settings.county_reports.phone_within
        case DeadlineKind.EXTENSION:
            return start_at + timedelta(hours=1) if incident else working(1)
        case _:
            raise ValueError(f"{kind} is due when its request says")
