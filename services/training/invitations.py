"""Invitations to a training session: the list by names before anybody hears of it, and the answers."""

from dataclasses import dataclass

import sqlalchemy as sa

from models import TrainingPerson, TrainingSession
from models.enums import Action, TrainingAnswer, TrainingState
from services.core import journal
from services.core.act import Act
from services.core.errors import Forbidden, Refused, Stale
from services.messaging.audiences import Audience
from services.people.access import require
from services.training import audience, facts, loading, notices, timing

MARK = 12
"""Signs of a list's digest that a button carries."""


@dataclass(frozen=True)
class Preview:
    """The people who would be invited now: all of the audience who are not invited yet."""

    session: TrainingSession
    found: Audience
    already: int

    @property
    def mark(self) -> str:
        """The mark that tells this list from another."""
        return self.found.digest[:MARK]


async def preview(act: Act, session_id: int) -> Preview:
    """Return who would be invited. Raises ``Refused`` for an empty audience, and after the end."""
    session = await loading.kept(act, session_id)
    if timing.ends_at(session) <= act.now:
        raise Refused("training-over")
    everybody = await audience.people(act, session)
    if not everybody.people:
        raise Refused("training-audience-empty")
    known = {one.row.person_id for one in await facts.people_of(act, session.id) if one.row.invited_at is not None}
    new = tuple(one for one in everybody.people if one.person_id not in known)
    reasons = {one: why for one, why in everybody.unreached.items() if one not in known}
    return Preview(session, Audience(new, reasons), len(known))


async def invite(act: Act, session_id: int, mark: str) -> int:
    """Invite the people of the list that was looked at; returns how many. Raises ``Stale`` when it has changed."""
    shown = await preview(act, session_id)
    session = shown.session
    if not shown.found.people:
        raise Stale("training-invited-all")
    if shown.mark != mark:
        raise Stale("training-list-changed")
    rows = {one.row.person_id: one.row for one in await facts.people_of(act, session.id)}
    for person in shown.found.people:
        row = rows.get(person.person_id)
        if row is None:
            row = TrainingPerson(session_id=session.id, person_id=person.person_id)
            act.session.add(row)
        row.invited_at = act.now
    before, session.state = session.state, TrainingState.INVITED
    await act.session.flush()
    if before is not session.state:
        await timing.renew(act, session)
    ids = [one.person_id for one in shown.found.people]
    await journal.record(
        act,
        loading.subject(session.id),
        "invite",
        from_state=before,
        to_state=session.state,
        details={"people": ids, "unreached": sorted(shown.found.unreached)},
    )
    await notices.invitation(act, session, ids)
    return len(ids)


async def answer(act: Act, session_id: int, said: TrainingAnswer) -> TrainingSession:
    """Take the answer of a person who is invited; a later one replaces it, but 收到 replaces none."""
    require(act.actor, Action.ATTEND_TRAINING)
    session = await loading.load(act, session_id, TrainingState.INVITED)
    if act.at >= timing.ends_at(session):
        raise Stale("training-over")
    row = await act.session.scalar(
        sa.select(TrainingPerson)
        .where(TrainingPerson.session_id == session.id, TrainingPerson.person_id == act.actor.person_id)
        .with_for_update()
    )
    if row is None:
        raise Forbidden("training-not-invited")
    if said is TrainingAnswer.SEEN and row.answer is not None:
        return session
    before, row.answer, row.answered_at = row.answer, said, act.at
    await act.session.flush()
    await journal.record(act, loading.subject(session.id), "answer", from_state=before, to_state=said)
    return session
