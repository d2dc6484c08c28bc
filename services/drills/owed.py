"""The deadlines of a drill: it is to begin, to be ended, and to be reported on.

Reminders, the ladder and the list of the day come from the engine of time.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from models import Deadline, Drill, DrillInject, Village
from models.enums import DeadlineOutcome, Priority
from services.calendar import working_time
from services.cards.card import Button, Card
from services.core.act import Actor, Moment
from services.core.labels import hyphened
from services.core.town import Town
from services.deadlines import deadlines
from services.deadlines.deadlines import About
from services.deadlines.ladders import Owner
from services.deadlines.owed import Entry, Owed, Thing, TodayEntry, Whose, about, by_row, of_duty
from services.drills import cards
from texts import Words

ABOUT = "drill"
START, END, REPORT = "drill_start", "drill_end", "drill_report"
"""The kinds of the deadlines; one of them runs at a time."""
WEEK = timedelta(days=7)
GOES_ON = timedelta(hours=2)
"""After its last inject a drill is asked about when it goes on so long."""


async def renew(act: Moment, drill: Drill, kind: str) -> None:
    """Start the deadline that a drill has now, instead of the one it had."""
    await end(act, drill, outcome=DeadlineOutcome.MET if kind != START else DeadlineOutcome.CANCELLED)
    due_at = await _due(act, drill, kind)
    begin = min(max(act.now, due_at - WEEK), due_at) if kind == START else act.now
    await deadlines.start(
        act, kind, About(ABOUT, drill.id), due_at=due_at, priority=Priority.REMINDER, of=drill, started_at=begin
    )


async def _due(act: Moment, drill: Drill, kind: str) -> datetime:
    rules = act.town.settings
    if kind == START:
        return drill.at
    if kind == REPORT:
        over = max(drill.ended_at or act.now, act.now)
        return working_time.after(over, rules.drills.report_working_days, rules.working_time, rules.zone)
    last = await act.session.scalar(sa.select(sa.func.max(DrillInject.minute)).where(DrillInject.drill_id == drill.id))
    return act.now + timedelta(minutes=last or 0) + GOES_ON


async def end(act: Moment, drill: Drill, *, outcome: DeadlineOutcome = DeadlineOutcome.CANCELLED) -> None:
    """End the deadline that runs about a drill."""
    await deadlines.end(act.session, (START, END, REPORT), ABOUT, [drill.id], now=act.now, outcome=outcome)


@dataclass
class DrillThing(Thing):
    """A drill, seen from its deadline."""

    one: Drill
    village: str | None

    def whose(self, row: Deadline) -> Whose:
        """Return the leader."""
        return Whose(person_id=self.one.leader_id)

    def card(self, town: Town, reader: Actor, entries: Sequence[Entry], now: datetime) -> Card:
        """Return what is due."""
        return cards.due(town, town.words(reader.language), self.one, self.village, entries[0].row, now)

    def button(self, town: Town, reader: Actor) -> Button:
        """Return the button that shows the drill."""
        return cards.see(town.words(reader.language), self.one.id)

    def entry(self, town: Town, words: Words, row: Deadline) -> TodayEntry:
        """Return the drill's name, and what is due."""
        name, what = cards.title(town, words, self.one, self.village), words.plain(f"{hyphened(row.kind)}-what")
        return TodayEntry("🎯", name, what, self.village or "-", cards.OPEN, self.one.id)


async def _load(act: Moment, rows: Sequence[Deadline]) -> dict[int, DrillThing]:
    found = await act.session.execute(
        sa.select(Drill, Village.name)
        .outerjoin(Village, Village.id == Drill.village_id)
        .where(Drill.id.in_({row.subject_id for row in rows}))
    )
    things = ((one.id, _thing(one, village)) for one, village in found)
    return by_row(rows, things)


def _thing(drill: Drill, village: str | None) -> DrillThing:
    return DrillThing(drill, village, key=(ABOUT, drill.id), gravity=-2, drill=drill.drill)


def _mine(actor: Actor) -> sa.ColumnElement[bool]:
    return about(Drill, Drill.leader_id == actor.person_id)


OWED = tuple(Owed(kind, of_duty(Owner.PERSON), _load, _mine) for kind in (START, END, REPORT))
