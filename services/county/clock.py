"""The clock of the reports to the county: the states, the deadline of each, and when it is due.

``TABLE`` gives the state that follows for (state, action); ``OWED`` the deadline that runs in a state.
"""

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Case, CountyReport, Deadline, Reporting
from models.enums import Action, DeadlineKind, DeadlineOutcome, ReportingState
from services.cases import deadlines
from services.cases.lifecycle import step_in
from services.core import journal
from services.core.act import Moment
from services.core.town import Town

_A, _S, _D = Action, ReportingState, DeadlineKind

OWED: dict[ReportingState, DeadlineKind] = {
    _S.FIRST_DUE: _D.FIRST_REPORT,
    _S.FOLLOWING: _D.FOLLOW_UP_REPORT,
    _S.STABLE: _D.VERIFIED_REPORT,
}
KINDS = tuple(OWED.values())
REPORTED = (_S.FOLLOWING, _S.STABLE, _S.VERIFIED)
"""The states in which the county knows of the incident."""

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
    return await session.scalar(
        sa.select(Reporting).where(Reporting.case_id == case_id).execution_options(populate_existing=True)
    )


def next_state(reporting: Reporting, action: Action) -> ReportingState:
    """Return the state that follows, or raise ``Stale``: the button is older than the report."""
    return step_in(TABLE, reporting.state, action, "error-reporting-moved-on")


def first_due(town: Town, event_at: datetime, now: datetime) -> datetime:
    """Return when the first report is due: a fixed time after the event, and no sooner than ``red_for`` from now.

    The clock starts with the event, but the station owes nothing before it knows. An event that becomes known an hour
    late is reported at once, the ladder still begins at its first step, and every reminder says that the time was over.
    """
    rules = town.settings.county_reports
    return max(event_at + rules.first_due, now + rules.red_for)


def next_follow_up(town: Town, now: datetime, *, covered: bool = False) -> tuple[datetime, datetime]:
    """Return when the next follow-up is prompted and due (UTC); tomorrow's when ``covered``: today's was sent."""
    rules, day = town.settings.county_reports, now.astimezone(town.zone).date()
    prompt = datetime.combine(day, rules.follow_up_prompt, town.zone)
    if covered or prompt <= now:
        day += timedelta(days=1)
    times = (rules.follow_up_prompt, rules.follow_up_due)
    prompt, due = (datetime.combine(day, at, town.zone).astimezone(UTC) for at in times)
    return prompt, due


async def running(session: AsyncSession, case_id: int) -> Deadline | None:
    """Return the deadline of the report that is owed next."""
    return await session.scalar(
        sa.select(Deadline).where(Deadline.case_id == case_id, Deadline.kind.in_(KINDS), Deadline.ended_at.is_(None))
    )


async def enter(
    act: Moment,
    case: Case,
    reporting: Reporting,
    state: ReportingState,
    *,
    outcome: DeadlineOutcome = DeadlineOutcome.CANCELLED,
    covered: bool = False,
) -> None:
    """Set a state: the running deadline ends with ``outcome``, the state's own starts. ``covered``: today's is sent."""
    ended = (*KINDS, DeadlineKind.PHONE_COUNTY) if state is ReportingState.CANCELLED else KINDS
    await deadlines.end(act, case, *ended, outcome=outcome)
    reporting.state = state
    act.session.add(reporting)
    match state:
        case ReportingState.FIRST_DUE:
            due_at = first_due(act.town, reporting.event_at, act.now)
            by_rule = reporting.event_at + act.town.settings.county_reports.first_due
            expired = by_rule <= (case.received_at or case.submitted_at)
            knows = act.by_clock()
            await deadlines.start(knows, DeadlineKind.FIRST_REPORT, case, due_at=due_at, expired=expired)
        case ReportingState.FOLLOWING:
            prompt, due_at = next_follow_up(act.town, act.now, covered=covered)
            await deadlines.start(act, DeadlineKind.FOLLOW_UP_REPORT, case, started_at=prompt, due_at=due_at)
        case ReportingState.STABLE:
            await deadlines.start(act, DeadlineKind.VERIFIED_REPORT, case)
    await act.session.flush()


async def move(
    act: Moment,
    case: Case,
    reporting: Reporting,
    state: ReportingState,
    action: Action = Action.RUN_REPORTS,
    *,
    reason: str | None = None,
    **details: str,
) -> None:
    """Set a state, and write the move into the case's journal."""
    before: ReportingState | None = reporting.state
    await enter(act, case, reporting, state)
    moved = {} if before is state else {"reporting": [before.value if before else None, state.value]}
    await journal.record(act, journal.of_case(case.id), action.value, reason=reason, details=moved | details)


async def start(act: Moment, case: Case, *, event_at: datetime) -> Reporting:
    """Start the clock of an incident; once, and again for one whose clock was stopped."""
    reporting = await reporting_of(act.session, case.id)
    if reporting is None:
        reporting = Reporting(case_id=case.id, event_at=event_at, alarm={}, phoned={})
        await move(act, case, reporting, ReportingState.FIRST_DUE)
    elif reporting.state in (ReportingState.CANCELLED, ReportingState.WAIVED):
        known = await was_reported(act.session, case.id)
        if not known:
            reporting.event_at = event_at
        await move(act, case, reporting, ReportingState.FOLLOWING if known else ReportingState.FIRST_DUE)
    return reporting


async def was_reported(session: AsyncSession, case_id: int) -> bool:
    """Whether the county was told of a case, or of one that was merged into it."""
    ids = await merged_ids(session, case_id)
    return await session.scalar(sa.select(CountyReport.id).where(CountyReport.case_id.in_(ids)).limit(1)) is not None


async def merged_ids(session: AsyncSession, case_id: int) -> list[int]:
    """Return a case and all that were merged into it, directly or by way of another."""
    of = sa.select(Case.id).where(Case.id == case_id).cte("merged", recursive=True)
    of = of.union(sa.select(Case.id).where(Case.merged_into_id == of.c.id))
    return list(await session.scalars(sa.select(of.c.id)))
