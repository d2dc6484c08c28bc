"""The questions that are asked before something is done: action, right, quick answers, and the step they lead to."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto

from handlers.kit import Context
from models import Assignment, Case
from models.enums import Action, DraftKind, Kind
from services.assignments import extensions, handling, pauses, verification
from services.calendar import working_time
from services.cases.lifecycle import assignment_for, case_for
from services.county import standing as county_standing
from services.county import steps as county_steps
from services.drafts import drafts
from services.triage import dispatch, merging, triage


@dataclass(frozen=True)
class Asked:
    """The subject of a question, checked: the case, and the assignment if it is about one."""

    case: Case
    assignment: Assignment | None = None


class Until(Enum):
    """From when the offered times count."""

    DUE = auto()  # from the present deadline
    NOW = auto()


Do = Callable[[Context, int, str, datetime], Awaitable[Case]]
"""Takes the step: on which object, with which words, until when (now, where no time is asked for)."""


@dataclass(frozen=True)
class Question:
    """One question. Its words are ``ask-<action>``, its quick answers ``ask-<action>-1`` to ``-<quick>``."""

    of_assignment: bool
    do: Do
    quick: int = 0
    until: Until | None = None
    optional: bool = False  # "no further words" is an answer


async def asked(context: Context, action: Action, subject: int, until: datetime | None = None) -> Asked:
    """Return the subject of a question. Raises ``Refused`` before anybody has to type in vain."""
    if action is Action.WAIVE_REPORT:
        return Asked((await county_standing.standing(context.session, context.actor, subject, action)).case)
    if QUESTIONS[action].of_assignment:
        case, assignment = await assignment_for(context.session, context.actor, subject, action)
        if action in CHECKS:
            CHECKS[action](context.town, assignment, until=until, now=context.now)
        return Asked(case, assignment)
    return Asked(await case_for(context.session, context.actor, subject, action))


def times(context: Context, about: Asked, question: Question) -> list[tuple[str, datetime]]:
    """Return the times offered: (code for the button, instant). Hours for an incident, working days for a hazard."""
    base = context.now
    if question.until is Until.DUE and about.assignment is not None:
        base = max(base, about.assignment.due_at)
    if about.case.kind is Kind.INCIDENT:
        return [(f"h{count}", base + timedelta(hours=count)) for count in (1, 2, 4, 12)]
    rules, zone = context.settings.working_time, context.zone
    return [(f"w{count}", working_time.after(base, count, rules, zone)) for count in (1, 3, 5, 10)]


async def _return(context: Context, subject: int, text: str, until: datetime) -> Case:
    case = await verification.send_back(context, subject, reason=text)
    looking = await drafts.current(context.session, context.actor.person_id)
    if looking is not None and looking.kind is DraftKind.VERIFICATION and looking.subject_id == case.id:
        await drafts.cancel(context.session, looking, context.now)  # there is nothing to verify any more
    return case


def _with(step: Callable[..., Awaitable[Case]], words: str = "reason", **given: bool) -> Do:
    """Return a step that takes the words under a name."""
    return lambda context, subject, text, until: step(context, subject, **{words: text}, **given)


def _until(step: Callable[..., Awaitable[Case]]) -> Do:
    """Return a step that takes a time and a reason."""
    return lambda context, subject, text, until: step(context, subject, until=until, reason=text)


QUESTIONS: dict[Action, Question] = {
    Action.DISMISS: Question(False, _with(triage.dismiss), quick=4),
    Action.SPLIT: Question(False, _with(merging.split, "description")),
    Action.REOPEN: Question(False, _with(verification.reopen), quick=3),
    Action.DECLINE: Question(True, _with(handling.decline), quick=3),
    Action.ACCEPT_PARTLY: Question(True, _with(handling.accept, "not_ours")),
    Action.RETURN: Question(True, _return, quick=4),
    Action.WITHDRAW: Question(True, _with(dispatch.withdraw), quick=3),
    Action.REFUSE_EXTENSION: Question(True, _with(extensions.answer, granted=False), quick=2, optional=True),
    Action.ASK_EXTENSION: Question(True, _until(extensions.ask), quick=4, until=Until.DUE),
    Action.PAUSE: Question(True, _until(pauses.pause), quick=3, until=Until.NOW),
    Action.WAIVE_REPORT: Question(False, _with(county_steps.waive), quick=3),
}
"""Rerouting asks for a unit first and has its own place (``handlers.triage.rerouting``)."""
CHECKS = {Action.ASK_EXTENSION: extensions.check, Action.PAUSE: pauses.check}
"""The conditions of a request besides the step being open; the time is None until it was chosen."""
