"""More time for an assignment (延期): the unit asks, the station answers."""

from datetime import datetime

from models import Assignment, Case
from models.enums import Action, DeadlineKind
from services.assignments import moves
from services.cases import deadlines, notices
from services.cases.lifecycle import assignment_for
from services.core.act import Act
from services.core.errors import Refused
from services.core.errors import reason as needed
from services.core.town import Town


async def ask(act: Act, assignment_id: int, *, until: datetime, reason: str) -> Case:
    """Ask for a later deadline; the old one runs until the station agrees."""
    action = Action.ASK_EXTENSION
    case, assignment = await assignment_for(act.session, act.actor, assignment_id, action)
    check(act.town, assignment, until=until, now=act.now)
    assignment.extension_until, assignment.extension_for = until, needed(reason)
    await moves.step(act, case, assignment, action, notices.EXTENSION_ASKED, assignment.extension_for, until=until)
    return case


def check(town: Town, assignment: Assignment, *, until: datetime | None, now: datetime) -> None:
    """Refuse a second request while one waits, and a time (if it is known yet) that is no extension."""
    if assignment.extension_until is not None:
        raise Refused("error-extension-waits")
    if until is not None and (until <= assignment.due_at or until <= now):
        raise Refused("error-extension-earlier", due=town.on_the_wall(assignment.due_at))


async def answer(act: Act, assignment_id: int, *, granted: bool, reason: str) -> Case:
    """Grant or refuse a later deadline."""
    action = Action.GRANT_EXTENSION if granted else Action.REFUSE_EXTENSION
    case, assignment = await assignment_for(act.session, act.actor, assignment_id, action)
    until = assignment.extension_until
    if until is None:
        raise Refused("error-extension-none")
    if granted:
        assignment.due_at = until
        case.due_at = max(case.due_at or until, until)
        await deadlines.move(act, DeadlineKind.FEED_BACK, case, assignment)
    assignment.extension_until = assignment.extension_for = None
    notice = notices.EXTENSION_GRANTED if granted else notices.EXTENSION_REFUSED
    await moves.step(act, case, assignment, action, notice, reason.strip() or None, until=until)
    return case
