"""Reminders that are not urgent, told together (DOMAIN §5.4): one message a person, the most pressing first."""

from collections.abc import Hashable, Sequence

import sqlalchemy as sa
from markupsafe import Markup

from models import Deadline, FiredStep, Reminder
from services.cards.card import Card
from services.core.act import Actor, Moment
from services.deadlines import owed
from services.deadlines.ladders import Doing, Step
from services.deadlines.owed import Entry
from services.messaging import batching, messages
from services.messaging.batching import SHOWN
from services.people import directory
from services.reminders import kinds
from services.settings.clocks import Rank


async def tell(act: Moment) -> int:
    """Tell some persons what has waited long enough, with all else that waits for them; how many."""
    persons = await batching.ripe(act, Reminder)
    if not persons:
        return 0
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
        if row.id in things:  # the others are done meanwhile: nothing to say any more
            step = Step(fired.at, Doing(fired.doing), Rank(fired.rank))
            entries.setdefault(reminder.person_id, {})[row.id] = Entry(row, things[row.id], step)
    told = [reminder.id for reminder, _, _ in found]
    for person in await directory.by_ids(act.session, entries):
        ordered = sorted(entries[person.person_id].values(), key=_pressing)
        await _tell(act, person, ordered, max(told))
    await act.session.execute(sa.update(Reminder).where(Reminder.id.in_(told)).values(told_at=act.now))
    return len(persons)


def _pressing(entry: Entry) -> tuple[int, float, int]:
    return -entry.thing.gravity, entry.row.due_at.timestamp(), entry.row.id


async def _tell(act: Moment, person: Actor, ordered: Sequence[Entry], newest: int) -> None:
    await messages.tell(
        act,
        [person],
        await _card(act, person, ordered),
        kinds.REMINDER,
        about=newest,
        case_id=ordered[0].row.case_id if len(ordered) == 1 else None,
        drill=all(entry.thing.drill for entry in ordered),
    )


async def _card(act: Moment, person: Actor, entries: Sequence[Entry]) -> Card:
    """Return the message: the thing's own card when it is one, else lines and a button for each, gravest first."""
    by_thing: dict[Hashable, list[Entry]] = {}
    for entry in entries:
        by_thing.setdefault(entry.thing.key, []).append(entry)
    shown = list(by_thing.values())[:SHOWN]
    for of_thing in shown:
        await of_thing[0].thing.look_up(act)
    if len(by_thing) == 1:
        return shown[0][0].thing.card(act.town, person, shown[0], act.now)
    words = act.town.words(person.language)
    told = [words("reminder-head", count=len(by_thing))]
    told += [of_thing[0].thing.lines(act.town, person, of_thing, act.now) for of_thing in shown]
    if len(by_thing) > SHOWN:
        told.append(words("reminder-more", count=len(by_thing) - SHOWN))
    rows = tuple((of_thing[0].thing.button(act.town, person),) for of_thing in shown)
    return Card(text=Markup("\n\n").join(told), rows=rows)
