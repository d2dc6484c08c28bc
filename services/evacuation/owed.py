"""The deadlines of evacuations: a second person's consent, and everybody of an officer's part accounted for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from models import Deadline, Evacuation, EvacuationPart
from models.enums import Action, Severity
from services.cards import people as cards_people
from services.cards.card import Button, Card, button, lines
from services.core.act import Actor, Moment
from services.core.town import Town
from services.deadlines import wording
from services.deadlines.ladders import Owner, Policy
from services.deadlines.owed import Entry, Owed, Thing, TodayEntry, Whose, about, by_row
from services.evacuation import cards
from services.evacuation.giving import consent, listing
from services.evacuation.order import balance, orders, views
from services.evacuation.order.balance import Balance
from services.people import directory
from services.people.access import may
from services.settings.township import Township
from texts import Words


@dataclass
class Question(Thing):
    """An order that waits for consent."""

    asked: Evacuation
    author: Actor
    drawn: Card | None = None

    async def look_up(self, act: Moment) -> None:
        """Look up the list and the names."""
        found, shown = await listing.preview(act, self.asked), await views.named(act.session, self.asked)
        words = act.town.words(None)
        self.drawn = cards.consent(act.town, words, self.asked, found.meant, len(found.unreached), shown, self.author)

    def card(self, town: Town, reader: Actor, entries: Sequence[Entry], now: datetime) -> Card:
        """Return the question."""
        if self.drawn is None:
            raise RuntimeError("a question is drawn before it is looked up")
        return self.drawn

    def button(self, town: Town, reader: Actor) -> Button:
        """Return the button that shows the question."""
        return button(town.words(reader.language).plain("evacuation-question"), cards.QUESTION, self.asked.id)

    def entry(self, town: Town, words: Words, row: Deadline) -> TodayEntry:
        """Return the author of the order."""
        called = cards_people.called(town, words, self.author)
        what = words.plain("evacuation-question")
        return TodayEntry("🤝", called, what, where="-", action=cards.QUESTION, subject=self.asked.id)


async def _asked(act: Moment, rows: Sequence[Deadline]) -> dict[int, Question]:
    ids = {row.subject_id for row in rows}
    asked = (await act.session.scalars(sa.select(Evacuation).where(Evacuation.id.in_(ids)))).all()
    authors = {one.person_id: one for one in await directory.by_ids(act.session, {one.made_by_id for one in asked})}
    found = [
        (
            one.id,
            Question(
                one,
                authors[one.made_by_id],
                key=(orders.ABOUT, one.id),
                gravity=Severity.EXTRAORDINARY.rank,
                drill=bool(one.drill),
            ),
        )
        for one in asked
        if one.made_by_id in authors
    ]
    return by_row(rows, found)


def _may_consent(actor: Actor) -> sa.ColumnElement[bool]:
    if not may(actor, Action.CONSENT):
        return sa.false()
    return ~about(Evacuation, Evacuation.made_by_id == actor.person_id)


@dataclass
class PartThing(Thing):
    """An officer's part of a list."""

    part: EvacuationPart
    order: Evacuation
    counted: Balance

    def whose(self, row: Deadline) -> Whose:
        """Return the officer; without one, the station."""
        return Whose(person_id=self.part.person_id, village_id=self.part.village_id, incident=True, life_danger=True)

    def card(self, town: Town, reader: Actor, entries: Sequence[Entry], now: datetime) -> Card:
        """Return how many are unaccounted for, with the list."""
        words = town.words(reader.language)
        what = words.plain("evacuation-owed", count=self.counted.unaccounted)
        heads = [wording.head(town, words, entry, now, number=self.order.number or "", what=what) for entry in entries]
        text = lines(*heads, cards.states(words, self.counted))
        return Card(text=text, rows=((self.button(town, reader),),))

    def button(self, town: Town, reader: Actor) -> Button:
        """Return the button that opens the list."""
        return button(town.words(reader.language).plain("evacuation-open-list"), cards.LIST, self.order.id)

    def entry(self, town: Town, words: Words, row: Deadline) -> TodayEntry:
        """Return the order's number, and how many are unaccounted for."""
        what = words.plain("evacuation-owed", count=self.counted.unaccounted)
        return TodayEntry("🏃", self.order.number or "", what, where="-", action=cards.LIST, subject=self.order.id)


async def _parts(act: Moment, rows: Sequence[Deadline]) -> dict[int, PartThing]:
    ids = {row.subject_id for row in rows}
    found = (
        await act.session.execute(
            sa.select(EvacuationPart, Evacuation)
            .join(Evacuation, Evacuation.id == EvacuationPart.evacuation_id)
            .where(EvacuationPart.id.in_(ids))
        )
    ).all()
    counted = (await balance.of(act.session, {order.id for _, order in found})).by(lambda cell: cell.part_id)
    things = [
        (
            part.id,
            PartThing(
                part,
                order,
                counted.get(part.id, Balance()),
                key=(orders.PART, part.id),
                gravity=Severity.EXTRAORDINARY.rank,
                drill=bool(order.drill),
            ),
        )
        for part, order in found
    ]
    return by_row(rows, things)


def _mine(actor: Actor) -> sa.ColumnElement[bool]:
    return about(EvacuationPart, EvacuationPart.person_id == actor.person_id)


def _of_part(settings: Township, of: Any) -> Policy:
    reminders, ladder = settings.reminders.at, settings.ladders.incident
    return Policy(clock="round", severity=Severity.EXTRAORDINARY, owner=Owner.PERSON, remind=reminders, ladder=ladder)


def _of_question(settings: Township, of: Any) -> Policy:
    """Remind nobody: the people asked have the question, and it lapses when its time is over."""
    return Policy(clock="round", lapse=timedelta())


OWED = (
    Owed(kind=orders.CONSENT, policy=_of_question, load=_asked, mine=_may_consent, lapse=consent.lapse),
    Owed(kind=orders.PART, policy=_of_part, load=_parts, mine=_mine),
)
