"""The deadline of a broadcast's consent: without an answer in time the broadcast is its author's draft again."""

from collections.abc import Sequence
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
from services.deadlines.ladders import Policy
from services.deadlines.owed import Entry, Owed, Thing, TodayEntry, about, by_row
from services.messaging.audiences import Audience
from services.people import directory
from services.people.access import may
from services.settings.township import Township
from texts import Words


@dataclass
class Question(Thing):
    """A message that waits for consent."""

    asked: Broadcast
    author: Actor
    found: Audience | None = None

    async def look_up(self, act: Moment) -> None:
        """Look up its audience."""
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

    def entry(self, town: Town, words: Words, row: Deadline) -> TodayEntry:
        """Return the author of the message, and its level."""
        return TodayEntry(
            mark="🤝",
            number=cards_people.called(town, words, self.author),
            what=words.plain("broadcast-consent"),
            where=name(words, self.asked.level),
            action=cards.QUESTION,
            subject=self.asked.id,
        )


async def _load(act: Moment, rows: Sequence[Deadline]) -> dict[int, Question]:
    ids = {row.subject_id for row in rows}
    asked = (await act.session.scalars(sa.select(Broadcast).where(Broadcast.id.in_(ids)))).all()
    authors = {one.person_id: one for one in await directory.by_ids(act.session, {one.author_id for one in asked})}
    return by_row(rows, ((one.id, _question(one, authors[one.author_id])) for one in asked if one.author_id in authors))


def _question(asked: Broadcast, author: Actor) -> Question:
    key, gravity = (broadcasts.ABOUT, asked.id), Severity.EXTRAORDINARY.rank
    return Question(asked, author, key=key, gravity=gravity, drill=bool(asked.drill))


def _policy(settings: Township, of: Any) -> Policy:
    """Remind nobody: the people asked have the question, and it lapses when its time is over."""
    return Policy(clock="round", lapse=timedelta())


def _mine(actor: Actor) -> sa.ColumnElement[bool]:
    """Select the questions of other authors, for a person who may consent."""
    if not may(actor, Action.CONSENT):
        return sa.false()
    return ~about(Broadcast, Broadcast.author_id == actor.person_id)


OWED = (Owed(kind=broadcasts.CONSENT, policy=_policy, load=_load, mine=_mine, lapse=consent.lapse),)
