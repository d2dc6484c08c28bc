"""The clock of the reports to the county: which step follows which, what is due, and what becomes of it with the case.

``TABLE`` says for (state, action) which state follows; ``OWED`` which deadline runs in a state. They are data, as the
case's own table is.
"""

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Case, CountyReport, Deadline, Reporting
from models.enums import Action, DeadlineKind, DeadlineOutcome, Kind, ReportingState
from services.cases import deadlines
from services.cases.lifecycle import step_in
from services.core import journal
from services.core.act import Act, Moment
from services.core.town import Town

_A, _S, _D = Action, ReportingState, DeadlineKind

OWED: dict[ReportingState, DeadlineKind] = {
    _S.FIRST_DUE: _D.FIRST_REPORT,
    _S.FOLLOWING: _D.FOLLOW_UP_REPORT,
    _S.STABLE: _D.VERIFIED_REPORT,
}
KINDS = tuple(OWED.values())
REPORTED = (_S.FOLLOWING, _S.STABLE, _S.VERIFIED)
"""The county knows of it."""

TABLE: dict[tuple[ReportingState, Action], ReportingState] = {
    (_S.FIRST_DUE, _A.REPORT_COUNTY): _S.FOLLOWING,
    (_S.WAIVED, _A.REPORT_COUNTY): _S.FOLLOWING,  # it became the county's after all
    (_S.FOLLOWING, _A.REPORT_COUNTY): _S.FOLLOWING,
    (_S.STABLE, _A.REPORT_COUNTY): _S.VERIFIED,
    (_S.FIRST_DUE, _A.WAIVE_REPORT): _S.WAIVED,
    (_S.FOLLOWING, _A.DECLARE_STABLE): _S.STABLE,
    (_S.STABLE, _A.RESUME_REPORTS): _S.FOLLOWING,
    (_S.FIRST_DUE, _A.SET_EVENT): _S.FIRST_DUE,
    **{(state, _A.CORRECT_REPORT): state for state in _S},  # also long after: a wrong figure is never left standing
    **{(state, _A.FLAG_CASUALTIES): state for state in _S},
    **{(state, _A.PHONE_COUNTY): state for state in _S},
}


async def reporting_of(session: AsyncSession, case_id: int) -> Reporting | None:
    """Return where the reports about a case stand; None for one that was never an incident."""
    found: Reporting | None = await session.scalar(
        sa.select(Reporting).where(Reporting.case_id == case_id).execution_options(populate_existing=True)
    )
    return found


def step(reporting: Reporting, action: Action) -> ReportingState:
    """Return the state that follows, or raise ``Stale``: the button is older than the report."""
    return step_in(TABLE, reporting.state, action, "error-reporting-moved-on")


def first_due(town: Town, event_at: datetime, now: datetime) -> datetime:
    """Return when the first report is due: so long after the event, but no sooner than a red report can be written.

    Who hears of an event an hour late reports at once, and the ladder still begins at its first step.
    """
    rules = town.settings.county_reports
    return max(event_at + rules.first_due, now + rules.red_for)


def next_follow_up(town: Town, now: datetime, *, covered: bool = False) -> tuple[datetime, datetime]:
    """Return when the next follow-up is prompted and due; not today's when ``covered`` (UTC)."""
    rules, day = town.settings.county_reports, now.astimezone(town.zone).date()
    prompt = datetime.combine(day, rules.follow_up_prompt, town.zone)
    if covered or prompt <= now:
        day += timedelta(days=1)
    times = (rules.follow_up_prompt, rules.follow_up_due)
    prompt, due = (datetime.combine(day, at, town.zone).astimezone(UTC) for at in times)
    return prompt, due


async def running(session: AsyncSession, case_id: int) -> Deadline | None:
    """Return the deadline of the report that is owed next."""
    found: Deadline | None = await session.scalar(
        sa.select(Deadline).where(Deadline.case_id == case_id, Deadline.kind.in_(KINDS), Deadline.ended_at.is_(None))
    )
    return found


async def enter(
    act: Moment,
    case: Case,
    reporting: Reporting,
    state: ReportingState,
    *,
    outcome: DeadlineOutcome = DeadlineOutcome.CANCELLED,
    covered: bool = False,
) -> None:
    """Set a state: what was owed ends with ``outcome``, what is owed now starts. ``covered``: today is reported on."""
    await deadlines.end(act, case, *KINDS, outcome=outcome)
    reporting.state = state
    match state:
        case ReportingState.FIRST_DUE:
            due_at = first_due(act.town, reporting.event_at, act.now)
            await deadlines.start(act, DeadlineKind.FIRST_REPORT, case, due_at=due_at)
        case ReportingState.FOLLOWING:
            prompt, due_at = next_follow_up(act.town, act.now, covered=covered)
            kind = DeadlineKind.FOLLOW_UP_REPORT
            await deadlines.start(act, kind, case, started_at=prompt, due_at=due_at)
        case ReportingState.STABLE:
            await deadlines.start(act, DeadlineKind.VERIFIED_REPORT, case)
    await act.session.flush()


async def happened(act: Moment, case: Case, *, event_at: datetime) -> Reporting:
    """Start the clock of an incident; once, and again for one whose clock was stopped."""
    reporting = await reporting_of(act.session, case.id)
    if reporting is None:
        reporting = Reporting(case_id=case.id, state=ReportingState.FIRST_DUE, event_at=event_at, alarm={}, phoned={})
        act.session.add(reporting)
        await _run(act, case, reporting, ReportingState.FIRST_DUE, fresh=True)
    elif reporting.state in (ReportingState.CANCELLED, ReportingState.WAIVED):
        told = await reported(act.session, case.id)
        if not told:
            reporting.event_at = event_at
        state = ReportingState.FOLLOWING if told else ReportingState.FIRST_DUE
        await _run(act, case, reporting, state)
    return reporting


async def follow_kind(act: Moment, case: Case, *, event_at: datetime) -> None:
    """Start or stop the clock when a case was judged to be an incident, or none."""
    if case.kind is Kind.INCIDENT:
        await happened(act, case, event_at=event_at)
        return
    reporting = await reporting_of(act.session, case.id)
    if reporting is not None and reporting.state is ReportingState.FIRST_DUE:
        await _run(act, case, reporting, ReportingState.CANCELLED)


async def dismissed(act: Act, case: Case) -> None:
    """Stop the clock of a case that is none; what the county was told already is cleared up by a verified report."""
    reporting = await reporting_of(act.session, case.id)
    if reporting is None:
        return
    if reporting.state in (ReportingState.FIRST_DUE, ReportingState.WAIVED):
        await _run(act, case, reporting, ReportingState.CANCELLED)
    elif reporting.state is ReportingState.FOLLOWING:
        reporting.stable_at = act.now
        await _run(act, case, reporting, ReportingState.STABLE)


async def reopened(act: Act, case: Case) -> None:
    """Start the clock of a reopened incident again: follow-ups where the county knows of it, else the first report."""
    if case.kind is not Kind.INCIDENT:
        return
    reporting = await reporting_of(act.session, case.id)
    if reporting is not None and reporting.state in (ReportingState.STABLE, ReportingState.VERIFIED):
        reporting.stable_at = None
        await _run(act, case, reporting, ReportingState.FOLLOWING)
        return
    await happened(act, case, event_at=act.now)


async def merged(act: Act, case: Case, into: Case) -> None:
    """Let the surviving case report for both: what the county knows of one it knows of the other."""
    reporting = await reporting_of(act.session, case.id)
    if reporting is None or reporting.state is ReportingState.CANCELLED:
        return
    state, stable_at = reporting.state, reporting.stable_at
    await _run(act, case, reporting, ReportingState.CANCELLED)
    other = await reporting_of(act.session, into.id)
    if other is None:
        other = await happened(act, into, event_at=reporting.event_at)
    earlier = reporting.event_at < other.event_at
    other.event_at = min(other.event_at, reporting.event_at)
    if state in REPORTED and other.state not in REPORTED:
        other.stable_at = stable_at
        await _run(act, into, other, state)
    elif earlier and other.state is ReportingState.FIRST_DUE:  # it is one event, and it happened earlier
        await enter(act, into, other, ReportingState.FIRST_DUE)


async def unmerged(act: Act, case: Case, former: Case | None) -> None:
    """Let both cases report for themselves again."""
    if case.kind is Kind.INCIDENT or await reported(act.session, case.id):
        reporting = await reporting_of(act.session, case.id)
        event_at = reporting.event_at if reporting is not None else case.submitted_at
        await happened(act, case, event_at=event_at)
    other = await reporting_of(act.session, former.id) if former is not None else None
    if former is None or other is None or other.state not in REPORTED or await reported(act.session, former.id):
        return
    state = ReportingState.FIRST_DUE if former.kind is Kind.INCIDENT else ReportingState.CANCELLED
    await _run(act, former, other, state)


async def reported(session: AsyncSession, case_id: int) -> bool:
    """Whether the county was told of a case, or of one that was merged into it."""
    ids = await family(session, case_id)
    return await session.scalar(sa.select(CountyReport.id).where(CountyReport.case_id.in_(ids)).limit(1)) is not None


async def family(session: AsyncSession, case_id: int) -> list[int]:
    """Return a case and all that were merged into it, directly or by way of another."""
    found, fresh = [case_id], [case_id]
    while fresh:
        rows = await session.scalars(sa.select(Case.id).where(Case.merged_into_id.in_(fresh)))
        fresh = [one for one in rows if one not in found]
        found += fresh
    return found


async def _run(act: Moment, case: Case, reporting: Reporting, state: ReportingState, *, fresh: bool = False) -> None:
    before = None if fresh else reporting.state
    await enter(act, case, reporting, state)
    if state is ReportingState.CANCELLED:
        await deadlines.end(act, case, DeadlineKind.PHONE_COUNTY, outcome=DeadlineOutcome.CANCELLED)
    await journal.record(
        act,
        journal.of_case(case.id),
        Action.RUN_REPORTS.value,
        details={"reporting": [before.value if before else None, state.value]},
    )
