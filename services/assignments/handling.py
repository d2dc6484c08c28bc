"""The unit's part in handling a case (处置): it accepts, declines, says when it comes, and feeds back."""

from datetime import datetime

from models import Case, Draft
from models.enums import Action, CaseState
from services.assignments import moves
from services.cases import notices
from services.cases.lifecycle import assignment_for, move_assignment
from services.core.act import Act
from services.core.errors import Refused
from services.core.errors import reason as needed
from services.drafts import drafts
from services.drafts.fields import Fields
from services.media import attachments


async def accept(act: Act, assignment_id: int, *, not_ours: str | None = None, eta_at: datetime | None = None) -> Case:
    """Accept an assignment; ``not_ours`` names the part that the unit does not take, ``eta_at`` its arrival."""
    action = Action.ACCEPT_PARTLY if not_ours else Action.ACCEPT
    case, assignment = await assignment_for(act.session, act.actor, assignment_id, action)
    assignment.accepted_at, assignment.accepted_by_id = act.at, act.actor.person_id
    assignment.eta_at, assignment.not_ours = eta_at, not_ours
    notice = notices.ACCEPTED_PARTLY if not_ours else notices.ACCEPTED
    await moves.step(act, case, assignment, action, notice, not_ours, eta=eta_at)
    return case


async def decline(act: Act, assignment_id: int, *, reason: str) -> Case:
    """Say "it is not ours" with the reason; the station dispatches again, the case's clock goes on."""
    case, assignment = await assignment_for(act.session, act.actor, assignment_id, Action.DECLINE)
    assignment.declined_for = needed(reason)
    await moves.step(act, case, assignment, Action.DECLINE, notices.DECLINED, assignment.declined_for)
    await moves.after_change(act, case)
    return case


async def feed_back(act: Act, draft: Draft) -> Case:
    """Report back with words and evidence, as many pieces as the severity demands. Ends the draft."""
    case, assignment = await assignment_for(act.session, act.actor, draft.subject_id or 0, Action.FEED_BACK)
    text = drafts.fields(draft, Fields).text.strip()
    if not text:
        raise Refused("error-feedback-words")
    wanted = act.town.settings.severities[case.severity].feedback_evidence
    present = await attachments.count(act.session, draft)
    if present < wanted:
        raise Refused("error-feedback-evidence", wanted=wanted, present=present)
    said_at = drafts.said_at(act, draft)
    assignment.feedback, assignment.fed_back_at, assignment.fed_back_by_id = text, said_at, act.actor.person_id
    assignment.extension_until = assignment.extension_for = None
    await attachments.hand_over(act.session, draft, case_id=case.id, assignment_id=assignment.id)
    await drafts.finish(act.session, draft, act.now)
    await move_assignment(act, case, assignment, Action.FEED_BACK, reason=text, details={"files": present})
    if case.state is CaseState.FEEDBACK:
        await moves.after_change(act, case)
    else:
        await notices.tell(act, notices.FED_BACK, case, assignment=assignment)
    return case


async def set_eta(act: Act, assignment_id: int, *, eta_at: datetime) -> Case:
    """Say when the unit will be there, after accepting; said again it replaces what was said."""
    case, assignment = await assignment_for(act.session, act.actor, assignment_id, Action.SET_ETA)
    if eta_at < act.now:
        raise Refused("error-eta-past")
    assignment.eta_at = eta_at
    await moves.step(act, case, assignment, Action.SET_ETA, notices.ETA, eta=eta_at)
    return case
