"""Somebody else looks (核验), and the case is closed (销号): return, verify, close, reopen, "emergency over"."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from models import Case, Draft
from models.enums import LIVE, Action, AssignmentState, CaseState, DeadlineKind, Kind, Source
from services.cases import notices
from services.cases.lifecycle import case_step, load_assignment, load_case, move, subject_of
from services.core.act import Actor
from services.core.errors import Refused
from services.core.errors import reason as needed
from services.core.town import Town
from services.county import clock as county_clock
from services.deadlines import deadlines
from services.drafts import drafts
from services.drafts.fields import VerificationFields
from services.media import attachments
from services.people.access import require
from services.triage import triage


async def send_back(
    session: AsyncSession, town: Town, actor: Actor, assignment_id: int, *, reason: str, now: datetime
) -> Case:
    """Return a feedback that is not good enough: the unit handles again, by a deadline of its own."""
    case, assignment = await load_assignment(session, assignment_id)
    require(actor, Action.RETURN, await subject_of(session, case))
    assignment.returned += 1
    assignment.returned_for = reason = needed(reason)
    await move(session, case, Action.RETURN, actor=actor, now=now, assignment=assignment, reason=reason)
    again = deadlines.due(town, DeadlineKind.FEED_BACK, case, now)
    assignment.due_at = max(assignment.due_at, again) if assignment.due_at < now else assignment.due_at
    await deadlines.start(
        session, town, DeadlineKind.FEED_BACK, case, now=now, due_at=assignment.due_at, assignment=assignment
    )
    await notices.tell(session, town, "returned", case, now=now, actor=actor, assignment=assignment, reason=reason)
    return case


async def verify(
    session: AsyncSession, town: Town, actor: Actor, draft: Draft, *, now: datetime
) -> tuple[Case, Case | None]:
    """Say that it was looked at and is done. ``remains`` opens a follow-up case for what is left.

    Returns the case and the follow-up. Raises ``Forbidden`` for whoever handled it, ``Refused`` without evidence
    where the severity demands it.
    """
    case = await load_case(session, draft.subject_id or 0)
    require(actor, Action.VERIFY, await subject_of(session, case))
    case_step(case, Action.VERIFY)
    fields = VerificationFields.model_validate(drafts.fields(draft).model_dump())
    wanted = town.settings.severities[case.severity].verification_evidence
    present = await attachments.count(session, draft)
    if present < wanted:
        raise Refused("error-verification-evidence", wanted=wanted, present=present)
    if fields.remains and not fields.text.strip():
        raise Refused("error-remains-words")
    case.verified_at, case.verified_by_id = now, actor.person_id
    await attachments.hand_over(session, draft, case_id=case.id)
    await drafts.finish(session, draft, now)
    for assignment in case.assignments:
        if assignment.state is AssignmentState.FED_BACK:
            assignment.state = AssignmentState.VERIFIED
    await move(
        session,
        case,
        Action.VERIFY,
        actor=actor,
        now=now,
        reason=fields.text.strip() or None,
        details={"files": present, "remains": fields.remains},
    )
    await deadlines.start(session, town, DeadlineKind.CLOSE, case, now=now)
    rest = None
    if fields.remains:
        rest = await triage.derive(
            session, town, actor, case, source=Source.FOLLOW_UP, description=fields.text.strip(), now=now
        )
        await notices.tell(session, town, "follow_up", rest, now=now, actor=actor, parent=case.number)
    await notices.tell(session, town, "verified", case, now=now, actor=actor)
    return case, rest


async def close(session: AsyncSession, town: Town, actor: Actor, case_id: int, *, now: datetime) -> Case:
    """End the case for good; reporter and followers hear the result."""
    case = await load_case(session, case_id)
    require(actor, Action.CLOSE, await subject_of(session, case))
    await move(session, case, Action.CLOSE, actor=actor, now=now)
    case.closed_at = now
    await session.flush()
    await notices.tell(session, town, "closed", case, now=now, actor=actor)
    return case


async def reopen(session: AsyncSession, town: Town, actor: Actor, case_id: int, *, reason: str, now: datetime) -> Case:
    """Open a case again: it was not gone after all. The first clock, ``submitted_at``, is kept."""
    case = await load_case(session, case_id)
    require(actor, Action.REOPEN, await subject_of(session, case))
    reason = needed(reason)
    await move(session, case, Action.REOPEN, actor=actor, now=now, reason=reason)
    case.reopened += 1
    case.closed_at = case.verified_at = case.verified_by_id = None
    await session.flush()
    await deadlines.start(session, town, DeadlineKind.DISPATCH, case, now=now)
    await county_clock.reopened(session, town, actor, case, now=now)
    await notices.tell(session, town, "reopened", case, now=now, actor=actor, reason=reason)
    return case


async def declare_over(session: AsyncSession, town: Town, actor: Actor, case_id: int, *, now: datetime) -> Case:
    """Say that the emergency is over. The case goes on: "over" is not "removed" (DOMAIN §5.6)."""
    case = await load_case(session, case_id)
    require(actor, Action.DECLARE_OVER, await subject_of(session, case))
    case_step(case, Action.DECLARE_OVER)
    if case.kind is not Kind.INCIDENT:
        raise Refused("error-not-incident", number=case.number)
    if case.over_at is not None:
        raise Refused("error-over-already", number=case.number)
    case.over_at = now
    await move(session, case, Action.DECLARE_OVER, actor=actor, now=now)
    await notices.tell(session, town, "over", case, now=now, actor=actor)
    return case


def waiting_for(case: Case) -> list[int]:
    """Return the units the case still waits for."""
    if case.state not in (CaseState.DISPATCHED, CaseState.HANDLING):
        return []
    return [
        share.unit_id
        for share in case.assignments
        if share.state in LIVE and share.state is not AssignmentState.FED_BACK
    ]
