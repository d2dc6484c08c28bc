"""The next report to the county as a line and a row of buttons on the case's card."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from markupsafe import Markup

from models import Deadline, Reporting
from models.enums import DeadlineKind, ReportingState
from services.cards.card import Button, button
from services.core.act import Moment
from services.core.town import Town
from services.county.clock import KINDS, OWED
from texts import Words

PAGE = "county"
"""The button that opens the reports of a case."""
WRITE = "county_write"
ZERO = "county_zero"
CALLED = "county_call"


@dataclass(frozen=True)
class ReportDue:
    """The state of the reports about a case, and the deadline of the next one."""

    state: ReportingState
    from_at: datetime | None = None
    due_at: datetime | None = None
    call: bool = False  # somebody must telephone the county first
    provisional: bool = False

    def red(self, town: Town, now: datetime) -> bool:
        """Whether it is late, or a first report that soon will be."""
        if self.due_at is None:
            return False
        first = self.state is ReportingState.FIRST_DUE
        ahead = town.settings.county_reports.red_for if first else timedelta()
        return now >= self.due_at - ahead

    def open(self, now: datetime) -> bool:
        """Whether it can be written now, and not only tomorrow morning."""
        return self.due_at is not None and (self.from_at is None or now >= self.from_at)


async def of_case(act: Moment, case_id: int) -> ReportDue | None:
    """Return what is due about a case; None for one that never was an incident."""
    rows = await act.session.execute(
        sa.select(Reporting.state, Deadline.kind, Deadline.started_at, Deadline.due_at, Deadline.provisional)
        .outerjoin(
            Deadline,
            sa.and_(
                Deadline.case_id == Reporting.case_id,
                Deadline.ended_at.is_(None),
                Deadline.kind.in_((*KINDS, DeadlineKind.PHONE_COUNTY)),
            ),
        )
        .where(Reporting.case_id == case_id)
    )
    found = list(rows)
    if not found:
        return None
    call = any(row.kind == DeadlineKind.PHONE_COUNTY for row in found)
    for row in found:
        if row.kind is not None and row.kind == OWED.get(row.state):
            return ReportDue(row.state, row.started_at, row.due_at, call, row.provisional)
    return ReportDue(found[0].state, call=call)


def line(town: Town, words: Words, owed: ReportDue, now: datetime) -> Markup:
    """Return the state of the reports: "初报 23:40 前", red when time is short."""
    call = Markup("{}\n").format(words("county-line-call")) if owed.call else Markup()
    if owed.due_at is None:
        return call + words("county-line-ended", state=words.plain(_key("reporting-state", owed.state)))
    late = "late" if now > owed.due_at else ("red" if owed.red(town, now) else "no")
    what = words.plain(_key("deadline-kind", OWED[owed.state]))
    said = words(
        "county-line-owed",
        what=what[:1].upper() + what[1:],
        due=words.time(owed.due_at, town.zone),
        late=late,
    )
    return call + (Markup("{}\n{}").format(said, words("assignment-provisional")) if owed.provisional else said)


def buttons(words: Words, case_id: int, owed: ReportDue, now: datetime, *, writes: bool) -> tuple[Button, ...]:
    """Return the row: the report that can be written now, and all that were sent."""
    row = []
    if writes and owed.call:
        row.append(button(words.plain("county-button-call"), CALLED, case_id))
    elif writes and owed.open(now):
        what = words.plain(_key("deadline-kind", OWED[owed.state]))
        row.append(button(words.plain("county-button-write", what=what), WRITE, case_id))
        if owed.state is ReportingState.FOLLOWING:
            row.append(button(words.plain("county-button-zero"), ZERO, case_id))
    row.append(button(words.plain("county-button-page"), PAGE, case_id))
    return tuple(row)


def _key(prefix: str, member: ReportingState | DeadlineKind) -> str:
    return f"{prefix}-{member.value.replace('_', '-')}"
