"""Deadlines as rows (I5): started and ended by the transition table, kept with the policy they were created under."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Assignment, Case, Deadline, Message
from models.enums import DeadlineKind, DeadlineOutcome, Kind, Priority, Severity
from services.calendar import working_time
from services.calendar.working_time import Pace
from services.core.act import Moment
from services.core.database import DEADLINES, wake
from services.core.town import Town
from services.deadlines import ladders
from services.deadlines.ladders import Run, Step

ON_REQUEST = frozenset(
    {DeadlineKind.RESUME, DeadlineKind.ANSWER_ORDER, DeadlineKind.FIRST_REPORT, DeadlineKind.FOLLOW_UP_REPORT}
)
"""Steps that are due when their request says, or by the event they report."""


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
    """Start a deadline under today's rules; due by them unless ``due_at`` is given.

    With an earlier ``started_at`` what has passed of its steps is not made up for. A re-route (``replaces``) goes on
    where the other unit's clock stood.
    """
    begin = started_at or act.now
    rules = ladders.policy(act.town.settings, kind, case.kind, case.severity)
    deadline = Deadline(
        kind=kind,
        case_id=case.id,
        assignment_id=assignment.id if assignment else None,
        priority=priority_of(case, kind),
        started_at=begin,
        due_at=due_at or due(act.town, kind, case, begin),
        policy=rules.kept(),
        usual=due_at is None or due_at == usual_due(act.town, kind, case, begin),
        counted_from=begin,
        used=0,
        late=0,
        fired_until=act.now if begin < act.now else None,
    )
    if replaces is not None:
        await _go_on(act, deadline, replaces)
    schedule(act.town, deadline)
    act.session.add(deadline)
    await act.session.flush()
    wake(act.session, DEADLINES)
    return deadline


async def end(
    session: AsyncSession,
    kinds: Sequence[DeadlineKind],
    *,
    case_id: int,
    assignment_id: int | None,
    now: datetime,
    outcome: DeadlineOutcome = DeadlineOutcome.MET,
) -> None:
    """End the running deadlines of these kinds of a case (``assignment_id`` None) or of one assignment.

    What they still had to say is not said any more, and nobody need be telephoned about it.
    """
    if not kinds:
        return
    those = (
        Deadline.case_id == case_id,
        Deadline.assignment_id == assignment_id if assignment_id else Deadline.assignment_id.is_(None),
        Deadline.kind.in_(kinds),
    )
    await session.execute(
        sa.update(Deadline)
        .where(*those, Deadline.ended_at.is_(None))
        .values(ended_at=now, outcome=outcome, next_at=None, version=Deadline.version + 1)
        .execution_options(synchronize_session=False)
    )
    await session.execute(
        sa.update(Message)
        .where(
            Message.call,
            Message.called_at.is_(None),
            Message.deadline_id.in_(sa.select(Deadline.id).where(*those)),
        )
        .values(call=False)
        .execution_options(synchronize_session=False)
    )
    wake(session, DEADLINES)


async def move(act: Moment, kind: DeadlineKind, case: Case, assignment: Assignment, *, chosen: bool = True) -> None:
    """Let an assignment's running deadline end when the assignment now does; ``chosen`` says that somebody named it.

    More time, a pause that is over, a new grade: time that has passed stays passed, steps that were taken are not taken
    again. A hazard that became an incident (or the other way round) goes on under the rules of its new kind.
    """
    deadline = await _running(act.session, kind, assignment)
    if deadline is None:
        return
    if not deadline.paused:
        _count(act.town, deadline, act.now)
    rules = ladders.policy(act.town.settings, kind, case.kind, case.severity)
    if ladders.kept_policy(deadline.policy).clock != rules.clock:
        deadline.policy, deadline.used, deadline.started_at = rules.kept(), 0, act.now
    if assignment.due_at > act.now or not deadline.used:
        deadline.late = 0
    deadline.priority = priority_of(case, kind)
    deadline.counted_from, deadline.due_at, deadline.paused = act.now, assignment.due_at, False
    deadline.usual = deadline.usual and not chosen
    deadline.fired_until = max(act.now, deadline.fired_until or act.now)
    schedule(act.town, deadline)
    await act.session.flush()
    wake(act.session, DEADLINES)


async def hold(act: Moment, kind: DeadlineKind, assignment: Assignment) -> None:
    """Stop an assignment's running deadline for a pause; ``move`` lets it go on."""
    deadline = await _running(act.session, kind, assignment)
    if deadline is None or deadline.paused:
        return
    _count(act.town, deadline, act.now)
    deadline.due_at, deadline.paused, deadline.next_at = assignment.due_at, True, None
    await act.session.flush()


def schedule(town: Town, deadline: Deadline) -> None:
    """Set when the next step is to be taken: the first one after those that were."""
    coming = steps_of(town, deadline)
    done = deadline.fired_until
    deadline.next_at = next((step.at for step in coming if done is None or step.at > done), None)
    last = max([deadline.due_at, *(step.at for step in coming)])
    deadline.provisional = not pace_of(town, deadline).known(deadline.started_at, last)


def steps_of(town: Town, deadline: Deadline) -> list[Step]:
    """Return every step of a deadline in order of time, taken or to come."""
    return ladders.steps(ladders.kept_policy(deadline.policy), run_of(deadline), pace_of(town, deadline))


def run_of(deadline: Deadline) -> Run:
    """Return how far a deadline's time has run."""
    used, late = timedelta(microseconds=deadline.used), timedelta(microseconds=deadline.late)
    return Run(deadline.started_at, deadline.counted_from, used, deadline.due_at, late)


def pace_of(town: Town, deadline: Deadline) -> Pace:
    """Return how time passes for a deadline."""
    return pace(town, ladders.kept_policy(deadline.policy).clock)


def pace(town: Town, clock: str) -> Pace:
    """Return how time passes on a clock: "round" or "working"."""
    return Pace(clock == "working", town.settings.working_time, town.zone)


def carried_over(
    town: Town, case: Case, started_at: datetime, due_at: datetime, *, stopped: datetime, at: datetime
) -> datetime:
    """Return when a share is due after a pause."""
    run = Run(started_at, started_at, timedelta(), due_at)
    return run.carried_over(pace(town, clock_of(case)), stopped=stopped, at=at)


def priority_of(case: Case, kind: DeadlineKind) -> Priority:
    """Return how urgent what a deadline of the case tells is."""
    if kind is DeadlineKind.PHONE_COUNTY:
        return Priority.LIFE
    if case.life_danger and kind not in ladders.CALM | ladders.PRESSING:
        return Priority.LIFE
    return Priority.ORDER if ladders.presses(kind, case.kind) else Priority.REMINDER


async def _running(session: AsyncSession, kind: DeadlineKind, assignment: Assignment) -> Deadline | None:
    found: Deadline | None = await session.scalar(
        sa.select(Deadline)
        .where(Deadline.assignment_id == assignment.id, Deadline.kind == kind, Deadline.ended_at.is_(None))
        .with_for_update()
    )
    return found


async def _go_on(act: Moment, deadline: Deadline, replaced: Assignment) -> None:
    """Let a new deadline's time stand where that of the share it replaces was stopped."""
    query = sa.select(Deadline).where(Deadline.assignment_id == replaced.id, Deadline.kind == deadline.kind)
    before = await act.session.scalar(query.order_by(Deadline.id.desc()).limit(1))
    if before is None or pace_of(act.town, before) != pace_of(act.town, deadline):
        return
    run = run_of(before)
    if before.paused:  # since its limit the clock runs, whether or not that was noticed
        run = replace(run, counted_from=min(act.now, replaced.paused_until or act.now))
    _keep(deadline, run.stopped(pace_of(act.town, before), act.now))
    deadline.started_at, deadline.fired_until = before.started_at, act.now


def _count(town: Town, deadline: Deadline, now: datetime) -> None:
    _keep(deadline, run_of(deadline).stopped(pace_of(town, deadline), now))


def _keep(deadline: Deadline, run: Run) -> None:
    """Write down how far the time has run."""
    tick = timedelta(microseconds=1)
    deadline.used, deadline.late, deadline.counted_from = run.used // tick, run.late // tick, run.counted_from


def clock_of(case: Case) -> str:
    """Return which clock a case runs on: "round" for 险情, "working" for 隐患."""
    return "round" if case.kind is Kind.INCIDENT else "working"


def feedback_due(town: Town, kind: Kind, severity: Severity, start_at: datetime) -> datetime:
    """Return when a unit's feedback is due: by the clock for an incident, by working days for a hazard."""
    if kind is Kind.INCIDENT:
        return start_at + town.settings.clocks.incident_feedback
    days = town.settings.severities[severity].feedback_working_days
    return working_time.after(start_at, days, town.settings.working_time, town.zone)


def due_anew(town: Town, deadline: Deadline, case: Case) -> datetime:
    """Return when a usual deadline is due by the calendar as it is known now; what had passed of it stays passed."""
    pace, start = pace_of(town, deadline), deadline.started_at
    run = run_of(deadline)
    left = pace.between(start, due(town, deadline.kind, case, start)) - run.used
    return pace.plus(run.counted_from, left) if left > timedelta() else deadline.due_at


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
