"""A training session's way: planned, changed, moved, called off; and the year's plan, copied from last year's."""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import sqlalchemy as sa

from models import Duty, TrainingPerson, TrainingQuestion, TrainingSession
from models.enums import Action, TrainingState
from services.calendar import working_time
from services.core import journal
from services.core.act import Act, Moment
from services.core.errors import Refused, Stale, existing, to_come
from services.core.errors import reason as given
from services.people.access import require
from services.settings.duties import on_day
from services.settings.township import Township
from services.training import notices, timing
from services.training.loading import kept, subject
from texts.numerals import in_figures

FIELDS = {"topic": 128, "place": 128, "speaker": 64}
"""The fields that are typed as they are, with their longest length."""
LEAST, MOST = 15, 720
"""Minutes of a session."""

_SPAN = re.compile(r"(\d{1,4}(?:\.\d{1,4})?)\s*个?(半)?\s*(?:(分钟|分|mins?|minutes?)|小时|学时|课时|h|hours?)?(半)?")


async def of_year(act: Moment, year: int) -> list[TrainingSession]:
    """Return the plan of a year, the first session first."""
    query = sa.select(TrainingSession).where(TrainingSession.year == year)
    return list(await act.session.scalars(query.order_by(TrainingSession.at, TrainingSession.id)))


async def year_of_duty(act: Act, duty_id: int) -> int:
    """Return the year of a duty's period. Raises ``Forbidden``, ``Stale``."""
    require(act.actor, Action.KEEP_TRAINING)
    duty = existing(await act.session.get(Duty, duty_id), "duties-gone")
    return duty.last.year


async def add(act: Act, code: str, at: datetime) -> TrainingSession:
    """Put a session on the plan, organised by the actor. Raises ``Refused`` for a time that has passed."""
    require(act.actor, Action.KEEP_TRAINING)
    rules = act.town.settings.training
    if code not in rules.subjects:
        raise Stale("training-subject-gone")
    to_come(at, act.now)
    return await _plan(
        act, TrainingSession(subject=code, at=at, minutes=round(rules.hours * 60), audience={}), action="plan"
    )


async def _plan(act: Act, session: TrainingSession, *, action: str) -> TrainingSession:
    session.year = year_of(act.town.settings, session.at)
    session.organiser_id, session.state = act.actor.person_id, TrainingState.PLANNED
    session.drill, session.created_at = act.town.settings.drill, act.now
    act.session.add(session)
    await act.session.flush()
    await timing.renew(act, session)
    details = {"subject": session.subject, "at": session.at.isoformat(), "from": session.from_id}
    await journal.record(act, subject(session.id), action, to_state=session.state, details=details)
    return session


def year_of(settings: Township, at: datetime) -> int:
    """Return the township's year of an instant."""
    return at.astimezone(settings.zone).year


async def change(act: Act, session_id: int, field: str, said: str) -> TrainingSession:
    """Take the topic, place, speaker or length as typed. The invited hear of another place or length."""
    session = await kept(act, session_id)
    value: str | int = minutes_in(said) if field == "minutes" else given(said, most=FIELDS[field])
    before = getattr(session, field)
    if value == before:
        return session
    setattr(session, field, value)
    await act.session.flush()
    if field == "minutes":
        await timing.renew(act, session)
    number = await journal.record(act, subject(session.id), field, details={"from": before, "to": value})
    if session.state is TrainingState.INVITED and field in ("place", "minutes"):
        await notices.changed(act, session, number)
    return session


def minutes_in(said: str) -> int:
    """Return the minutes of a length as people write it: ``2``, ``1.5小时``, ``一个半小时``, ``90分钟``.

    Raises ``Refused`` for anything else, and for a length that no session has.
    """
    found = _SPAN.fullmatch(in_figures(said.strip().lower()))
    minutes = 0
    if found:
        half = 0.5 if found[2] or found[4] else 0
        minutes = round((float(found[1]) + half) * (1 if found[3] else 60))
    if not LEAST <= minutes <= MOST:
        raise Refused("training-hours-unclear")
    return minutes


async def move(act: Act, session_id: int, at: datetime, reason: str = "") -> TrainingSession:
    """Let a session be at another time. The invited, and who came early, hear of it; nothing stays of the old day.

    Raises ``Refused`` for a time that has passed, and without a reason once people are invited.
    """
    session = await kept(act, session_id)
    to_come(at, act.now)
    invited = session.state is TrainingState.INVITED
    before, session.at, session.year = session.at, at, year_of(act.town.settings, at)
    session.reason = given(reason, most=256) if invited or reason.strip() else None
    await act.session.execute(
        sa.update(TrainingPerson)
        .where(TrainingPerson.session_id == session.id)
        .values(answer=None, answered_at=None, signed_at=None, present=None)
    )
    await act.session.flush()
    await timing.renew(act, session)
    details = {"from": before.isoformat(), "to": at.isoformat()}
    number = await journal.record(act, subject(session.id), "move", reason=session.reason, details=details)
    await notices.changed(act, session, number, was=before)
    return session


async def cancel(act: Act, session_id: int, reason: str) -> TrainingSession:
    """Call a session off. Everybody of it is told why; nothing is owed for it any more."""
    session = await kept(act, session_id)
    before, session.state, session.reason = session.state, TrainingState.CANCELLED, given(reason, most=256)
    await act.session.flush()
    await timing.renew(act, session)
    number = await journal.record(
        act, subject(session.id), "cancel", from_state=before, to_state=session.state, reason=session.reason
    )
    await notices.changed(act, session, number)
    return session


async def take_over(act: Act, session_id: int) -> TrainingSession:
    """Let the actor organise a session that somebody else has organised."""
    session = await kept(act, session_id)
    before, session.organiser_id = session.organiser_id, act.actor.person_id
    await journal.record(act, subject(session.id), "take_over", details={"from": before, "to": act.actor.person_id})
    return session


async def copyable(act: Moment, year: int) -> list[TrainingSession]:
    """Return the sessions of the year before that are not on this year's plan yet."""
    again = sa.orm.aliased(TrainingSession)
    query = sa.select(TrainingSession).where(
        TrainingSession.year == year - 1,
        TrainingSession.state != TrainingState.CANCELLED,
        ~sa.exists().where(again.from_id == TrainingSession.id),
    )
    found = await act.session.scalars(query.order_by(TrainingSession.at, TrainingSession.id))
    return [one for one in found if _again_at(act, one, year) > act.now]


async def copy(act: Act, year: int) -> Sequence[TrainingSession]:
    """Begin a year's plan with the sessions of the year before and their questions, each once; people begin from zero.

    A day that is not worked moves to the next working day of the year. Days that have passed are left out.
    """
    require(act.actor, Action.KEEP_TRAINING)
    made = []
    for old in await copyable(act, year):
        new = TrainingSession(at=_again_at(act, old, year), from_id=old.id)
        for name in ("subject", "topic", "audience", "minutes", "place", "speaker"):
            setattr(new, name, getattr(old, name))
        await _plan(act, new, action="copy")
        made.append(new)
        columns = ("number", "text", "options", "right", "points", "why", "active")
        theirs = sa.select(sa.literal(new.id), *(getattr(TrainingQuestion, name) for name in columns))
        theirs = theirs.where(TrainingQuestion.session_id == old.id, TrainingQuestion.active)
        await act.session.execute(sa.insert(TrainingQuestion).from_select(["session_id", *columns], theirs))
    return made


def _again_at(act: Moment, old: TrainingSession, year: int) -> datetime:
    local = old.at.astimezone(act.town.zone)
    return datetime.combine(
        _working(act.town.settings, on_day(year, local.month, local.day)), local.time(), act.town.zone
    ).astimezone(UTC)


def _working(settings: Township, day: date) -> date:
    later = (day + timedelta(days) for days in range(15))
    rules = settings.working_time
    return next((one for one in later if one.year == day.year and working_time.is_working_day(rules, one)), day)
