"""The deadlines of remediation tasks: the assignee keeps each one, the desk those of the station."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from markupsafe import Markup

from models import Deadline, RemediationTask
from services.cards.card import Button, Card, button
from services.core.act import Actor, Moment
from services.core.town import Town
from services.deadlines.ladders import Owner, Policy
from services.deadlines.owed import Entry, Owed, Thing, TodayEntry, Whose, about, by_row
from services.remediation import cards, tasks
from services.settings.township import Township
from texts import Words


@dataclass
class TaskThing(Thing):
    """One task. In a message all tasks of a reader stand together."""

    task: tasks.Entry

    def whose(self, row: Deadline) -> Whose:
        """Return the assignee."""
        return Whose(person_id=self.task.assignee.person_id if self.task.assignee else None)

    def card(self, town: Town, reader: Actor, entries: Sequence[Entry], now: datetime) -> Card:
        """Return the list of overdue tasks: the reader's own, or for the desk those of others."""
        own, found = self._own(reader, entries)
        return cards.overdue(town, town.words(reader.language), found, station=not own)

    def lines(self, town: Town, reader: Actor, entries: Sequence[Entry], now: datetime) -> Markup:
        """Return the number of overdue tasks, in a line."""
        own, found = self._own(reader, entries)
        return cards.overdue_head(town.words(reader.language), len(found), station=not own)

    def _own(self, reader: Actor, entries: Sequence[Entry]) -> tuple[bool, list[tasks.Entry]]:
        found = [entry.thing.task for entry in entries if isinstance(entry.thing, TaskThing)]
        return all(one.assignee == reader for one in found), found

    def button(self, town: Town, reader: Actor) -> Button:
        """Return the button that shows the list."""
        return button(town.words(reader.language).plain("mend-what"), cards.LIST)

    def entry(self, town: Town, words: Words, row: Deadline) -> TodayEntry:
        """Return the person out of reach, and that person's place."""
        return TodayEntry(
            mark="🔧",
            number=cards.called(town, words, self.task),
            what=words.plain("mend-what"),
            where=self.task.belongs.place or "-",
            action=cards.OPEN,
            subject=self.task.task.id,
        )


async def _load(act: Moment, rows: Sequence[Deadline]) -> dict[int, TaskThing]:
    found = await act.session.scalars(
        sa.select(RemediationTask).where(RemediationTask.id.in_({row.subject_id for row in rows}))
    )
    entries, drill = await tasks.entries(act.session, list(found)), act.town.settings.drill
    things = ((one.task.id, TaskThing(one, key=tasks.SUBJECT, gravity=-1, drill=drill)) for one in entries)
    return by_row(rows, things)


def _policy(settings: Township, of: Any) -> Policy:
    """Say that a task is overdue, to its person and then to the desk."""
    return Policy(clock="round", owner=Owner.PERSON, ladder=settings.ladders.remediation)


def _mine(actor: Actor) -> sa.ColumnElement[bool]:
    whose = RemediationTask.assignee_id == actor.person_id
    if actor.is_station:
        whose = sa.or_(whose, RemediationTask.assignee_id.is_(None))
    return about(RemediationTask, RemediationTask.closed_at.is_(None), whose)


OWED = (Owed(kind=tasks.KIND, policy=_policy, load=_load, mine=_mine),)
