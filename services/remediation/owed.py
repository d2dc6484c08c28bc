"""What is owed after a reachability test: each task by the person it was given to, the station's own by the desk."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from markupsafe import Markup

from models import Deadline, RemediationTask
from services.cards.card import Button, Card, button
from services.core.act import Actor, Moment
from services.core.town import Town
from services.deadlines import wording
from services.deadlines.ladders import Owner, Policy
from services.deadlines.owed import Entry, Owed, Whose
from services.remediation import cards, tasks
from services.settings.township import Township


@dataclass(frozen=True)
class TaskThing:
    """One task. In a message all tasks of a reader stand together."""

    task: tasks.Entry
    drill: bool
    key: Hashable = tasks.SUBJECT
    gravity: int = -1

    def whose(self, row: Deadline) -> Whose:
        """Return who is to see to it."""
        return Whose(person_id=self.task.assignee.person_id if self.task.assignee else None)

    async def look_up(self, act: Moment) -> None:
        """Nothing is left to look up."""

    def card(self, town: Town, reader: Actor, entries: Sequence[Entry], now: datetime) -> Card:
        """Return the list of what is overdue: the reader's own tasks, or to the desk what others have not done."""
        own, found = self._own(reader, entries)
        return cards.overdue(town, town.words(reader.language), found, station=not own)

    def lines(self, town: Town, reader: Actor, entries: Sequence[Entry], now: datetime) -> Markup:
        """Return how many are overdue, in a line."""
        own, found = self._own(reader, entries)
        return cards.overdue_head(town.words(reader.language), len(found), station=not own)

    def _own(self, reader: Actor, entries: Sequence[Entry]) -> tuple[bool, list[tasks.Entry]]:
        found = [entry.thing.task for entry in entries if isinstance(entry.thing, TaskThing)]
        return all(one.assignee == reader for one in found), found

    def button(self, town: Town, reader: Actor) -> Button:
        """Return the button that shows the list."""
        return button(town.words(reader.language).plain("mend-what"), cards.LIST)

    def today(self, town: Town, reader: Actor, row: Deadline, now: datetime, back: str) -> Button:
        """Return who is to be made reachable by when."""
        words = town.words(reader.language)
        text = wording.entry(
            town,
            words,
            row,
            now,
            mark="🔧",
            number=cards.called(town, words, self.task),
            what=words.plain("mend-what"),
            where=self.task.belongs.place or "-",
        )
        return button(text, cards.OPEN, self.task.task.id, back)


async def _load(act: Moment, rows: Sequence[Deadline]) -> dict[int, TaskThing]:
    found = await act.session.scalars(
        sa.select(RemediationTask).where(RemediationTask.id.in_({row.subject_id for row in rows}))
    )
    things = {
        entry.task.id: TaskThing(entry, act.town.settings.drill)
        for entry in await tasks.entries(act.session, list(found))
    }
    return {row.id: things[row.subject_id] for row in rows if row.subject_id in things}


def _policy(settings: Township, of: Any) -> Policy:
    """Say that a task is overdue, to its person and then to the desk."""
    return Policy(clock="round", owner=Owner.PERSON, ladder=settings.ladders.remediation)


def _mine(actor: Actor) -> sa.ColumnElement[bool]:
    whose = RemediationTask.assignee_id == actor.person_id
    if actor.is_station:
        whose = sa.or_(whose, RemediationTask.assignee_id.is_(None))
    return Deadline.subject_id.in_(sa.select(RemediationTask.id).where(RemediationTask.closed_at.is_(None), whose))


OWED = (Owed(kind=tasks.KIND, policy=_policy, load=_load, mine=_mine),)
