"""Somebody else looks (核验), and the case is closed (销号): return, verify, close, reopen, "emergency over"."""

from models import Case, Draft
from models.enums import LIVE, Action, AssignmentState, CaseState, DeadlineKind, Kind, Source
from services.assignments.fields import VerificationFields
from services.cases import deadlines, hooks, opening
from services.cases import notices as cases_notices
from services.cases.hooks import CaseEvent
from services.cases.lifecycle import case_step, load_assignment, load_case, move_assignment, move_case, subject_of
from services.core.act import Act
from services.core.errors import Refused
from services.core.errors import reason as needed
from services.drafts import drafts
from services.media import attachments
from services.people.access import require


async def send_back(act: Act, assignment_id: int, *, reason: str) -> Case:
    """Return a feedback that is not good enough: the unit handles again, by a deadline of its own."""
    case, assignment = await load_assignment(act.session, assignment_id)
    require(act.actor, Action.RETURN, await subject_of(act.session, case))
    assignment.returned += 1
    assignment.returned_for = reason = needed(reason)
    await move_assignment(act, case, assignment, Action.RETURN, reason=reason)
    again = deadlines.due(act.town, DeadlineKind.FEED_BACK, case, act.now)
    assignment.due_at = max(assignment.due_at, again) if assignment.due_at < act.now else assignment.due_at
    await deadlines.start(act, DeadlineKind.FEED_BACK, case, due_at=assignment.due_at, assignment=assignment)
    await cases_notices.tell(act, cases_notices.RETURNED, case, assignment=assignment, reason=reason)
    return case


async def verify(act: Act, draft: Draft) -> tuple[Case, Case | None]:
    """Say that it was looked at and is done. ``remains`` opens a follow-up case for what is left.

    Returns the case and the follow-up. Raises ``Forbidden`` for whoever handled it, ``Refused`` without evidence
    where the severity demands it.
    """
    case = await load_case(act.session, draft.subject_id or 0)
    require(act.actor, Action.VERIFY, await subject_of(act.session, case))
    case_step(case, Action.VERIFY)
    fields = drafts.fields(draft, VerificationFields)
    wanted = act.town.settings.severities[case.severity].verification_evidence
    present = await attachments.count(act.session, draft)
    if present < wanted:
        raise Refused("error-verification-evidence", wanted=wanted, present=present)
    if fields.remains and not fields.text.strip():
        raise Refused("error-remains-words")
    case.verified_at, case.verified_by_id = act.now, act.actor.person_id
    await attachments.hand_over(act.session, draft, case_id=case.id)
    await drafts.finish(act.session, draft, act.now)
    for assignment in case.assignments:
        if assignment.state is AssignmentState.FED_BACK:
            assignment.state = AssignmentState.VERIFIED
    await move_case(
        act,
        case,
        Action.VERIFY,
        reason=fields.text.strip() or None,
        details={"files": present, "remains": fields.remains},
    )
    await deadlines.start(act, DeadlineKind.CLOSE, case)
    rest = None
    if fields.remains:
        rest = await opening.derive(act, case, source=Source.FOLLOW_UP, description=fields.text.strip())
        await cases_notices.tell(act, cases_notices.FOLLOW_UP, rest, parent=case.number)
    await cases_notices.tell(act, cases_notices.VERIFIED, case)
    return case, rest


async def close(act: Act, case_id: int) -> Case:
    """End the case for good; reporter and followers hear the result."""
    case = await load_case(act.session, case_id)
    require(act.actor, Action.CLOSE, await subject_of(act.session, case))
    await move_case(act, case, Action.CLOSE)
    case.closed_at = act.now
    await act.session.flush()
    await hooks.happened(act, CaseEvent.CLOSED, case)
    await cases_notices.tell(act, cases_notices.CLOSED, case)
    return case


async def reopen(act: Act, case_id: int, *, reason: str) -> Case:
    """Open a case again: it was not gone after all. The first clock, ``submitted_at``, is kept."""
    case = await load_case(act.session, case_id)
    require(act.actor, Action.REOPEN, await subject_of(act.session, case))
    reason = needed(reason)
    await move_case(act, case, Action.REOPEN, reason=reason)
    case.reopened += 1
    case.closed_at = case.verified_at = case.verified_by_id = None
    await act.session.flush()
    await deadlines.start(act, DeadlineKind.DISPATCH, case)
    await hooks.happened(act, CaseEvent.REOPENED, case)
    await cases_notices.tell(act, cases_notices.REOPENED, case, reason=reason)
    return case


async def declare_over(act: Act, case_id: int) -> Case:
    """Say that the emergency is over. The case goes on: "over" is not "removed" (DOMAIN §5.6)."""
    case = await load_case(act.session, case_id)
    require(act.actor, Action.DECLARE_OVER, await subject_of(act.session, case))
    case_step(case, Action.DECLARE_OVER)
    if case.kind is not Kind.INCIDENT:
        raise Refused("error-not-incident", number=case.number)
    if case.over_at is not None:
        raise Refused("error-over-already", number=case.number)
    case.over_at = act.now
    await move_case(act, case, Action.DECLARE_OVER)
    await hooks.happened(act, CaseEvent.OVER, case)
    await cases_notices.tell(act, cases_notices.OVER, case)
    return case


def waiting_for(case: Case) -> list[int]:
    """Return the units the case still waits for."""
    if case.state not in (CaseState.DISPATCHED, CaseState.HANDLING):
        return []
    return [one.unit_id for one in case.assignments if one.state in LIVE and one.state is not AssignmentState.FED_BACK]
