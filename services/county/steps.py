"""Steps of the station besides a report: not for the county, stable, not stable after all, the time of the event."""

from datetime import datetime, timedelta

from models import Case
from models.enums import Action, ReportingState
from services.core.act import Act
from services.core.errors import Refused
from services.core.errors import reason as needed
from services.county import clock, phone_alarm
from services.county.standing import standing

LONG_AGO = timedelta(days=30)
"""An event before that is a slip of the finger."""


async def waive(act: Act, case_id: int, *, reason: str) -> Case:
    """Say that an incident is none of the county's, with the reason; not with deaths, missing or public attention."""
    found = await standing(act.session, act.actor, case_id, Action.WAIVE_REPORT, lock=True)
    why = needed(reason)
    if phone_alarm.known(found.reporting).rings:
        raise Refused("error-waive-casualties")
    found.reporting.waived_for = why
    await clock.move(act, found.case, found.reporting, ReportingState.WAIVED, Action.WAIVE_REPORT, reason=why)
    return found.case


async def declare_stable(act: Act, case_id: int) -> Case:
    """Say that the harm grows no more: follow-ups end, the verified report is due. An overdue follow-up comes first."""
    found = await standing(act.session, act.actor, case_id, Action.DECLARE_STABLE, lock=True)
    if found.owed is not None and found.owed.due_at <= act.now:
        raise Refused("error-follow-up-owed")
    found.reporting.stable_at = act.at
    await clock.move(act, found.case, found.reporting, ReportingState.STABLE, Action.DECLARE_STABLE)
    return found.case


async def resume(act: Act, case_id: int) -> Case:
    """Say that it was not stable after all: a follow-up each morning again."""
    found = await standing(act.session, act.actor, case_id, Action.RESUME_REPORTS, lock=True)
    found.reporting.stable_at = None
    await clock.move(act, found.case, found.reporting, ReportingState.FOLLOWING, Action.RESUME_REPORTS)
    return found.case


async def set_event(act: Act, case_id: int, *, event_at: datetime) -> Case:
    """Correct when it happened, as long as nothing was reported: the first report's time counts from there."""
    found = await standing(act.session, act.actor, case_id, Action.SET_EVENT, lock=True)
    if event_at > act.now or event_at < act.now - LONG_AGO:
        raise Refused("error-event-time", days=LONG_AGO.days)
    found.reporting.event_at = event_at
    state, event = found.reporting.state, event_at.isoformat()
    await clock.move(act, found.case, found.reporting, state, Action.SET_EVENT, event=event)
    return found.case
