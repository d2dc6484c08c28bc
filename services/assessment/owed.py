"""The deadlines of the assessment: to close a period that is over, and to answer an appeal."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from models import Appeal, AssessmentOccasion, AssessmentPeriod, AssessmentResult, Deadline
from models.enums import DIRECTORS, STATION_LEADERS, AppealState, DraftKind
from services.assessment import appeals, cards, closing, holders
from services.assessment.periods import Period
from services.cards.card import Button, Card, button, lines
from services.core.act import Actor, Moment
from services.core.town import Town
from services.deadlines import wording
from services.deadlines.ladders import Owner
from services.deadlines.owed import Entry, Owed, Thing, TodayEntry, by_row, of_duty
from services.drafts.unsent import DROP, LOOK, Form
from texts import Words


@dataclass
class AssessmentThing(Thing):
    """A period to be closed, or an appeal to be answered: its name, and the button that leads to it."""

    period: Period
    of: str
    """The assessed of an appeal; empty for a period."""
    action: str
    subject: int

    def card(self, town: Town, reader: Actor, entries: Sequence[Entry], now: datetime) -> Card:
        """Return what is due, a line each."""
        words = town.words(reader.language)
        heads = [
            wording.head(town, words, entry, now, number=self._name(words), what=self._what(words)) for entry in entries
        ]
        return Card(text=lines(*heads), rows=((self.button(town, reader),),))

    def button(self, town: Town, reader: Actor) -> Button:
        """Return the button that opens it."""
        return button(self._name(town.words(reader.language)), self.action, self.subject)

    def entry(self, town: Town, words: Words, row: Deadline) -> TodayEntry:
        """Return its name; its button opens it."""
        return TodayEntry("📈", self._name(words), self._what(words), self.of or "-", self.action, self.subject)

    def _name(self, words: Words) -> str:
        return words.plain("assess-thing", period=self.period.name(words), of=self.of or "no")

    def _what(self, words: Words) -> str:
        return words.plain("assess-owes-answer" if self.of else "assess-owes-close")


async def _periods(act: Moment, rows: Sequence[Deadline]) -> dict[int, AssessmentThing]:
    ids = {row.subject_id for row in rows}
    found = await act.session.scalars(sa.select(AssessmentPeriod).where(AssessmentPeriod.id.in_(ids)))
    things = ((one.id, _thing(act, one, Period(one.each, one.first))) for one in found)
    return by_row(rows, things)


def _thing(act: Moment, row: AssessmentPeriod, period: Period) -> AssessmentThing:
    drill = act.town.settings.drill
    return AssessmentThing(period, "", cards.DUE, row.id, key=(closing.SUBJECT, row.id), gravity=-2, drill=drill)


async def _appeals(act: Moment, rows: Sequence[Deadline]) -> dict[int, AssessmentThing]:
    found = await act.session.execute(
        sa.select(Appeal.id, Appeal.occasion_id, AssessmentResult.name, AssessmentPeriod.each, AssessmentPeriod.first)
        .join(AssessmentOccasion, AssessmentOccasion.id == Appeal.occasion_id)
        .join(AssessmentResult, AssessmentResult.id == AssessmentOccasion.result_id)
        .join(AssessmentPeriod, AssessmentPeriod.id == AssessmentResult.period_id)
        .where(Appeal.id.in_({row.subject_id for row in rows}))
    )
    drill = act.town.settings.drill
    things = (
        (
            id_,
            AssessmentThing(
                Period(each, first), name, cards.OUTCOME, occasion, key=(appeals.SUBJECT, id_), gravity=-1, drill=drill
            ),
        )
        for id_, occasion, name, each, first in found
    )
    return by_row(rows, things)


def _leads(actor: Actor) -> bool:
    return bool(actor.roles & (STATION_LEADERS | DIRECTORS))


def _to_close(actor: Actor) -> sa.ColumnElement[bool]:
    return sa.true() if _leads(actor) else sa.false()


def _to_answer(actor: Actor) -> sa.ColumnElement[bool]:
    """Select the appeals that somebody may answer: none of their own, nor of what they are assessed with."""
    if not _leads(actor):
        return sa.false()
    own = [
        sa.and_(AssessmentResult.kind == one.kind, AssessmentResult.who == one.id) for one in holders.of_person(actor)
    ]
    those = (
        sa.select(Appeal.id)
        .join(AssessmentOccasion, AssessmentOccasion.id == Appeal.occasion_id)
        .join(AssessmentResult, AssessmentResult.id == AssessmentOccasion.result_id)
        .where(Appeal.state == AppealState.WAITING, Appeal.filed_by_id != actor.person_id, ~sa.or_(sa.false(), *own))
    )
    return Deadline.subject_id.in_(those)


OWED = (
    Owed(kind=closing.KIND, policy=of_duty(Owner.DESK), load=_periods, mine=_to_close),
    Owed(kind=appeals.KIND, policy=of_duty(Owner.DESK), load=_appeals, mine=_to_answer),
)
KINDS = (closing.CLOSED, appeals.FILED, appeals.ANSWERED)

FORMS = (Form(DraftKind.APPEAL, ((LOOK, "appeal", "show"), (DROP, "appeal", "cancel"))),)
