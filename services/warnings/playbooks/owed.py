"""The deadlines of a playbook's items: reminders, the ladder and the list of the day come from the engine of time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from models import Deadline, Village, WarningPlay
from services.cards.card import Button, Card, button
from services.core.act import Actor, Moment
from services.core.labels import name
from services.core.town import Town
from services.deadlines.ladders import Owner, Policy
from services.deadlines.owed import Entry, Owed, Thing, TodayEntry, Whose, by_row
from services.settings.township import Township
from services.warnings.playbooks import cards, playing
from texts import Words


@dataclass
class PlayThing(Thing):
    """A part of a playbook; those of one warning stand together in a message."""

    play: WarningPlay
    village: str

    def whose(self, row: Deadline) -> Whose:
        """Return the person; nobody: the desk."""
        return Whose(person_id=self.play.owner_id, village_id=self.play.village_id, line=self.play.line)

    def card(self, town: Town, reader: Actor, entries: Sequence[Entry], now: datetime) -> Card:
        """Return the items that are due, each with its button."""
        rows = [entry.thing.play for entry in entries if isinstance(entry.thing, PlayThing)]
        words = town.words(reader.language)
        return cards.of_person(town, words, rows, title=words.plain("play-due"))

    def button(self, town: Town, reader: Actor) -> Button:
        """Return the button that shows the item."""
        words = town.words(reader.language)
        return button(words.plain("play-see-item"), cards.ITEM, self.play.id)

    def entry(self, town: Town, words: Words, row: Deadline) -> TodayEntry:
        """Return what the item asks for, the post, and the place."""
        what = cards.what(town, words, self.play.line, self.play.do, self.play.text)
        role = str(name(words, self.play.role))
        return TodayEntry("📋", what, role, self.village or "-", cards.ITEM, self.play.id)


async def _load(act: Moment, rows: Sequence[Deadline]) -> dict[int, PlayThing]:
    ids = {row.subject_id for row in rows}
    found = await act.session.execute(
        sa.select(WarningPlay, Village.name)
        .outerjoin(Village, Village.id == WarningPlay.village_id)
        .where(WarningPlay.id.in_(ids))
    )
    return by_row(rows, ((one.id, _thing(one, village or "")) for one, village in found))


def _thing(one: WarningPlay, village: str) -> PlayThing:
    return PlayThing(one, village, key=(playing.ABOUT, one.warning_id), gravity=-1, drill=one.drill)


def _mine(actor: Actor) -> sa.ColumnElement[bool]:
    own = WarningPlay.owner_id == actor.person_id
    return Deadline.subject_id.in_(
        sa.select(WarningPlay.id).where(sa.or_(own, WarningPlay.owner_id.is_(None)) if actor.is_station else own)
    )


def _policy(settings: Township, of: Any) -> Policy:
    """Remind and climb as for a duty, but round the clock."""
    return Policy(clock="round", owner=Owner.PERSON, remind=settings.reminders.at, ladder=settings.ladders.duty)


OWED = (Owed(kind=playing.KIND, policy=_policy, load=_load, mine=_mine),)
