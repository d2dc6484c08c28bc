"""Pressing for a case (催办): the people who owe its next step are reminded by a person, beside what the clock does."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

import sqlalchemy as sa

from models import Deadline, JournalEntry
from models.enums import OPEN, Action, Kind, Priority
from services.cards import people as cards_people
from services.cards.card import Card, below, lines
from services.cases.lifecycle import load_case, subject_of
from services.cases.notices import card_of
from services.core import journal
from services.core.act import Act, Actor
from services.core.errors import Refused, Stale
from services.core.labels import name
from services.deadlines import owed
from services.deadlines.ladders import Doing, Owner, Step, kept_policy
from services.deadlines.owed import Entry, Thing
from services.messaging import messages
from services.people.access import require
from services.reminders import agenda
from services.reminders.recipients import Recipients
from services.settings.clocks import Rank
from services.triage import kinds

ACTION = Action.URGE.value
"""The action of the button that presses for one case."""
AGAIN = timedelta(minutes=30)
"""So long nobody presses for the same case again."""
SHOWN = 8
"""Cases of one message; the rest is counted."""


@dataclass(frozen=True)
class Pressed:
    """A case that is pressed for: its next steps, and the people who owe each."""

    case_id: int
    place: str
    live: bool
    """Whether it is an incident, or lives are in danger: it does not wait for the morning."""
    occasion: int
    entries: tuple[tuple[Entry, tuple[Actor, ...]], ...]

    @property
    def thing(self) -> Thing:
        """The case."""
        return self.entries[0][0].thing

    @property
    def people(self) -> list[Actor]:
        """Everybody who is told."""
        return list({one.person_id: one for _, people in self.entries for one in people}.values())


async def press(act: Act, case_id: int) -> Pressed:
    """Note that the actor presses for a case; ``tell`` tells the people.

    Raises ``Forbidden``; ``Stale`` when it has ended or was pressed for a moment ago; ``Refused`` when nobody else
    owes anything.
    """
    case = await load_case(act.session, case_id)
    require(act.actor, Action.URGE, await subject_of(act.session, case))
    if case.state not in OPEN:
        raise Stale("error-case-moved-on", number=case.number)
    of_case = journal.of_case(case.id)
    lately: JournalEntry | None = await act.session.scalar(
        sa.select(JournalEntry)
        .where(
            JournalEntry.subject == of_case,
            JournalEntry.action == Action.URGE.value,
            JournalEntry.at > act.now - AGAIN,
        )
        .order_by(JournalEntry.seq.desc())
        .limit(1)
    )
    if lately is not None:
        raise Stale("urge-lately", at=f"{lately.at.astimezone(act.town.zone):%H:%M}", minutes=AGAIN.seconds // 60)
    entries = await _owing(act, case.id)
    told = sorted({one.person_id for _, people in entries for one in people})
    occasion = await journal.record(act, of_case, Action.URGE.value, details={"told": told})
    live = case.life_danger or (case.kind is Kind.INCIDENT and case.over_at is None)
    return Pressed(case.id, card_of(case), live, occasion, tuple(entries))


async def _owing(act: Act, case_id: int) -> list[tuple[Entry, tuple[Actor, ...]]]:
    """Return the step of the case, and of each assignment, that is due first, with the others who owe it."""
    rows: dict[tuple[str, int], Deadline] = {}
    for row in await act.session.scalars(
        sa.select(Deadline)
        .where(Deadline.case_id == case_id, agenda.running(act.town))
        .order_by(Deadline.due_at, Deadline.id)
    ):
        rows.setdefault((row.subject_kind, row.subject_id), row)
    if not rows:
        raise Refused("urge-nothing")
    things = await owed.load(act, list(rows.values()))
    those = {row.id: things[row.id].whose(row) for row in rows.values() if row.id in things}
    found = await Recipients.load(act.session, set(those.values()), now=act.now)
    entries = []
    for row in rows.values():
        if row.id not in those:
            continue
        owner, late = kept_policy(row.policy).owner, row.due_at <= act.now
        ranks = (Rank.HANDLER, Rank.UNIT_HEAD) if late and owner is Owner.UNIT else (Rank.HANDLER,)
        people = {one.person_id: one for rank in ranks for one in found.on(rank, owner, those[row.id])}
        # a step of the desk is the actor's as well
        at_desk = act.actor.is_station and owner in (Owner.DESK, Owner.VERIFIER)
        others = tuple(
            one for one in people.values() if one.person_id != act.actor.person_id and not (at_desk and one.is_station)
        )
        if others:
            entries.append((Entry(row, things[row.id], Step(act.now, Doing.REMIND, Rank.HANDLER)), others))
    if not entries:
        raise Refused("urge-yours")
    return entries


async def tell(act: Act, pressed: Sequence[Pressed]) -> None:
    """Tell each person, once, about all cases that are pressed for; drills and real cases apart."""
    for one in pressed:
        for entry, _ in one.entries:
            await entry.thing.look_up(act)
    for drill in (False, True):
        mine: dict[int, list[Pressed]] = {}
        people: dict[int, Actor] = {}
        for one in pressed:
            for person in one.people if one.thing.drill is drill else ():
                people[person.person_id] = person
                mine.setdefault(person.person_id, []).append(one)
        for person_id, theirs in mine.items():
            await _tell(act, people[person_id], theirs, drill=drill)


async def _tell(act: Act, person: Actor, theirs: Sequence[Pressed], *, drill: bool) -> None:
    first, words, live = theirs[0], act.town.words(person.language), any(one.live for one in theirs)
    told, rows = [], []
    for one in theirs[:SHOWN]:
        entries = [entry for entry, people in one.entries if person.person_id in {who.person_id for who in people}]
        told.append(below(entries[0].thing.lines(act.town, person, entries, act.now)))
        rows.append((entries[0].thing.button(act.town, person),))
    text = lines(
        words("case-drill") if drill else None,
        words(
            "urged",
            post=name(words, act.actor.posts[0].role),
            name=cards_people.colleague(act.town, words, act.actor.name),
            count=len(theirs),
        ),
        *told,
        below(words("reminder-more", count=len(theirs) - SHOWN)) if len(theirs) > SHOWN else None,
    )
    alone = len(theirs) == 1
    kind = kinds.URGED if alone else kinds.URGED_SEVERAL
    if live:
        kind = replace(kind, priority=Priority.ORDER, lifetime=None, by_night=True)
    await messages.tell(
        act,
        [person],
        Card(text=text, rows=tuple(rows)),
        kind,
        about=(first.case_id, first.occasion),
        case_id=first.case_id if alone else None,
        drill=drill,
        place=first.place if alone else None,
    )
