"""What becomes of the reports to the county when something happens to a case, and what its card says of them."""

from datetime import datetime

import sqlalchemy as sa
from markupsafe import Markup

from models import Case, Reporting
from models.enums import Action, Kind
from services.cards.card import Button
from services.cases import notices as cases_notices
from services.cases.hooks import CaseChange, CaseEvent, CaseHook, CaseSection
from services.core.act import Act, Actor
from services.core.town import Town
from services.county import clock, phone_alarm, status
from services.people.access import Subject, may
from texts import Words


async def _filed(act: Act, change: CaseChange) -> None:
    if change.case.kind is Kind.INCIDENT:
        await clock.happened(act.by_clock(), change.case, event_at=change.case.submitted_at)


async def _completed(act: Act, change: CaseChange) -> None:
    await clock.follow_kind(act, change.case, event_at=change.event_at or act.now)


async def _judged(act: Act, change: CaseChange) -> None:
    await _completed(act, change)
    if change.case.kind is Kind.INCIDENT:
        await cases_notices.tell(act, cases_notices.COUNTY_OWED, change.case)


async def _dismissed(act: Act, change: CaseChange) -> None:
    await clock.dismissed(act, change.case)


async def _merged(act: Act, change: CaseChange) -> None:
    if change.other is not None:
        await clock.merged(act, change.case, change.other)
        await phone_alarm.handed_over(act, change.case, change.other)


async def _unmerged(act: Act, change: CaseChange) -> None:
    await clock.unmerged(act, change.case, change.other)
    await phone_alarm.taken_out(act, change.case)


async def _reopened(act: Act, change: CaseChange) -> None:
    await clock.reopened(act, change.case)


def _line(
    town: Town, words: Words, viewer: Actor, subject: Subject, owed: status.Owed | None, now: datetime
) -> Markup | None:
    """Say what the county is still to hear to those only who answer for it."""
    if owed is None or not may(viewer, Action.SEE_REPORTS, subject):
        return None
    return status.line(town, words, owed, now)


def _buttons(
    words: Words, viewer: Actor, subject: Subject, case: Case, owed: status.Owed | None, now: datetime
) -> tuple[Button, ...]:
    if owed is None or not may(viewer, Action.SEE_REPORTS, subject):
        return ()
    return status.buttons(words, case.id, owed, now, writes=may(viewer, Action.REPORT_COUNTY, subject))


HOOKS = (
    CaseHook(CaseEvent.FILED, _filed),
    CaseHook(CaseEvent.COMPLETED, _completed),
    CaseHook(CaseEvent.JUDGED, _judged),
    CaseHook(CaseEvent.DISMISSED, _dismissed),
    CaseHook(CaseEvent.MERGED, _merged),
    CaseHook(CaseEvent.UNMERGED, _unmerged),
    CaseHook(CaseEvent.REOPENED, _reopened),
    CaseSection(
        "county",
        present=sa.select(Reporting.case_id).where(Reporting.case_id == sa.bindparam("case")),
        load=status.of_case,
        line=_line,
        buttons=_buttons,
    ),
)
