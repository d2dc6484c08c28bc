"""The deadlines of duties: reminders, the ladder and the list of the day come from the engine of time."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from models import Deadline, Duty, DutySeries
from models.enums import DutyState
from services.cards.card import Button, Card
from services.core.act import Actor, Moment
from services.core.town import Town
from services.deadlines.ladders import Owner, Policy, kept_policy
from services.deadlines.owed import Entry, Owed, Thing, TodayEntry, Whose, about, by_row
from services.duties import cards, fulfilment, making, pauses
from services.duties.behind import Behind, behind, owed_by
from services.duties.owing import Who
from services.duties.planning import periods
from services.settings.duties import Owing
from services.settings.township import Township
from texts import Words

_OWNER = {
    Owing.TOWN: Owner.DESK,
    Owing.POST: Owner.PERSON,
    Owing.UNIT: Owner.UNIT,
    Owing.VILLAGE: Owner.VILLAGE,
    Owing.GRID: Owner.PERSON,
    Owing.RISK_POINT: Owner.UNIT,
    Owing.LINE: Owner.DESK,
}


@dataclass
class DutyThing(Thing):
    """One duty. The duties of one rule stand together in a message."""

    duty: Duty
    behind: Behind

    def whose(self, row: Deadline) -> Whose:
        """Return who owes it."""
        return self.behind.whose

    def card(self, town: Town, reader: Actor, entries: Sequence[Entry], now: datetime) -> Card:
        """Return the duties of one rule that are due, a line each."""
        found = [(entry.thing.duty, entry.thing.behind) for entry in entries if isinstance(entry.thing, DutyThing)]
        return cards.due(town, town.words(reader.language), found, now)

    def button(self, town: Town, reader: Actor) -> Button:
        """Return the button that shows the reader's duties."""
        return cards.list_button(town.words(reader.language))

    def entry(self, town: Town, words: Words, row: Deadline) -> TodayEntry:
        """Return who or what it is about, and the rule's name."""
        name, what = cards.called(self.duty, self.behind, town), cards.rule_name(town.settings, words, self.duty.rule)
        return TodayEntry("🗓", name, what, self.behind.place or "-", cards.OPEN, self.duty.id)


async def _load(act: Moment, rows: Sequence[Deadline]) -> dict[int, DutyThing]:
    duties = list(await act.session.scalars(sa.select(Duty).where(Duty.id.in_({row.subject_id for row in rows}))))
    known, drill = await behind(act.session, act.town, duties), act.town.settings.drill
    vacant = await _vacant(act, duties)
    things = (
        (
            duty.id,
            DutyThing(
                duty,
                replace(known[who], whose=Whose()) if duty.id in vacant else known[who],
                key=(making.SUBJECT, duty.rule),
                gravity=-2,
                drill=drill,
            ),
        )
        for duty in duties
        if (who := Who(Owing(duty.owing), duty.who)) in known
    )
    return by_row(rows, things)


async def _vacant(act: Moment, duties: Sequence[Duty]) -> set[int]:
    """Return the duties of posts whose holders have left: they are the desk's until there is a successor."""
    of_posts = [duty.id for duty in duties if duty.owing == Owing.POST.value]
    gone = sa.select(Duty.id).join(DutySeries, DutySeries.id == Duty.series_id).where(DutySeries.next_at.is_(None))
    return set(await act.session.scalars(gone.where(Duty.id.in_(of_posts)))) if of_posts else set()


def _policy(settings: Township, of: Any) -> Policy:
    """Remind by shares of the time, climb when it is late, and let it be missed when it cannot be made up any more."""
    duty: Duty = of
    rule = settings.duties.get(duty.rule)
    return Policy(
        clock="round" if duty.first == duty.last else "working",
        owner=_OWNER[Owing(duty.owing)],
        remind=settings.reminders.at,
        ladder=settings.ladders.duty if rule is None or rule.escalates else (),
        lapse=_made_up_within(settings, duty),
    )


def _made_up_within(settings: Township, duty: Duty) -> timedelta:
    """Return how long after it is due a duty can no longer be made up."""
    midnight = datetime.combine(duty.closes + periods.DAY, datetime.min.time(), settings.zone)
    return max(midnight - duty.due_at, timedelta())


def _mine(actor: Actor) -> sa.ColumnElement[bool]:
    return about(Duty, Duty.state == DutyState.OPEN, owed_by(actor))


async def _lapse(act: Moment, row: Deadline) -> None:
    """Let a paused duty go on at its limit; let another one be missed."""
    duty = await act.session.get(Duty, row.subject_id, with_for_update=True)
    if duty is not None and duty.state is DutyState.OPEN and duty.paused_until is not None:
        if duty.paused_until <= act.now:
            await pauses.go_on(act, duty)
        return
    await fulfilment.lapse(act, row)


async def _recompute(act: Moment, row: Deadline) -> None:
    """Calculate again when it is due, by a calendar that has become known."""
    duty = await act.session.get(Duty, row.subject_id)
    rule = act.town.settings.duties.get(duty.rule) if duty else None
    if duty is None or rule is None or duty.moved or duty.track or (rule.since and duty.first < rule.since):
        return
    period = periods.period_on(rule, duty.first)
    if period.last != duty.last:
        return
    duty.due_at = row.due_at = periods.due_at(act.town, rule, period)
    duty.closes = making.closes_on(act.town, rule, period, duty.due_at)
    lapse = {"lapse": _made_up_within(act.town.settings, duty)}
    row.policy = kept_policy(row.policy).model_copy(update=lapse).kept()


OWED = (Owed(kind=making.KIND, policy=_policy, load=_load, mine=_mine, lapse=_lapse, recompute=_recompute),)
