"""What a unit does with its share of a case: accept, decline, ask for time, pause, feed back."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Assignment, Case, Draft, Unit
from models.enums import Action, AssignmentState, CaseState, DeadlineKind, Part
from services import attachments, deadlines, drafts, journal, notices
from services.access import Actor, require
from services.errors import Refused
from services.errors import reason as needed
from services.lifecycle import LIVE, assignment_step, load_assignment, move, subject_of
from services.steps import share_subject
from services.town import Town


async def accept(
    session: AsyncSession,
    town: Town,
    actor: Actor,
    assignment_id: int,
    *,
    now: datetime,
    eta_at: datetime | None = None,
    not_ours: str | None = None,
) -> Case:
    """Accept a share, with the time of arrival if known; ``not_ours`` says which part the unit does not take."""
    action = Action.ACCEPT_PARTLY if not_ours else Action.ACCEPT
    case, assignment = await _of_own_unit(session, actor, assignment_id, action)
    assignment_step(assignment, action)
    if eta_at is not None and eta_at < now:
        raise Refused("error-eta-past")
    assignment.accepted_at, assignment.accepted_by_id = now, actor.person_id
    assignment.eta_at, assignment.not_ours = eta_at, not_ours
    await move(
        session,
        case,
        action,
        actor=actor,
        now=now,
        assignment=assignment,
        reason=not_ours,
        details={"eta": eta_at.isoformat() if eta_at else None},
    )
    await notices.tell(
        session,
        town,
        "accepted_partly" if not_ours else "accepted",
        case,
        now=now,
        actor=actor,
        assignment=assignment,
        reason=not_ours or "",
    )
    return case


async def decline(
    session: AsyncSession, town: Town, actor: Actor, assignment_id: int, *, reason: str, now: datetime
) -> Case:
    """Say "it is not ours" with the reason; the station dispatches again, the case's clock goes on."""
    case, assignment = await _of_own_unit(session, actor, assignment_id, Action.DECLINE)
    assignment.declined_for = needed(reason)
    await move(
        session, case, Action.DECLINE, actor=actor, now=now, assignment=assignment, reason=assignment.declined_for
    )
    await notices.tell(
        session, town, "declined", case, now=now, actor=actor, assignment=assignment, reason=assignment.declined_for
    )
    await after_change(session, town, case, actor, now)
    return case


async def feed_back(session: AsyncSession, town: Town, actor: Actor, draft: Draft, *, now: datetime) -> Case:
    """Report back with words and evidence, as many pieces as the severity demands. Ends the draft."""
    case, assignment = await _of_own_unit(session, actor, draft.subject_id or 0, Action.FEED_BACK)
    assignment_step(assignment, Action.FEED_BACK)
    text = drafts.fields(draft).text.strip()
    if not text:
        raise Refused("error-feedback-words")
    wanted = town.settings.severities[case.severity].feedback_evidence
    present = await attachments.count(session, draft)
    if present < wanted:
        raise Refused("error-feedback-evidence", wanted=wanted, present=present)
    assignment.feedback, assignment.fed_back_at, assignment.fed_back_by_id = text, now, actor.person_id
    assignment.extension_until = assignment.extension_for = None
    await attachments.hand_over(session, draft, case_id=case.id, assignment_id=assignment.id)
    await drafts.finish(session, draft, now)
    await move(
        session,
        case,
        Action.FEED_BACK,
        actor=actor,
        now=now,
        assignment=assignment,
        reason=text,
        details={"files": present},
    )
    if case.state is CaseState.FEEDBACK:
        await after_change(session, town, case, actor, now)
    else:
        await notices.tell(session, town, "fed_back", case, now=now, actor=actor, assignment=assignment)
    return case


async def set_eta(
    session: AsyncSession, town: Town, actor: Actor, assignment_id: int, *, eta_at: datetime, now: datetime
) -> Case:
    """Say when the unit will be there, after accepting; said again it replaces what was said."""
    case, assignment = await _of_own_unit(session, actor, assignment_id, Action.ACCEPT)
    assignment_step(assignment, Action.FEED_BACK)  # at work: accepted, or returned
    if eta_at < now:
        raise Refused("error-eta-past")
    assignment.eta_at = eta_at
    await journal.record(
        session,
        journal.of_case(case.id),
        Action.ACCEPT.value,
        now=now,
        actor_id=actor.person_id,
        from_state=assignment.state.value,
        to_state=assignment.state.value,
        details={"assignment": assignment.id, "unit": assignment.unit_id, "eta": eta_at.isoformat()},
    )
    await session.flush()
    at = eta_at.astimezone(town.zone).strftime("%m-%d %H:%M")
    await notices.tell(session, town, "eta", case, now=now, actor=actor, assignment=assignment, at=at)
    return case


async def ask_extension(
    session: AsyncSession,
    town: Town,
    actor: Actor,
    assignment_id: int,
    *,
    until: datetime,
    reason: str,
    now: datetime,
) -> Case:
    """Ask for a later deadline; the old one runs until the station agrees."""
    case, assignment = await _of_own_unit(session, actor, assignment_id, Action.ASK_EXTENSION)
    assignment_step(assignment, Action.ASK_EXTENSION)
    if assignment.extension_until is not None:
        raise Refused("error-extension-waits")
    if until <= assignment.due_at or until <= now:
        raise Refused("error-extension-earlier", due=assignment.due_at.astimezone(town.zone).strftime("%m-%d %H:%M"))
    assignment.extension_until, assignment.extension_for = until, needed(reason)
    await move(
        session,
        case,
        Action.ASK_EXTENSION,
        actor=actor,
        now=now,
        assignment=assignment,
        reason=assignment.extension_for,
        details={"until": until.isoformat()},
    )
    await deadlines.start(session, town, DeadlineKind.EXTENSION, case, now=now, assignment=assignment)
    await notices.tell(
        session,
        town,
        "extension_asked",
        case,
        now=now,
        actor=actor,
        assignment=assignment,
        until=until.astimezone(town.zone).strftime("%m-%d %H:%M"),
        reason=assignment.extension_for,
    )
    return case


async def answer_extension(
    session: AsyncSession, town: Town, actor: Actor, assignment_id: int, *, granted: bool, reason: str, now: datetime
) -> Case:
    """Grant or refuse a later deadline."""
    action = Action.GRANT_EXTENSION if granted else Action.REFUSE_EXTENSION
    case, assignment = await load_assignment(session, assignment_id)
    require(actor, action, await subject_of(session, case))
    assignment_step(assignment, action)
    until = assignment.extension_until
    if until is None:
        raise Refused("error-extension-none")
    if granted:
        assignment.due_at = until
        case.due_at = max(case.due_at or until, until)
        await deadlines.move(session, DeadlineKind.FEED_BACK, assignment, until)
    assignment.extension_until = assignment.extension_for = None
    await move(
        session,
        case,
        action,
        actor=actor,
        now=now,
        assignment=assignment,
        reason=reason.strip() or None,
        details={"until": until.isoformat()},
    )
    await notices.tell(
        session,
        town,
        "extension_granted" if granted else "extension_refused",
        case,
        now=now,
        actor=actor,
        assignment=assignment,
        until=until.astimezone(town.zone).strftime("%m-%d %H:%M"),
        reason=reason.strip(),
    )
    return case


async def pause(
    session: AsyncSession,
    town: Town,
    actor: Actor,
    assignment_id: int,
    *,
    until: datetime,
    reason: str,
    now: datetime,
) -> Case:
    """Stop the clock of a share for a reason, until a limit; the deadline moves by as much, once."""
    case, assignment = await _of_own_unit(session, actor, assignment_id, Action.PAUSE)
    assignment_step(assignment, Action.PAUSE)
    if assignment.extension_until is not None:
        raise Refused("error-extension-waits")
    if until <= now or until > now + town.settings.clocks.longest_pause:
        raise Refused("error-pause-limit", days=town.settings.clocks.longest_pause.days)
    assignment.paused_from, assignment.paused_at = assignment.state, now
    assignment.paused_until, assignment.paused_for = until, needed(reason)
    await _postpone(session, case, assignment, by=until - now)
    await move(
        session,
        case,
        Action.PAUSE,
        actor=actor,
        now=now,
        assignment=assignment,
        reason=assignment.paused_for,
        details={"until": until.isoformat()},
    )
    await deadlines.start(session, town, DeadlineKind.RESUME, case, now=now, due_at=until, assignment=assignment)
    await notices.tell(
        session,
        town,
        "paused",
        case,
        now=now,
        actor=actor,
        assignment=assignment,
        until=until.astimezone(town.zone).strftime("%m-%d %H:%M"),
        reason=assignment.paused_for,
    )
    return case


async def resume(session: AsyncSession, town: Town, actor: Actor | None, assignment_id: int, *, now: datetime) -> Case:
    """Go on after a pause; what was not used of it is taken off the deadline again.

    ``actor`` is None when the limit has come and the clock itself resumes.
    """
    case, assignment = await load_assignment(session, assignment_id)
    if actor is not None:
        require(actor, Action.RESUME, share_subject(await subject_of(session, case), assignment))
    assignment_step(assignment, Action.RESUME)
    if assignment.paused_until is not None and now < assignment.paused_until:
        await _postpone(session, case, assignment, by=now - assignment.paused_until)
    back_to = assignment.paused_from or AssignmentState.ACCEPTED
    assignment.paused_at = assignment.paused_until = assignment.paused_for = assignment.paused_from = None
    await move(session, case, Action.RESUME, actor=actor, now=now, assignment=assignment, to=back_to)
    await notices.tell(session, town, "resumed", case, now=now, actor=actor, assignment=assignment)
    return case


async def _postpone(session: AsyncSession, case: Case, assignment: Assignment, *, by: timedelta) -> None:
    assignment.due_at += by
    case.due_at = max(share.due_at for share in case.assignments if share.state in LIVE)
    await deadlines.move(session, DeadlineKind.FEED_BACK, assignment, assignment.due_at)


async def paused_to_limit(session: AsyncSession, *, now: datetime) -> list[int]:
    """Return the assignments whose pause has come to its limit."""
    due = await session.scalars(
        sa.select(Assignment.id)
        .where(Assignment.state == AssignmentState.PAUSED, Assignment.paused_until <= now)
        .order_by(Assignment.paused_until, Assignment.id)
    )
    return list(due)


async def resume_at_limit(session: AsyncSession, town: Town, assignment_id: int, *, now: datetime) -> bool:
    """Resume an assignment because its pause has come to its limit; False when somebody did so meanwhile."""
    _, assignment = await load_assignment(session, assignment_id)
    if assignment.state is not AssignmentState.PAUSED or (assignment.paused_until or now) > now:
        return False
    await resume(session, town, None, assignment_id, now=now)
    return True


async def take_back(
    session: AsyncSession,
    town: Town,
    actor: Actor,
    case: Case,
    assignment: Assignment,
    *,
    reason: str,
    now: datetime,
    action: Action = Action.WITHDRAW,
) -> None:
    """End a share that the station no longer wants from this unit, and tell the unit why."""
    reason = needed(reason)
    await move(session, case, action, actor=actor, now=now, assignment=assignment, reason=reason)
    await notices.tell(session, town, "withdrawn", case, now=now, actor=actor, assignment=assignment, reason=reason)


async def after_change(session: AsyncSession, town: Town, case: Case, actor: Actor, now: datetime) -> None:
    """When nobody leads any more, the desk's clock runs; when every unit has reported back, the verifier's."""
    if case.state is CaseState.TRIAGED:
        await deadlines.end(session, (DeadlineKind.DISPATCH,), case_id=case.id, assignment_id=None, now=now)
        await deadlines.start(session, town, DeadlineKind.DISPATCH, case, now=now)
    if case.state is not CaseState.FEEDBACK:
        return
    await deadlines.end(session, (DeadlineKind.VERIFY,), case_id=case.id, assignment_id=None, now=now)
    await deadlines.start(session, town, DeadlineKind.VERIFY, case, now=now)
    await notices.tell(session, town, "to_verify", case, now=now, actor=actor)


async def units_by_load(session: AsyncSession) -> list[tuple[Unit, int]]:
    """Return the active units with how many shares each has at work, for choosing one."""
    rows = await session.execute(
        sa.select(Unit, sa.func.count(Assignment.id))
        .outerjoin(
            Assignment,
            sa.and_(
                Assignment.unit_id == Unit.id,
                Assignment.state.in_((AssignmentState.ISSUED, AssignmentState.ACCEPTED, AssignmentState.RETURNED)),
            ),
        )
        .where(Unit.active)
        .group_by(Unit.id)
        .order_by(Unit.id)
    )
    return [(unit, load) for unit, load in rows]


def leads(case: Case) -> Assignment | None:
    """Return the lead unit's share that counts now."""
    return next(
        (share for share in reversed(case.assignments) if share.part is Part.LEAD and share.state.value != "withdrawn"),
        None,
    )


async def _of_own_unit(
    session: AsyncSession, actor: Actor, assignment_id: int, action: Action
) -> tuple[Case, Assignment]:
    case, assignment = await load_assignment(session, assignment_id)
    require(actor, action, share_subject(await subject_of(session, case), assignment))
    return case, assignment
