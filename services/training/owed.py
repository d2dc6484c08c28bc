"""The deadlines of a session's organiser, the answers that an invitation waits for, and the way from a duty."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from models import Deadline, Person, TrainingPerson, TrainingSession
from models.enums import Action, TrainingAnswer, TrainingState
from services.answers.meanings import Meaning
from services.answers.waiting import Awaits, Waiting
from services.cards.card import Button, Card, button
from services.core.act import Act, Actor, Moment
from services.core.labels import hyphened
from services.core.town import Town
from services.deadlines import deadlines
from services.deadlines.ladders import Owner, Policy
from services.deadlines.owed import Entry, Owed, Thing, TodayEntry, Whose, about, by_row, of_duty
from services.duties.entering.ways import Way, whoever_may
from services.settings.township import Township
from services.training import attendance, cards, loading, notices, timing
from texts import Words


@dataclass
class TrainingThing(Thing):
    """A session, seen from what its organiser owes."""

    session: TrainingSession
    organiser_id: int | None
    """None: the organiser has left the roster, and the desk takes over."""

    def whose(self, row: Deadline) -> Whose:
        """Return the organiser."""
        return Whose(person_id=self.organiser_id)

    def card(self, town: Town, reader: Actor, entries: Sequence[Entry], now: datetime) -> Card:
        """Return what is due, with the way to it."""
        return cards.due(town, town.words(reader.language), [entry.row for entry in entries], self.session, now)

    def button(self, town: Town, reader: Actor) -> Button:
        """Return the button that shows the session."""
        return cards.see(town.words(reader.language), self.session.id)

    def entry(self, town: Town, words: Words, row: Deadline) -> TodayEntry:
        """Return the session's name and what is due."""
        name, what = cards.title(town, words, self.session), words.plain(f"{hyphened(row.kind)}-what")
        return TodayEntry("📚", name, what, self.session.place or "-", cards.EDIT, self.session.id)


async def _load(act: Moment, rows: Sequence[Deadline]) -> dict[int, TrainingThing]:
    found = await act.session.execute(
        sa.select(TrainingSession, Person.active)
        .join(Person, Person.id == TrainingSession.organiser_id)
        .where(TrainingSession.id.in_({row.subject_id for row in rows}))
    )
    things = (
        (one.id, TrainingThing(one, one.organiser_id if active else None, key=(timing.ABOUT, one.id), drill=one.drill))
        for one, active in found
    )
    return by_row(rows, things)


_policy = of_duty(Owner.PERSON)


def _until_it_begins(settings: Township, of: Any) -> Policy:
    invited: timing.Invitation = of
    return _policy(settings, of).model_copy(update={"lapse": invited.at - invited.due_at})


def _mine(actor: Actor) -> sa.ColumnElement[bool]:
    """Select what the actor organises; of the station also what nobody does, because the organiser has left."""
    organisers = [Person.id == actor.person_id, *([~Person.active] if actor.is_station else [])]
    theirs = TrainingSession.organiser_id.in_(sa.select(Person.id).where(sa.or_(*organisers)))
    return about(TrainingSession, theirs)


OWED = (
    Owed(kind=timing.INVITE, policy=_until_it_begins, load=_load, mine=_mine, lapse=deadlines.miss),
    Owed(kind=timing.LIST, policy=_policy, load=_load, mine=_mine),
)


async def _to_answer(act: Act, words: Words) -> list[Waiting]:
    rows = await act.session.execute(
        sa.select(TrainingSession, TrainingPerson)
        .join(TrainingPerson, TrainingPerson.session_id == TrainingSession.id)
        .where(
            TrainingSession.state == TrainingState.INVITED,
            TrainingPerson.person_id == act.actor.person_id,
            TrainingPerson.invited_at.is_not(None),
        )
    )
    return [_waiting(act, words, session, row) for session, row in rows if act.at < timing.ends_at(session)]


def _waiting(act: Act, words: Words, session: TrainingSession, row: TrainingPerson) -> Waiting:
    comes, cannot = cards.answer_buttons(words, session.id)
    seen = button(words.plain("training-say-seen"), cards.ANSWER, session.id, TrainingAnswer.SEEN.value)
    sign = cards.sign_button(act.town, words, session)
    begun = act.at >= timing.sign_in_from(act.town, session)
    takes = {Meaning.AGREE: comes, Meaning.CANNOT: cannot}
    if row.answer is not TrainingAnswer.COMING:  # words such as these may answer a mobilisation as well
        takes |= {Meaning.ON_THE_WAY: comes}
    since = row.invited_at or session.created_at
    day = session.at.astimezone(act.town.zone).replace(hour=0, minute=0)
    if act.at >= day:  # on its day the session waits for people to arrive, however old the invitation is
        takes |= {Meaning.ARRIVED: sign}
        since = max(since, day)
    return Waiting(
        name=cards.title(act.town, words, session),
        since=since,
        buttons=(comes, cannot, *((sign,) if begun else ())),
        takes=takes | ({Meaning.ACKNOWLEDGE: seen} if row.answer is None else {}),
        subject=loading.subject(session.id),
        cards=(notices.INVITATION.key(session.id), notices.CHANGED.key(session.id)),
        owed=row.answer is None or (begun and not row.present),
        told=(session.organiser_id,),
    )


AWAITS = (Awaits(_to_answer),)


WAYS = (Way(attendance.FACT, "training-go", cards.FROM_DUTY, whoever_may(Action.KEEP_TRAINING)),)
