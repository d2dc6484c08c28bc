"""The deadlines of a shift: its person signs on when it begins, and hands over when it ends."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import sqlalchemy as sa

from models import Deadline, Shift
from models.enums import DeadlineOutcome
from services.cards.card import Button, Card, button
from services.core.act import Actor, Moment
from services.core.labels import name
from services.core.town import Town
from services.deadlines.ladders import Owner, Policy, Step, kept_policy
from services.deadlines.owed import Entry, Owed, Thing, TodayEntry, Whose, about, by_row
from services.duty import cards, kinds, shifts
from services.duty.shifts import HAND_OVER, SHIFT, SIGN_ON
from services.messaging.kinds import MessageKind
from services.people import directory
from services.settings.clocks import LadderStep, Rank
from services.settings.township import Township
from texts import Words


@dataclass
class ShiftThing(Thing):
    """A shift, and the handover note of the one before it."""

    shift: Shift
    person: Actor | None = None
    earlier: Shift | None = None
    author: str = ""

    def whose(self, row: Deadline) -> Whose:
        """Return the shift's person and the substitute."""
        return Whose(person_id=self.shift.person_id, substitute_id=self.shift.substitute_id)

    async def look_up(self, act: Moment) -> None:
        """Look up the handover note and the persons."""
        self.earlier = await shifts.before(act.session, self.shift)
        ids = {self.shift.person_id, *([self.earlier.person_id] if self.earlier else [])}
        known = {one.person_id: one for one in await directory.by_ids(act.session, ids)}
        self.person = known.get(self.shift.person_id)
        if self.earlier is not None:
            names = await directory.names(act.session, [self.earlier.person_id])
            self.author = names.get(self.earlier.person_id, "")

    def card(self, town: Town, reader: Actor, entries: Sequence[Entry], now: datetime) -> Card:
        """Return the buttons to sign on, stand in or hand over; other readers are told that nobody has signed on."""
        words = town.words(reader.language)
        if entries[-1].row.kind == HAND_OVER:
            return cards.to_sign_off(town, words, self.shift)
        if reader.person_id == self.shift.person_id:
            return cards.to_sign_on(town, words, self.shift, self.earlier, self.author)
        if reader.person_id == self.shift.substitute_id:
            return cards.to_stand_in(town, words, self.shift)
        return cards.unmanned(town, words, self.shift, self.person)

    def button(self, town: Town, reader: Actor) -> Button:
        """Return the button that shows the duty roster, with the reader's own shifts."""
        return button(town.words(reader.language).plain("duty-show"), cards.SHOW)

    def entry(self, town: Town, words: Words, row: Deadline) -> TodayEntry:
        """Return the shift's hours and kind, and whether to sign on or to hand over."""
        return TodayEntry(
            mark="📅",
            number=cards.hours(town, words, self.shift),
            what=words.plain("duty-owed-on" if row.kind == SIGN_ON else "duty-owed-off"),
            where=name(words, self.shift.kind),
            action=cards.SHOW,
        )


async def _load(act: Moment, rows: Sequence[Deadline]) -> dict[int, ShiftThing]:
    found = await act.session.scalars(
        sa.select(Shift).where(Shift.id.in_({row.subject_id for row in rows})).execution_options(populate_existing=True)
    )
    drill = act.town.settings.drill
    return by_row(rows, ((one.id, ShiftThing(one, key=(SHIFT, one.id), drill=drill)) for one in found))


def _signing_on(settings: Township, shift: Shift) -> Policy:
    """Ask, then call the substitute, until the shift is over."""
    lasts = shift.ends_at - shift.starts_at
    return Policy(clock="round", owner=Owner.PERSON, ladder=settings.ladders.sign_on, lapse=lasts)


def _handing_over(settings: Township, shift: Shift) -> Policy:
    """Ask from some minutes before the end of the shift, so many times, and then no more."""
    rules = settings.duty
    return Policy(
        clock="round",
        owner=Owner.PERSON,
        ladder=(LadderStep(to=Rank.HANDLER, wait=rules.hand_over_every),) * rules.hand_over_times,
        ahead=rules.hand_over_ahead,
        lapse=rules.asked_beyond,
    )


def _message(row: Deadline, step: Step, now: datetime) -> MessageKind:
    """Return how a step is told: worth reading until the shift is over, or until the next one says the same."""
    if row.kind == HAND_OVER:
        return replace(kinds.SIGN_OFF, lifetime=kept_policy(row.policy).ladder[0].wait)
    kind = kinds.STAND_IN if step.to is Rank.SUBSTITUTE else kinds.SIGN_ON
    return replace(kind, lifetime=row.lapse_at - now if row.lapse_at else None)


def _to_sign_on(actor: Actor) -> sa.ColumnElement[bool]:
    return _of(Shift.person_id == actor.person_id)


def _to_hand_over(actor: Actor) -> sa.ColumnElement[bool]:
    """Select shifts with a person signed on: before that, the list of the day shows only the signing on."""
    return _of(Shift.person_id == actor.person_id, Shift.signed_on_at.is_not(None))


def _of(*which: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
    return about(Shift, Shift.active, *which)


async def _lapse(act: Moment, deadline: Deadline) -> None:
    """Ask no more: the shift is over, or long over."""
    await shifts.ended(act, deadline.subject_id, (deadline.kind,), DeadlineOutcome.CANCELLED)


OWED = (
    Owed(kind=SIGN_ON, policy=_signing_on, load=_load, mine=_to_sign_on, lapse=_lapse, message=_message),
    Owed(kind=HAND_OVER, policy=_handing_over, load=_load, mine=_to_hand_over, lapse=_lapse, message=_message),
)
