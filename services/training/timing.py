"""The times of a training session, and the deadlines of its organiser: the invitation, the attendance list."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from models import TrainingSession
from models.enums import DeadlineOutcome, Priority, TrainingState
from services.calendar import working_time
from services.core.act import Moment
from services.core.town import Town
from services.deadlines import deadlines
from services.deadlines.deadlines import About

ABOUT = "training"
"""The thing that the deadlines are about."""
INVITE, LIST = "training_invite", "training_list"
"""The kinds of the deadlines."""
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Invitation:
    """The times that the policy of an invitation depends on: it lapses when the session begins."""

    at: datetime
    due_at: datetime


def ends_at(session: TrainingSession) -> datetime:
    """Return when a session is over."""
    return session.at + timedelta(minutes=session.minutes)


def sign_in_from(town: Town, session: TrainingSession) -> datetime:
    """Return when people can begin to sign in."""
    return session.at - town.settings.training.sign_in_before


def quiz_until(town: Town, session: TrainingSession) -> datetime:
    """Return when the quiz ends."""
    return ends_at(session) + timedelta(days=town.settings.training.quiz_days)


async def renew(act: Moment, session: TrainingSession, outcome: DeadlineOutcome = DeadlineOutcome.CANCELLED) -> None:
    """Start what the organiser owes now, instead of what was owed before. A short notice leaves half of the time."""
    await deadlines.end(act.session, (INVITE, LIST), ABOUT, [session.id], now=act.now, outcome=outcome)
    rules, settings = act.town.settings.training, act.town.settings
    due: dict[str, datetime] = {}
    if session.state is TrainingState.PLANNED and session.at > act.now:
        usual = session.at - timedelta(days=rules.invite_days)
        due[INVITE] = usual if usual > act.now else act.now + (session.at - act.now) / 2
    if session.state in (TrainingState.PLANNED, TrainingState.INVITED):
        over = max(ends_at(session), act.now)
        due[LIST] = working_time.after(over, rules.list_working_days, settings.working_time, settings.zone)
    for kind, due_at in due.items():
        begin = max(act.now, ends_at(session) if kind == LIST else due_at - WEEK)
        of, about = Invitation(session.at, due_at), About(ABOUT, session.id)
        await deadlines.start(act, kind, about, due_at=due_at, priority=Priority.REMINDER, of=of, started_at=begin)
