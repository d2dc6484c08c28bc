"""The station judges what came in (研判): claim, line and severity, dismissal, merging, splitting."""

from models import Case
from models.enums import Action, AssignmentState, CaseState, DeadlineKind, Kind, Severity
from services.assignments import pauses, still_working
from services.cases import deadlines, hooks, notices
from services.cases.hooks import CaseEvent
from services.cases.lifecycle import case_for, move_case
from services.core.act import Act, Moment
from services.core.errors import Refused, Stale
from services.core.errors import reason as needed
from services.people import directory
from services.triage.merging import call_off


async def claim(act: Act, case_id: int) -> Case:
    """Hold a case for some minutes, so that two do not judge it at once. Raises ``Stale`` naming who holds it."""
    case = await case_for(act.session, act.actor, case_id, Action.CLAIM)
    await check_claim(act, case)
    fresh = case.claimed_by_id != act.actor.person_id or case.claimed_until is None or case.claimed_until <= act.now
    case.claimed_by_id, case.claimed_until = act.actor.person_id, act.now + act.town.settings.clocks.claim
    if fresh:
        await move_case(act, case, Action.CLAIM)
    return case


async def check_claim(act: Act, case: Case) -> None:
    """Raise ``Stale`` when somebody else holds the case."""
    held = case.claimed_until is not None and case.claimed_until > act.now
    if held and case.claimed_by_id not in (None, act.actor.person_id):
        names = await directory.names(act.session, [case.claimed_by_id])
        raise Stale("error-claimed", name=names.get(case.claimed_by_id or 0, ""))


async def judge(
    act: Act, case_id: int, *, line: str | None = None, severity: Severity | None = None, kind: Kind | None = None
) -> Case:
    """Decide line, severity and kind. A case may be judged again; its running clocks then follow the new grade."""
    case = await case_for(act.session, act.actor, case_id, Action.TRIAGE)
    await check_claim(act, case)
    if line is not None and line not in act.town.settings.lines:
        raise Refused("error-line-unknown", line=line)
    if line is None and case.line is None:
        raise Refused("error-line-needed", number=case.number)
    assignments, before_it = case.assignments, deadlines.due(act.town, DeadlineKind.FEED_BACK, case, act.now)
    changed = {}
    for column, value in (("line", line), ("severity", severity), ("kind", kind)):
        before = getattr(case, column)
        if value is not None and value != before:
            changed[column] = [str(before) if before else None, str(value)]
            setattr(case, column, value)
    case.triaged_at = case.triaged_at or act.at
    case.claimed_by_id = case.claimed_until = None
    first = case.state is CaseState.SUBMITTED
    await move_case(act, case, Action.TRIAGE, details=changed)
    if "kind" in changed:  # an incident reported as a hazard happened then; a hazard becomes an incident now
        event_at = case.submitted_at if first else act.at
        await hooks.happened(act, CaseEvent.JUDGED, case, event_at=event_at)
    if not first and ("severity" in changed or "kind" in changed):
        paused = [one.id for one in assignments if one.state is AssignmentState.PAUSED]
        for assignment_id in paused if case.kind is Kind.INCIDENT else ():  # an incident does not wait
            await pauses.resume(act, assignment_id)
        longer = deadlines.due(act.town, DeadlineKind.FEED_BACK, case, act.now) > before_it
        await _follow_grade(act, case, longer=longer)
        await deadlines.follow_kind(act, case)
        await still_working.follow_kind(act, case)
    return case


async def _follow_grade(act: Moment, case: Case, *, longer: bool) -> None:
    """Let the units' clocks follow a new grade, in whatever state they are: also of what is paused or fed back.

    A grade that gives less time only brings a deadline forward, a day that somebody has named as well; one that gives
    more time puts off the usual ones. A late deadline stays late, until it runs by another clock: that begins now.
    """
    kind = DeadlineKind.FEED_BACK
    for assignment in case.live:
        row = await deadlines.newest(act.session, kind, assignment)
        if row is None:
            continue
        due = deadlines.feed_back_due(act.town, case, assignment, row, act.now)
        begins_again = assignment.due_at <= act.now and deadlines.changes_clock(act.town, case, row)
        if longer:
            due = due if row.usual or begins_again else assignment.due_at
        elif not begins_again:
            due = min(due, assignment.due_at)
        assignment.due_at = due
        if assignment.state is AssignmentState.PAUSED:
            row.due_at, row.priority = due, deadlines.priority_of(case, kind)
        elif assignment.state is not AssignmentState.FED_BACK:  # its date counts when it is sent back
            await deadlines.move(act, kind, case, assignment, chosen=not row.usual)
    case.due_at = max((one.due_at for one in case.live), default=case.due_at)
    await act.session.flush()


async def dismiss(act: Act, case_id: int, *, reason: str) -> Case:
    """End a case that is no hazard; the reporter hears the reason and may ask to reopen it."""
    case = await case_for(act.session, act.actor, case_id, Action.DISMISS)
    await check_claim(act, case)
    reason = needed(reason)
    await call_off(act, case, reason=reason)
    await move_case(act, case, Action.DISMISS, reason=reason)
    await hooks.happened(act, CaseEvent.DISMISSED, case)
    await notices.tell(act, notices.DISMISSED, case, reason=reason)
    return case
