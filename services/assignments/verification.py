"""Somebody else looks (核验), and the case is closed (销号): return, verify, close, reopen, "emergency over"."""

from models import Case, Draft
from models.enums import Action, AssignmentState, DeadlineKind, DraftKind, DraftState, Kind, Source
from services.assignments import moves
from services.assignments.fields import VerificationFields
from services.cases import deadlines, hooks, notices, opening
from services.cases.hooks import CaseEvent
from services.cases.lifecycle import assignment_for, case_for, move_case
from services.core.act import Act
from services.core.errors import Refused
from services.core.errors import reason as needed
from services.drafts import drafts
from services.media import attachments


async def send_back(act: Act, assignment_id: int, *, reason: str) -> Case:
    """Return a feedback that is not good enough: the unit handles again, by a deadline of its own."""
    case, assignment = await assignment_for(act.session, act.actor, assignment_id, Action.RETURN)
    assignment.returned += 1
    assignment.returned_for = needed(reason)
    if assignment.due_at < act.now:
        again = deadlines.due(act.town, DeadlineKind.FEED_BACK, case, act.now)
        assignment.due_at = max(assignment.due_at, again)
    await moves.step(act, case, assignment, Action.RETURN, notices.RETURNED, assignment.returned_for)
    return case


async def verify_at_once(act: Act, case_id: int) -> Case:
    """Say in one go that all of it was looked at and is done, with what waits on the verifier's card."""
    case = await case_for(act.session, act.actor, case_id, Action.VERIFY)
    of = act.session, act.actor, DraftKind.VERIFICATION
    draft = await drafts.begun(*of, case.id, DraftState.OPEN, DraftState.SHELVED) or await drafts.keep(
        *of, VerificationFields(), now=act.now, subject_id=case.id, state=DraftState.SHELVED
    )
    await drafts.patch(act.session, draft, VerificationFields, act.now, remains=False)
    case, _ = await verify(act, draft)
    return case


async def verify(act: Act, draft: Draft) -> tuple[Case, Case | None]:
    """Say that it was looked at and is done. ``remains`` opens a follow-up case for what is left.

    Returns the case and the follow-up. Raises ``Forbidden`` for a person who handled it, ``Refused``
    without evidence where the severity demands it.
    """
    case = await case_for(act.session, act.actor, draft.subject_id or 0, Action.VERIFY)
    fields = drafts.fields(draft, VerificationFields)
    wanted = act.town.settings.severities[case.severity].verification_evidence
    present = await attachments.count(act.session, draft)
    if present < wanted:
        raise Refused("error-verification-evidence", wanted=wanted, present=present)
    if fields.remains and not fields.text.strip():
        raise Refused("error-remains-words")
    case.verified_at, case.verified_by_id = drafts.said_at(act, draft), act.actor.person_id
    await attachments.hand_over(act.session, draft, case_id=case.id)
    await drafts.finish(act.session, draft, act.now)
    for assignment in case.assignments:
        if assignment.state is AssignmentState.FED_BACK:
            assignment.state = AssignmentState.VERIFIED
    text, details = fields.text.strip(), {"files": present, "remains": fields.remains}
    await move_case(act, case, Action.VERIFY, reason=text or None, details=details)
    rest = None
    if fields.remains:
        rest = await opening.derive(act, case, source=Source.FOLLOW_UP, description=text)
        await notices.tell(act, notices.FOLLOW_UP, rest, parent=case.number)
    await notices.tell(act, notices.VERIFIED, case)
    return case, rest


async def close(act: Act, case_id: int) -> Case:
    """End the case for good; reporter and followers hear the result."""
    case = await case_for(act.session, act.actor, case_id, Action.CLOSE)
    await move_case(act, case, Action.CLOSE)
    case.closed_at = act.at
    await act.session.flush()
    await hooks.happened(act, CaseEvent.CLOSED, case)
    await notices.tell(act, notices.CLOSED, case)
    return case


async def reopen(act: Act, case_id: int, *, reason: str) -> Case:
    """Open a case again: it was not gone after all. The first clock, ``submitted_at``, is kept."""
    case = await case_for(act.session, act.actor, case_id, Action.REOPEN)
    reason = needed(reason)
    await move_case(act, case, Action.REOPEN, reason=reason)
    case.reopened += 1
    case.closed_at = case.verified_at = case.verified_by_id = None
    await act.session.flush()
    await hooks.happened(act, CaseEvent.REOPENED, case)
    await notices.tell(act, notices.REOPENED, case, reason=reason)
    return case


async def declare_over(act: Act, case_id: int) -> Case:
    """Say that the emergency is over. The case goes on: "over" is not "removed" (DOMAIN §5.6)."""
    case = await case_for(act.session, act.actor, case_id, Action.DECLARE_OVER)
    if case.kind is not Kind.INCIDENT:
        raise Refused("error-not-incident", number=case.number)
    if case.over_at is not None:
        raise Refused("error-over-already", number=case.number)
    case.over_at = act.at
    await move_case(act, case, Action.DECLARE_OVER)
    await hooks.happened(act, CaseEvent.OVER, case)
    await notices.tell(act, notices.OVER, case)
    return case
