"""Pauses (暂停): the clock of an assignment stands still, once and until a limit, for what the unit cannot change."""

from dataclasses import replace
from datetime import datetime

from models import Assignment, Case, Deadline
from models.enums import Action, AssignmentState, DeadlineKind
from services.assignments import moves
from services.cases import deadlines, notices
from services.cases.lifecycle import assignment_for, assignment_step, load_assignment
from services.core.act import Act, Moment
from services.core.errors import Refused
from services.core.errors import reason as needed
from services.core.town import Town
from services.deadlines.deadlines import runs


async def pause(act: Act, assignment_id: int, *, until: datetime, reason: str) -> Case:
    """Stop the clock of an assignment for a reason, until a limit; the time that was left is left then. Once only."""
    case, assignment = await assignment_for(act.session, act.actor, assignment_id, Action.PAUSE)
    check(act.town, assignment, until=until, now=act.now)
    assignment.paused_from, assignment.paused_at = assignment.state, act.at
    assignment.paused_until, assignment.paused_for = until, needed(reason)
    assignment.due_at = deadlines.carried_over(act.town, case, assignment, stopped=act.now, at=until)
    case.due_at = max(one.due_at for one in case.live)
    await deadlines.hold(act, DeadlineKind.FEED_BACK, case, assignment)
    await moves.step(act, case, assignment, Action.PAUSE, notices.PAUSED, assignment.paused_for, until=until)
    return case


def check(town: Town, assignment: Assignment, *, until: datetime | None, now: datetime) -> None:
    """Refuse a pause while a request for more time waits, and one (if its end is known yet) beyond the limit."""
    if assignment.extension_until is not None:
        raise Refused("error-pause-extension")
    longest = town.settings.clocks.longest_pause
    if until is not None and (until <= now or until > now + longest):
        raise Refused("error-pause-limit", days=longest.days)


async def resume(act: Moment, assignment_id: int) -> Case:
    """Go on after a pause, with the time that was left when it began, also before its limit.

    At the limit the clock itself resumes.
    """
    if act.somebody is not None:
        case, assignment = await assignment_for(act.session, act.somebody, assignment_id, Action.RESUME)
    else:
        case, assignment = await load_assignment(act.session, assignment_id)
        assignment_step(assignment, Action.RESUME)
    resumed_at = min(act.now, assignment.paused_until or act.now)  # a clock that noticed late takes nothing away
    assignment.due_at = due_without(act.town, case, assignment, now=act.now)
    case.due_at = max(one.due_at for one in case.live)
    await deadlines.move(replace(act, now=resumed_at), DeadlineKind.FEED_BACK, case, assignment, chosen=False)
    back_to = assignment.paused_from or AssignmentState.ACCEPTED
    assignment.paused_at = assignment.paused_until = assignment.paused_for = assignment.paused_from = None
    await moves.step(act, case, assignment, Action.RESUME, notices.RESUMED, to=back_to)
    return case


async def lapse(act: Moment, deadline: Deadline) -> None:
    """Resume an assignment because its pause has come to its limit, unless somebody did so meanwhile."""
    await load_assignment(act.session, deadline.subject_id)
    if await runs(act.session, deadline):
        await resume(act, deadline.subject_id)


def due_without(town: Town, case: Case, assignment: Assignment, *, now: datetime) -> datetime:
    """Return when an assignment is due if its pause, if it has one, ends now; an overdue one stays overdue."""
    stopped = assignment.paused_until
    if stopped is None or now >= stopped:
        return assignment.due_at
    return deadlines.carried_over(town, case, assignment, stopped=stopped, at=now)
