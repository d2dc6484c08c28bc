"""Attendance (签到、到课名单): people sign in, the organiser notes the others, and the list says that it was held.

Nobody is booked absent before the list is entered, and it is entered only after the end. A held session is the fact
``training``; a correction of its list changes the duties that it counts for.
"""

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa

from models import Duty, Post, TrainingPerson, TrainingSession
from models.enums import STATION, UNIT, Action, DeadlineOutcome, TrainingState
from services.core import journal
from services.core.act import Act, Moment
from services.core.errors import Refused
from services.core.errors import reason as given
from services.duties import fulfilment
from services.duties.entering.facts import Fact, Facts
from services.duties.owing import TOWN, Who
from services.people import directory
from services.people.access import require
from services.settings.duties import Owing
from services.training import facts, loading, timing

FACT = "training"
"""The kind of fact that a held session is."""


async def opens_at(act: Act, session_id: int) -> datetime:
    """Return when people can begin to sign in to a session. Raises ``Stale``."""
    return timing.sign_in_from(act.town, await loading.load(act, session_id, *loading.OPEN, TrainingState.HELD))


async def sign_in(act: Act, session_id: int) -> TrainingPerson:
    """Note that the actor is there, since the button was pressed; once, and also without an invitation.

    It is open from some minutes before the start to the end. Raises ``Refused`` outside of that time.
    """
    require(act.actor, Action.ATTEND_TRAINING)
    session = await loading.load(act, session_id, *loading.OPEN, TrainingState.HELD)
    opens = timing.sign_in_from(act.town, session)
    if act.at < opens:
        raise Refused("training-sign-early", at=act.town.on_the_wall(opens))
    if act.at > timing.ends_at(session):
        raise Refused("training-sign-late")
    row = await _row(act, session, act.actor.person_id)
    if row.signed_at is None or not row.present:
        row.present, row.signed_at = True, act.at
        await act.session.flush()
        await journal.record(act, loading.subject(session.id), "sign_in")
        if session.state is TrainingState.HELD:  # sent in time, and known only now
            await _held_with(act, session)
    return row


async def _row(act: Act, session: TrainingSession, person_id: int) -> TrainingPerson:
    row: TrainingPerson | None = await act.session.scalar(
        sa.select(TrainingPerson).filter_by(session_id=session.id, person_id=person_id).with_for_update()
    )
    if row is None:
        row = TrainingPerson(session_id=session.id, person_id=person_id)
        act.session.add(row)
        await act.session.flush()
    return row


async def roll(act: Act, session_id: int) -> TrainingSession:
    """Return a session whose people can be noted. Raises ``Refused`` before people can sign in."""
    session = await loading.kept(act, session_id, *loading.OPEN, TrainingState.HELD)
    opens = timing.sign_in_from(act.town, session)
    if act.now < opens:
        raise Refused("training-roll-early", at=act.town.on_the_wall(opens))
    return session


async def note(act: Act, session_id: int, person_ids: Collection[int], *, toggle: bool = False) -> TrainingSession:
    """Note that people were there; ``toggle``: or that they were not, if they are noted.

    Once the list is entered this is a correction: the journal has it, and the duties follow.
    """
    session = await roll(act, session_id)
    held = session.state is TrainingState.HELD
    changed: dict[str, bool | None] = {}
    for person_id in person_ids:
        row = await _row(act, session, person_id)
        there = not (toggle and row.present)
        if row.present is not True or not there:
            row.present = True if there else (False if held else None)
            changed[str(person_id)] = row.present
    await act.session.flush()
    if changed:
        await journal.record(act, loading.subject(session.id), "correct_list" if held else "note", details=changed)
    if held:
        await _held_with(act, session)
    return session


async def enter(act: Act, session_id: int) -> list[Duty]:
    """Enter the list: who is not noted was absent, and the session is held. Returns the duties that it counts for.

    Raises ``Refused`` before the end, and where nobody was there: such a session is called off.
    """
    session = await loading.kept(act, session_id)
    if act.now < timing.ends_at(session):
        raise Refused("training-not-over", at=act.town.on_the_wall(timing.ends_at(session)))
    rows = [one.row for one in await facts.people_of(act, session.id)]
    if not any(row.present for row in rows):
        raise Refused("training-nobody-there")
    for row in rows:
        row.present = bool(row.present)
    before, session.state, session.listed_at = session.state, TrainingState.HELD, act.now
    await act.session.flush()
    await timing.renew(act, session, DeadlineOutcome.MET)
    there = [row.person_id for row in rows if row.present]
    await journal.record(
        act,
        loading.subject(session.id),
        "enter_list",
        from_state=before,
        to_state=session.state,
        details={"present": there, "absent": [row.person_id for row in rows if not row.present]},
    )
    return await _held_with(act, session)


async def reopen(act: Act, session_id: int, reason: str) -> TrainingSession:
    """Take a list back that was entered by mistake: nobody is absent any more, and the duties are owed again."""
    session = await loading.kept(act, session_id, TrainingState.HELD)
    why = given(reason)
    session.state, session.listed_at = TrainingState.INVITED, None
    await act.session.execute(
        sa.update(TrainingPerson)
        .where(TrainingPerson.session_id == session.id, TrainingPerson.present.is_(False))
        .values(present=None)
    )
    await act.session.flush()
    await journal.record(
        act,
        loading.subject(session.id),
        "reopen_list",
        from_state=TrainingState.HELD,
        to_state=session.state,
        reason=why,
    )
    await fulfilment.withdraw(act, FACT, session.id, reason=why)
    await timing.renew(act, session)
    return session


async def _held_with(act: Moment, session: TrainingSession) -> list[Duty]:
    """Let a held session count by its list as it is now; without anybody on it, for nobody.

    Each row keeps whether the person is of the full-time staff: last year's hours are read by that.
    """
    staff = sa.select(Post.person_id).where(Post.active, Post.full_time, Post.role.in_(STATION))
    await act.session.execute(
        sa.update(TrainingPerson)
        .where(TrainingPerson.session_id == session.id, TrainingPerson.person_id.in_(staff))
        .values(full_time=True)
    )
    counted, _ = await fulfilment.restate(act, await fact_of(act, session))
    return counted


async def fact_of(act: Moment, session: TrainingSession) -> Fact:
    """Return the fact: for the town, and for each person, unit and village that was there."""
    there = [one.row.person_id for one in await facts.people_of(act, session.id) if one.row.present]
    whose = {Who(Owing.TOWN, TOWN)} if there else set()
    for person in await directory.by_ids(act.session, there):
        whose.add(Who(Owing.POST, str(person.person_id)))
        whose |= {Who(Owing.UNIT, str(one.unit_id)) for one in person.posts if one.unit_id and one.role in UNIT}
        whose |= {Who(Owing.VILLAGE, str(one.village_id)) for one in person.posts if one.village_id}
    return Fact(FACT, session.id, session.at, frozenset(whose), session.organiser_id)


async def facts_between(act: Moment, who: Who, since: datetime, until: datetime) -> list[Fact]:
    """Return the held sessions whose list was entered in time."""
    rows = await act.session.scalars(
        sa.select(TrainingSession)
        .where(TrainingSession.state == TrainingState.HELD, TrainingSession.listed_at < until)
        .where(TrainingSession.at >= since, TrainingSession.at < until)
        .order_by(TrainingSession.at, TrainingSession.id)
    )
    return [await fact_of(act, one) for one in list(rows)]


FACTS = (Facts(FACT, facts_between),)
