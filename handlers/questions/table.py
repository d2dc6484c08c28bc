"""What is asked before something is done: a table of action, who may, the quick answers, and what is done then."""

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
    """What a question is about, checked: the case, and the unit's assignment if it is about one."""

    case: Case
    assignment: Assignment | None = None


class Until(Enum):
    """From when the offered times count."""

    DUE = auto()  # from the present deadline
    NOW = auto()


Do = Callable[[Context, int, str, datetime | None], Awaitable[Case]]


@dataclass(frozen=True)
class Question:
    """One question. Its words are ``ask-<action>``, its quick answers ``ask-<action>-1`` to ``-<quick>``."""

    of_assignment: bool
    do: Do
    quick: int = 0
    until: Until | None = None
    optional: bool = False  # "no further words" is an answer


async def asked(context: Context, action: Action, subject: int, until: datetime | None = None) -> Asked:
    """Return what the question is about. Raises ``Refused`` before anybody has to type in vain."""
    if action is Action.WAIVE_REPORT:
        return Asked((await county_standing.standing(context.session, context.actor, subject, action)).case)
    if QUESTIONS[action].of_assignment:
        case, assignment = await assignment_for(context.session, context.actor, subject, action)
        if action in CHECKS:
            CHECKS[action](context.town, assignment, until=until, now=context.now)
        return Asked(case, assignment)
    return Asked(await case_for(context.session, context.actor, subject, action))


def times(about: Asked, question: Question, now: datetime, context: Context) -> list[tuple[str, datetime]]:
    """Return the times offered: (code for the button, instant). Hours for an incident, working days for a hazard."""
    base = now
    if question.until is Until.DUE and about.assignment is not None:
        base = max(now, about.assignment.due_at)
    codes = ("h1", "h2", "h4", "h12") if about.case.kind is Kind.INCIDENT else ("w1", "w3", "w5", "w10")
    return [(code, _from_code(code, base, context)) for code in codes]


def _from_code(code: str, base: datetime, context: Context) -> datetime:
    count = int(code[1:])
    if code[0] == "h":
        return base + timedelta(hours=count)
    return working_time.after(base, count, context.settings.working_time, context.zone)


async def _dismiss(context: Context, subject: int, text: str, until: datetime | None) -> Case:
    return await triage.dismiss(context.act, subject, reason=text)


async def _split(context: Context, subject: int, text: str, until: datetime | None) -> Case:
    return await merging.split(context.act, subject, description=text)


async def _reopen(context: Context, subject: int, text: str, until: datetime | None) -> Case:
    return await verification.reopen(context.act, subject, reason=text)


async def _decline(context: Context, subject: int, text: str, until: datetime | None) -> Case:
    return await handling.decline(context.act, subject, reason=text)


async def _accept_partly(context: Context, subject: int, text: str, until: datetime | None) -> Case:
    return await handling.accept(context.act, subject, not_ours=text)


async def _return(context: Context, subject: int, text: str, until: datetime | None) -> Case:
    case = await verification.send_back(context.act, subject, reason=text)
    looking = await drafts.current(context.session, context.actor.person_id)
    if looking is not None and looking.kind is DraftKind.VERIFICATION and looking.subject_id == case.id:
        await drafts.cancel(context.session, looking, context.now)  # there is nothing to verify any more
    return case


async def _withdraw(context: Context, subject: int, text: str, until: datetime | None) -> Case:
    return await dispatch.withdraw(context.act, subject, reason=text)


async def _refuse_extension(context: Context, subject: int, text: str, until: datetime | None) -> Case:
    return await extensions.answer(context.act, subject, granted=False, reason=text)


async def _ask_extension(context: Context, subject: int, text: str, until: datetime | None) -> Case:
    return await extensions.ask(context.act, subject, until=until or context.now, reason=text)


async def _pause(context: Context, subject: int, text: str, until: datetime | None) -> Case:
    return await pauses.pause(context.act, subject, until=until or context.now, reason=text)


async def _waive(context: Context, subject: int, text: str, until: datetime | None) -> Case:
    return await county_steps.waive(context.act, subject, reason=text)


QUESTIONS: dict[Action, Question] = {
    Action.DISMISS: Question(False, _dismiss, quick=4),
    Action.SPLIT: Question(False, _split),
    Action.REOPEN: Question(False, _reopen, quick=3),
    Action.DECLINE: Question(True, _decline, quick=3),
    Action.ACCEPT_PARTLY: Question(True, _accept_partly),
    Action.RETURN: Question(True, _return, quick=4),
    Action.WITHDRAW: Question(True, _withdraw, quick=3),
    Action.REFUSE_EXTENSION: Question(True, _refuse_extension, quick=2, optional=True),
    Action.ASK_EXTENSION: Question(True, _ask_extension, quick=4, until=Until.DUE),
    Action.PAUSE: Question(True, _pause, quick=3, until=Until.NOW),
    Action.WAIVE_REPORT: Question(False, _waive, quick=3),
}
"""Rerouting asks for a unit first and has its own place (``handlers.triage.rerouting``)."""
CHECKS = {Action.ASK_EXTENSION: extensions.check, Action.PAUSE: pauses.check}
"""What a request has to meet besides the step being open; the time is None until it was chosen."""
