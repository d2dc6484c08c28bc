"""Reminders that are not urgent, told together (DOMAIN §5.4): all of a person's, in one message."""

from collections.abc import Collection, Hashable, Iterable
from datetime import datetime

import sqlalchemy as sa
from markupsafe import Markup

from models import Deadline, FiredStep, Reminder
from services.cards.card import Card
from services.core.act import Actor, Moment
from services.deadlines import owed
from services.deadlines.ladders import Doing, Step
from services.deadlines.owed import Entry
from services.messaging import messages
from services.people import directory
from services.reminders import kinds
from services.settings.clocks import Rank

AT_ONCE = 50
"""Persons told in one transaction."""
SHOWN = 8
"""Things of one message; the rest is counted."""


async def next_due(act: Moment) -> datetime | None:
    """Return when a reminder has waited long enough next."""
    return await act.session.scalar(sa.select(sa.func.min(Reminder.not_before)).where(Reminder.told_at.is_(None)))


async def tell(act: Moment) -> int:
    """Tell some persons the reminders that have waited long enough, with all others that wait for them; how many."""
    persons = list(
        await act.session.scalars(
            sa.select(Reminder.person_id)
            .where(Reminder.told_at.is_(None), Reminder.not_before <= act.now)
            .group_by(Reminder.person_id)
            .order_by(sa.func.min(Reminder.id))
            .limit(AT_ONCE)
        )
    )
    if not persons:
        return 0
    entries, newest = await _take(act, persons)
    for person in await directory.by_ids(act.session, entries):
        things = entries[person.person_id]
        card = await _card(act, person, things.values())
        case_id = next(iter(things.values())).row.case_id if len(things) == 1 else None
        drill = all(entry.thing.drill for entry in things.values())
        await messages.tell(act, [person], card, kinds.REMINDER, about=newest, case_id=case_id, drill=drill)
    await act.session.flush()
    return len(persons)


async def _take(act: Moment, persons: Collection[int]) -> tuple[dict[int, dict[int, Entry]], int]:
    """Return what each person is reminded of, by deadline, and the newest reminder's id; they count as told."""
    rows = await act.session.execute(
        sa.select(Reminder, Deadline, FiredStep)
        .join(Deadline, Deadline.id == Reminder.deadline_id)
        .join(FiredStep, FiredStep.id == Reminder.step_id)
        .where(Reminder.told_at.is_(None), Reminder.person_id.in_(persons))
        .order_by(Reminder.id)
        .with_for_update(of=Reminder)
    )
    found = list(rows)
    things = await owed.load(act, [row for _, row, _ in found if row.ended_at is None and not row.paused])
    entries: dict[int, dict[int, Entry]] = {}
    for reminder, row, fired in found:
        reminder.told_at = act.now
        if row.id in things:  # the others are done meanwhile: nothing to say any more
            step = Step(fired.at, Doing(fired.doing), Rank(fired.rank))
            entries.setdefault(reminder.person_id, {})[row.id] = Entry(row, things[row.id], step)
    return entries, max((reminder.id for reminder, _, _ in found), default=0)


def _pressing(entry: Entry) -> tuple[int, float, int]:
    return -entry.thing.gravity, entry.row.due_at.timestamp(), entry.row.id


async def _card(act: Moment, person: Actor, entries: Iterable[Entry]) -> Card:
    """Return the message: the thing's own card when it is all, else lines and a button for each, gravest first."""
    by_thing: dict[Hashable, list[Entry]] = {}
    for entry in sorted(entries, key=_pressing):
        by_thing.setdefault(entry.thing.key, []).append(entry)
    shown, words = list(by_thing.values())[:SHOWN], act.town.words(person.language)
    for of_thing in shown:
        await of_thing[0].thing.look_up(act)
    if len(by_thing) == 1:
        return shown[0][0].thing.card(act.town, person, shown[0], act.now)
    more = len(by_thing) - len(shown)
    parts = [
        words("reminder-head", count=len(by_thing)),
        *(of_thing[0].thing.lines(act.town, person, of_thing, act.now) for of_thing in shown),
        *([words("reminder-more", count=more)] if more else []),
    ]
    rows = tuple((of_thing[0].thing.button(act.town, person),) for of_thing in shown)
    return Card(text=Markup("\n\n").join(parts), rows=rows)
