"""Telephone first (先打电话): deaths, missing persons and attention do not wait for a written report (DOMAIN §3).

The known harm and the harm that was telephoned are kept side by side: after a second death a second call is due.
"""

from typing import Any

import sqlalchemy as sa
from pydantic import BaseModel, ConfigDict

from models import Case, Deadline, Reporting
from models.enums import Action, DeadlineKind, DeadlineOutcome, ReportingState
from services.cases import deadlines
from services.cases import notices as cases_notices
from services.cases.lifecycle import load_case, subject_of
from services.core import journal
from services.core.act import Act, Moment
from services.core.errors import Refused, Stale
from services.county import clock
from services.county.figures import Figures
from services.people.access import require


class Alarm(BaseModel):
    """The facts that must be telephoned."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    dead: int = 0
    missing: int = 0
    attention: bool = False

    @classmethod
    def of(cls, figures: Figures, *, attention: bool) -> "Alarm":
        """Return the facts of a report that must be telephoned."""
        return cls(dead=figures.dead or 0, missing=figures.missing or 0, attention=attention)

    @property
    def rings(self) -> bool:
        """Whether there is anything to telephone."""
        return bool(self.dead or self.missing or self.attention)

    def beyond(self, told: "Alarm") -> bool:
        """Whether this is worse than what was told."""
        return self.dead > told.dead or self.missing > told.missing or (self.attention and not told.attention)

    def said(self) -> dict[str, Any]:
        """Return the arguments of a text."""
        return {"dead": self.dead, "missing": self.missing, "attention": "yes" if self.attention else "no"}

    def and_(self, other: "Alarm") -> "Alarm":
        """Return the worse of both, figure by figure."""
        return Alarm(**{name: max(getattr(self, name), getattr(other, name)) for name in Alarm.model_fields})


def known(reporting: Reporting) -> Alarm:
    """Return what is known."""
    return Alarm.model_validate(reporting.alarm)


def told(reporting: Reporting) -> Alarm:
    """Return what the county was telephoned."""
    return Alarm.model_validate(reporting.phoned)


def rings(reporting: Reporting) -> bool:
    """Whether the county has to be telephoned now."""
    return known(reporting).beyond(told(reporting))


async def flag(act: Act, case_id: int, alarm: Alarm) -> Reporting:
    """Note what is known of deaths, missing and public attention, from any card that is being filled in.

    Chief and director hear at once of anything worse, and of a figure that was typed by mistake.
    """
    case, reporting = await _opened(act, case_id, Action.FLAG_CASUALTIES)
    if reporting is None:
        raise Stale("error-not-reported", number=case.number)
    before, was_ringing = known(reporting), rings(reporting)
    if alarm == before:
        return reporting
    clock.next_state(reporting, Action.FLAG_CASUALTIES)
    reporting.alarm = alarm.model_dump(exclude_defaults=True)
    await journal.record(
        act,
        journal.of_case(case.id),
        Action.FLAG_CASUALTIES.value,
        details={"alarm": alarm.model_dump(), "before": before.model_dump()},
    )
    if alarm.rings and reporting.state is ReportingState.WAIVED:  # the county's after all
        await clock.start(act, case, event_at=reporting.event_at)
    await ring(act, case, reporting)
    if alarm.beyond(before) and alarm.beyond(told(reporting)):
        await cases_notices.tell(act, cases_notices.COUNTY_ALARM, case, **alarm.said())
    elif was_ringing and not rings(reporting):
        await cases_notices.tell(act, cases_notices.COUNTY_ALARM_OFF, case)
    return reporting


async def phoned(act: Act, case_id: int, *, whom: str) -> Reporting:
    """Note that the county was told by telephone; once. Raises ``Stale`` when somebody else has called already."""
    case, reporting = await _opened(act, case_id, Action.PHONE_COUNTY)
    if reporting is None or not rings(reporting):
        raise Stale("error-county-phoned", number=case.number)
    clock.next_state(reporting, Action.PHONE_COUNTY)
    if not whom.strip():
        raise Refused("error-reason-needed")
    alarm = known(reporting)
    reporting.phoned = told(reporting).and_(alarm).model_dump(exclude_defaults=True)
    reporting.phoned_at, reporting.phoned_by_id = act.at, act.actor.person_id
    await ring(act, case, reporting, outcome=DeadlineOutcome.MET)
    await journal.record(
        act,
        journal.of_case(case.id),
        Action.PHONE_COUNTY.value,
        details={"alarm": alarm.model_dump(), "text": whom.strip()},
    )
    await cases_notices.tell(act, cases_notices.COUNTY_PHONED, case, whom=whom.strip())
    return reporting


async def join(act: Moment, reporting: Reporting, into: Case) -> None:
    """Let a case that takes another in know what must be telephoned, and what has been."""
    other = await clock.reporting_of(act.session, into.id)
    if other is not None:
        other.alarm = known(other).and_(known(reporting)).model_dump(exclude_defaults=True)
        other.phoned = told(other).and_(told(reporting)).model_dump(exclude_defaults=True)
        await ring(act, into, other)


async def _opened(act: Act, case_id: int, action: Action) -> tuple[Case, Reporting | None]:
    case = await load_case(act.session, case_id)
    require(act.actor, action, await subject_of(act.session, case))
    return case, await clock.reporting_of(act.session, case_id)


async def ring(
    act: Moment, case: Case, reporting: Reporting, *, outcome: DeadlineOutcome = DeadlineOutcome.CANCELLED
) -> None:
    """Let the deadline of the call run exactly as long as there is something to call about."""
    await act.session.flush()
    runs = await act.session.scalar(
        sa.select(Deadline.id).where(
            Deadline.case_id == case.id, Deadline.kind == DeadlineKind.PHONE_COUNTY, Deadline.ended_at.is_(None)
        )
    )
    if rings(reporting) and runs is None:
        await deadlines.start(act, DeadlineKind.PHONE_COUNTY, case)
    elif not rings(reporting) and runs is not None:
        await deadlines.end(act, case, DeadlineKind.PHONE_COUNTY, outcome=outcome)
