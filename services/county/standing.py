"""The history of the reports to the county about a case: every version, the one that is due, the rights to go on."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Case, CountyReport, Deadline, Reporting
from models.enums import Action, ReportingState, ReportKind
from services.cases.lifecycle import load_case, subject_of
from services.core.act import Actor
from services.core.errors import existing
from services.core.paging import Listing, page_of
from services.county import clock
from services.people.access import require
from services.people.rights import TABLE, Scope

KIND = {
    ReportingState.FIRST_DUE: ReportKind.FIRST,
    ReportingState.WAIVED: ReportKind.FIRST,
    ReportingState.FOLLOWING: ReportKind.FOLLOW_UP,
    ReportingState.STABLE: ReportKind.VERIFIED,
}
"""The report that is written in a state."""


@dataclass(frozen=True)
class Standing:
    """Where the reports about a case stand: every version, oldest first, and what is owed next."""

    case: Case
    reporting: Reporting
    reports: tuple[CountyReport, ...]
    owed: Deadline | None

    @property
    def kind(self) -> ReportKind | None:
        """The report that is due next; None when none is."""
        kind = KIND.get(self.reporting.state)
        if kind is ReportKind.FIRST and any(one.kind is ReportKind.FIRST for one in self.reports):
            return ReportKind.FOLLOW_UP  # a merged case has said it already
        return kind

    @property
    def last(self) -> CountyReport | None:
        """The newest report in its newest version: what a follow-up begins with."""
        newest = max((one for one in self.reports if one.edition == 1), key=lambda one: one.id, default=None)
        return None if newest is None else latest(self.reports, newest)

    @property
    def number(self) -> int:
        """The number of the next report of its kind."""
        return 1 + max((one.number for one in self.reports if one.kind is self.kind), default=0)


def latest(reports: tuple[CountyReport, ...], of: CountyReport) -> CountyReport:
    """Return the newest version of a report."""
    same = [one for one in reports if (one.case_id, one.kind, one.number) == (of.case_id, of.kind, of.number)]
    return max(same, key=lambda one: one.edition)


async def standing(
    session: AsyncSession, actor: Actor, case_id: int, action: Action = Action.SEE_REPORTS, *, lock: bool = False
) -> Standing:
    """Return where the reports about a case stand. Raises ``Forbidden``, or ``Stale`` when it is no incident."""
    case = await load_case(session, case_id, lock=lock)
    require(actor, action, await subject_of(session, case))
    reporting = existing(await clock.reporting_of(session, case_id), "error-not-reported", number=case.number)
    if action is not Action.SEE_REPORTS:
        clock.next_state(reporting, action)
    ids = await clock.merged_ids(session, case_id)
    rows = await session.scalars(
        sa.select(CountyReport).where(CountyReport.case_id.in_(ids)).order_by(CountyReport.made_at, CountyReport.id)
    )
    return Standing(case, reporting, tuple(rows), await clock.running(session, case_id))


def _to_come(actor: Actor) -> sa.ColumnElement[bool]:
    """Select the reports owed that the actor may see: of the township, or of the actor's lines."""
    mine: sa.ColumnElement[bool] = sa.true()
    scopes = {TABLE[Action.SEE_REPORTS].get(post.role) for post in actor.posts}
    lines = {post.line for post in actor.posts if TABLE[Action.SEE_REPORTS].get(post.role) is Scope.LINE}
    if Scope.TOWN not in scopes and None not in lines:
        mine = Case.line.in_(sorted(line for line in lines if line is not None))
    return sa.and_(Deadline.ended_at.is_(None), Deadline.kind.in_(clock.KINDS), mine)


async def to_come(session: AsyncSession, actor: Actor, *, page: int = 0) -> Listing[tuple[Case, Deadline]]:
    """Return a page of the reports the county is still to get, the one that is due first on top."""
    require(actor, Action.SEE_REPORTS)
    query = sa.select(Case, Deadline).join(Deadline, Deadline.case_id == Case.id).where(_to_come(actor))
    return await page_of(session, query.order_by(Deadline.due_at, Deadline.id), page)


async def of_version(
    session: AsyncSession, actor: Actor, report_id: int, action: Action = Action.SEE_REPORTS
) -> tuple[Standing, CountyReport]:
    """Return a version of a report, and the reports of the case that reports for its case. Raises ``Stale``."""
    report = existing(await session.get(CountyReport, report_id), "error-draft-ended")
    case = await session.get_one(Case, report.case_id)
    while case.merged_into_id is not None:
        case = await session.get_one(Case, case.merged_into_id)
    return await standing(session, actor, case.id, action), report
