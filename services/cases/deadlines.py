"""The deadlines of a case and of its units' assignments (DOMAIN §3): when each step is due, and under which policy."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Assignment, Case, Deadline
from models.enums import AssignmentState, DeadlineKind, DeadlineOutcome, Kind, Priority, Severity
from services.calendar import working_time
from services.calendar.working_time import WorkingClock
from services.core.act import Moment
from services.core.town import Town
from services.deadlines import deadlines
from services.deadlines.deadlines import About
from services.deadlines.ladders import Owner, Policy, Run
from services.settings.township import Township

CASE, ASSIGNMENT = "case", "assignment"
"""The subjects of this area's deadlines."""


@dataclass(frozen=True)
class Rule:
    """The owner of a step and its time limit. Without a limit the step's request, or the event it reports, says when.

    ``span`` counts by the clock, ``days`` in working days. A step that has both counts by the clock for an incident.
    """

    owner: Owner
    span: Callable[[Township], timedelta] | None = None
    days: Callable[[Township, Severity], float] | None = None
    calm: bool = False
    """After the danger, or beside it: on the working-time clock also for an incident, so that nobody is woken."""
    pressing: bool = False
    """The county waits for it, whatever has become of the case: round the clock."""


_D, _DESK, _UNIT = DeadlineKind, Owner.DESK, Owner.UNIT
_JUDGING = Rule(_DESK, lambda town: town.clocks.incident_confirm, lambda town, _: town.clocks.triage_working_days)
RULES = {
    _D.TRIAGE: _JUDGING,
    _D.DISPATCH: _JUDGING,
    _D.ACCEPT: Rule(_UNIT, lambda town: town.clocks.incident_accept, lambda town, _: town.clocks.accept_working_days),
    _D.FEED_BACK: Rule(
        _UNIT,
        lambda town: town.clocks.incident_feedback,
        lambda town, severity: town.severities[severity].feedback_working_days,
    ),
    _D.VERIFY: Rule(Owner.VERIFIER, days=lambda town, _: town.clocks.verify_working_days, calm=True),
    _D.CLOSE: Rule(_DESK, days=lambda town, _: town.clocks.verify_working_days, calm=True),
    _D.EXTENSION: Rule(_DESK, lambda _: timedelta(hours=1), lambda *_: 1),
    _D.RESUME: Rule(_UNIT),
    _D.ANSWER_ORDER: Rule(_DESK, calm=True),
    _D.STILL_ON: Rule(_UNIT, lambda town: town.clocks.incident_ask_again),
    _D.FIRST_REPORT: Rule(_DESK, pressing=True),
    _D.FOLLOW_UP_REPORT: Rule(_DESK, pressing=True),
    _D.VERIFIED_REPORT: Rule(_DESK, days=lambda town, _: town.county_reports.verified_working_days, calm=True),
    _D.PHONE_COUNTY: Rule(_DESK, lambda town: town.county_reports.phone_within, pressing=True),
}


def presses(kind: DeadlineKind, of: Kind) -> bool:
    """Whether a step cannot wait for office hours: one of an incident that is still being dealt with."""
    return RULES[kind].pressing or (of is Kind.INCIDENT and not RULES[kind].calm)


def policy(settings: Township, kind: DeadlineKind, of: Kind, severity: Severity) -> Policy:
    """Return the rules for a new deadline of a hazard or an incident, from the township's settings."""
    urgent, ladders = presses(kind, of), settings.ladders
    common: dict[str, Any] = {"clock": "round" if urgent else "working", "severity": severity}
    common["owner"] = RULES[kind].owner
    match kind:
        case DeadlineKind.TRIAGE | DeadlineKind.DISPATCH if urgent:
            return Policy(**common, ladder=ladders.confirm, from_start=True)
        case DeadlineKind.RESUME:  # the clock itself goes on at the limit: nobody is late
            before = tuple(part for part in settings.reminders.at if part < 1)
            return Policy(**common | {"clock": "round"}, remind=before, lapse=timedelta())
        case DeadlineKind.STILL_ON:  # asked once; silence puts it back (services.assignments.still_working)
            return Policy(**common, remind=(1.0,), lapse=settings.clocks.incident_silence)
        case DeadlineKind.FIRST_REPORT:
            return Policy(**common, remind=(1.0,), ladder=ladders.county, ahead=settings.county_reports.red_for)
        case DeadlineKind.FOLLOW_UP_REPORT:  # it begins with the prompt
            return Policy(**common, remind=(0.0, 1.0), ladder=ladders.county)
    ladder = ladders.incident if urgent else ladders.hazard
    if urgent and kind in (DeadlineKind.ACCEPT, DeadlineKind.PHONE_COUNTY):
        ladder = ladders.county if kind is DeadlineKind.PHONE_COUNTY else ladder
        return Policy(**common, chase_every=settings.chase.every, chase_times=settings.chase.times, ladder=ladder)
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
    said_at: datetime | None = None,
    expired: bool = False,
) -> Deadline:
    """Start a deadline of a case or of an assignment; ``due_at``, the assignment or the rules say when it is due.

    A re-route (``replaces``) goes on where the other unit's clock stood.
    """
    rule, begin = RULES[kind], started_at or said_at or act.at
    if assignment is not None and kind in (DeadlineKind.FEED_BACK, DeadlineKind.RESUME):
        due_at = assignment.due_at if kind is DeadlineKind.FEED_BACK else assignment.paused_until
    due_at = due_at or due(act.town, kind, case, begin)
    usual = bool(rule.span or rule.days) and due_at == due(act.town, kind, case, begin)
    if assignment is not None and not usual:  # sent back or re-routed: a date that was kept is as usual as before
        before = await newest(act.session, kind, replaces or assignment)
        usual = before is not None and before.usual
    return await deadlines.start(
        act,
        kind,
        _about(case, assignment),
        due_at=due_at,
        priority=priority_of(case, kind),
        of=case,
        started_at=started_at,
        usual=usual,
        replaces=_about(case, replaces) if replaces else None,
        paused_until=replaces.paused_until if replaces else None,
        said_at=said_at,
        expired=expired,
    )


async def end(
    act: Moment,
    case: Case,
    *kinds: DeadlineKind,
    assignment: Assignment | None = None,
    outcome: DeadlineOutcome = DeadlineOutcome.MET,
) -> None:
    """End the running deadlines of these kinds of a case, or of one assignment."""
    about = _about(case, assignment)
    await deadlines.end(act.session, kinds, about.kind, [about.id], now=act.at, outcome=outcome)


async def move(act: Moment, kind: DeadlineKind, case: Case, assignment: Assignment, *, chosen: bool = True) -> None:
    """Let an assignment's running deadline end when the assignment now does; ``chosen`` says that somebody named it."""
    about, priority = _about(case, assignment), priority_of(case, kind)
    await deadlines.move(act, kind, about, due_at=assignment.due_at, priority=priority, of=case, chosen=chosen)


async def hold(act: Moment, kind: DeadlineKind, case: Case, assignment: Assignment) -> None:
    """Stop an assignment's running deadline for a pause; ``move`` lets it go on."""
    await deadlines.hold(act, kind, _about(case, assignment), due_at=assignment.due_at)


def _about(case: Case, assignment: Assignment | None) -> About:
    return About(ASSIGNMENT, assignment.id, case.id) if assignment is not None else About(CASE, case.id, case.id)


async def newest(session: AsyncSession, kind: DeadlineKind, assignment: Assignment) -> Deadline | None:
    """Return an assignment's newest deadline of a kind, running or not."""
    return await session.scalar(
        sa.select(Deadline)
        .where(Deadline.subject_kind == ASSIGNMENT, Deadline.subject_id == assignment.id, Deadline.kind == kind)
        .order_by(Deadline.id.desc())
        .limit(1)
    )


def feed_back_due(town: Town, case: Case, assignment: Assignment, row: Deadline, now: datetime) -> datetime:
    """Return when feedback is due by the rules for the case as it is graded now, whatever state the assignment is in.

    Time that had passed stays passed, and a pause does not count. A time that would have passed already counts from
    now, from the return of an earlier feedback, or from the end of the pause.
    """
    kind, clock, start = DeadlineKind.FEED_BACK, clock_of(town, case), assignment.started_at
    if assignment.returned and due(town, kind, case, start) <= row.started_at:
        start = row.started_at
    paused = assignment.state is AssignmentState.PAUSED
    stop = (assignment.paused_at if paused else None) or now
    goes_on = (assignment.paused_until if paused else None) or now
    worked = passed = clock.between(start, stop)
    if start == row.started_at and not changes_clock(town, case, row):
        worked = deadlines.run_of(row).used_at(clock, stop)
    usual = due(town, kind, case, start)
    left = clock.between(start, usual) - worked
    if left <= timedelta():
        return due(town, kind, case, goes_on)
    return usual if worked == passed and stop == goes_on else clock.plus(goes_on, left)


def changes_clock(town: Town, case: Case, row: Deadline) -> bool:
    """Whether a deadline still runs by the clock of another kind of case."""
    return deadlines.clock_of(town, row) != clock_of(town, case)


async def follow_kind(act: Moment, case: Case) -> None:
    """Let the other running deadlines of a case follow what it is now: its kind, and whether life is in danger.

    A step that is due by the clock for an incident and in working days for a hazard is due by the new kind, from when
    it began; where that has passed, from now. Feedback follows the grade assignment by assignment.
    """
    kinds = [kind for kind, rule in RULES.items() if rule.span and rule.days and kind is not DeadlineKind.FEED_BACK]
    rows = await act.session.scalars(
        sa.select(Deadline)
        .where(Deadline.case_id == case.id, Deadline.ended_at.is_(None), Deadline.kind.in_(kinds))
        .order_by(Deadline.id)
    )
    for row in list(rows):
        kind, changed = DeadlineKind(row.kind), changes_clock(act.town, case, row)
        if not changed and row.priority == priority_of(case, kind):
            continue
        due_at = row.due_at
        if changed:
            usual = due(act.town, kind, case, row.started_at)
            due_at = usual if usual > act.now else due(act.town, kind, case, act.now)
        about, priority = About(row.subject_kind, row.subject_id, case.id), priority_of(case, kind)
        await deadlines.move(act, kind, about, due_at=due_at, priority=priority, of=case, chosen=False)


async def recompute(act: Moment, deadline: Deadline) -> None:
    """Compute when a usual deadline is due, by the calendar as it is known now; the assignment and the case follow.

    Time that had passed stays passed, also of one that is paused.
    """
    case = await act.session.get_one(Case, deadline.case_id, options=[sa.orm.selectinload(Case.assignments)])
    assignment = next((one for one in case.assignments if one.id == deadline.subject_id), None)
    clock, start = deadlines.clock_of(act.town, deadline), deadline.started_at
    run = deadlines.run_of(deadline)
    left = clock.between(start, due(act.town, DeadlineKind(deadline.kind), case, start)) - run.used
    if deadline.paused and assignment is not None:
        deadline.due_at = feed_back_due(act.town, case, assignment, deadline, act.now)
    elif left > timedelta():
        deadline.due_at = clock.plus(run.counted_from, left)
    if deadline.kind == DeadlineKind.FEED_BACK and assignment is not None:
        assignment.due_at = deadline.due_at
        case.due_at = max(one.due_at for one in case.live)


def carried_over(town: Town, case: Case, assignment: Assignment, *, stopped: datetime, at: datetime) -> datetime:
    """Return when an assignment is due after a pause."""
    run = Run(assignment.started_at, assignment.started_at, timedelta(), assignment.due_at)
    return run.carried_over(clock_of(town, case), stopped=stopped, at=at)


def priority_of(case: Case, kind: DeadlineKind) -> Priority:
    """Return how urgent what a deadline of the case tells is."""
    rule = RULES[kind]
    if kind is DeadlineKind.PHONE_COUNTY or (case.life_danger and not rule.calm and not rule.pressing):
        return Priority.LIFE
    return Priority.ORDER if presses(kind, case.kind) else Priority.REMINDER


def calendar_known(town: Town, case: Case, start_at: datetime, end_at: datetime) -> bool:
    """Whether the calendar that a case runs by is known between the two."""
    return clock_of(town, case).known(start_at, end_at)


def clock_of(town: Town, case: Case) -> WorkingClock:
    """Return how time passes for a case: all hours count for an incident (险情), office hours for a hazard (隐患)."""
    return deadlines.working_clock(town, "round" if case.kind is Kind.INCIDENT else "working")


def usual_due(town: Town, kind: DeadlineKind, of: Kind, severity: Severity, start_at: datetime) -> datetime:
    """Return when a step is due by the township's rules (DOMAIN §3). Raises ``ValueError`` where they say nothing."""
    rule = RULES[kind]
    if rule.days is not None and (rule.span is None or of is not Kind.INCIDENT):
        days = rule.days(town.settings, severity)
        return working_time.after(start_at, days, town.settings.working_time, town.zone)
    if rule.span is None:
        raise ValueError(f"{kind} is due when its request says")
    return start_at + rule.span(town.settings)


def due(town: Town, kind: DeadlineKind, case: Case, start_at: datetime) -> datetime:
    """Return when a step of a case is due by the township's rules."""
    return usual_due(town, kind, case.kind, case.severity, start_at)
