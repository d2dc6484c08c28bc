"""What is owed about a message to many: a second person's answer, in time; then it is its author's draft again."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from markupsafe import Markup

from models import Broadcast, Deadline
from models.enums import Action, Severity
from services.broadcasts import broadcasts, cards, consent
from services.cards import people as cards_people
from services.cards.card import Button, Card, button
from services.core.act import Actor, Moment
from services.core.labels import name
from services.core.town import Town
from services.deadlines import wording
from services.deadlines.ladders import Policy
from services.deadlines.owed import Entry, Owed, Whose
from services.messaging.audiences import Audience
from services.people import directory
from services.people.access import may
from services.settings.township import Township


@dataclass
class Question:
    """A message that waits for consent."""

    asked: Broadcast
    author: Actor
    found: Audience | None = None
    gravity: int = Severity.EXTRAORDINARY.rank

    @property
    def key(self) -> Hashable:
        """Each message is an entry of its own."""
        return broadcasts.ABOUT, self.asked.id

    @property
    def drill(self) -> bool:
        """Whether it is an exercise."""
        return bool(self.asked.drill)

    def whose(self, row: Deadline) -> Whose:
        """Return nobody in particular: the desk hears of it."""
        return Whose()

    async def look_up(self, act: Moment) -> None:
        """Look up who would hear it."""
        self.found = await broadcasts.audience(act.by(self.author), self.asked)

    def card(self, town: Town, reader: Actor, entries: Sequence[Entry], now: datetime) -> Card:
        """Return the question."""
        if self.found is None:
            raise RuntimeError("a question is drawn before it is looked up")
        return cards.consent(town, town.words(reader.language), self.asked, self.found, self.author)

    def lines(self, town: Town, reader: Actor, entries: Sequence[Entry], now: datetime) -> Markup:
        """Return the question's first line."""
        return cards.consent_head(town, town.words(reader.language), self.author)

    def button(self, town: Town, reader: Actor) -> Button:
        """Return the button that shows the question."""
        return button(town.words(reader.language).plain("broadcast-consent"), cards.QUESTION, self.asked.id)

    def today(self, town: Town, reader: Actor, row: Deadline, now: datetime, back: str) -> Button:
        """Return whose message is to be answered about by when."""
        words = town.words(reader.language)
        text = wording.entry(
            town,
            words,
            row,
            now,
            mark="🤝",
            number=cards_people.called(town, words, self.author),
            what=words.plain("broadcast-consent"),
            where=name(words, self.asked.level),
        )
        return button(text, cards.QUESTION, self.asked.id, back)


async def _load(act: Moment, rows: Sequence[Deadline]) -> dict[int, Question]:
    found = await act.session.scalars(sa.select(Broadcast).where(Broadcast.id.in_({row.subject_id for row in rows})))
    asked = {one.id: one for one in found}
    people = await directory.by_ids(act.session, {one.author_id for one in asked.values()})
    authors = {one.person_id: one for one in people}
    return {
        row.id: Question(one, authors[one.author_id])
        for row in rows
        if (one := asked.get(row.subject_id)) is not None and one.author_id in authors
    }


def _policy(settings: Township, of: Any) -> Policy:
    """Remind nobody: who is asked has the question, and when its time is over it is asked no more."""
    return Policy(clock="round", lapse=timedelta())


def _mine(actor: Actor) -> sa.ColumnElement[bool]:
    """Whoever may consent, but not to what is their own."""
    if not may(actor, Action.CONSENT):
        return sa.false()
    return Deadline.subject_id.in_(sa.select(Broadcast.id).where(Broadcast.author_id != actor.person_id))


OWED = (Owed(kind=broadcasts.CONSENT, policy=_policy, load=_load, mine=_mine, lapse=consent.lapse),)
