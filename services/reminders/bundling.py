"""Messages that are not urgent, told together (DOMAIN §5.4): a person's news and reminders, in one message."""

from collections.abc import Collection, Hashable, Iterable
from datetime import datetime

import sqlalchemy as sa

from models import Deadline, FiredStep, HeldNotice, Reminder
from services.cards.card import Card, below, lines
from services.core.act import Actor, Moment
from services.deadlines import owed
from services.deadlines.ladders import Doing, Step
from services.deadlines.owed import Entry
from services.messaging import batching, messages
from services.messaging.batching import SHOWN
from services.people import directory
from services.reminders import kinds
from services.settings.clocks import Rank


async def next_due(act: Moment) -> datetime | None:
    """Return when news or a reminder has waited long enough next."""
    found = [await batching.next_ripe(act, rows) for rows in (HeldNotice, Reminder)]
    return min((at for at in found if at is not None), default=None)


async def tell(act: Moment) -> int:
    """Tell some persons the messages that have waited long enough, with all others that wait for them; how many."""
    persons = {*await batching.ripe(act, HeldNotice), *await batching.ripe(act, Reminder)}
    if not persons:
        return 0
    news, (entries, newest) = await batching.take(act, persons), await _take(act, persons)
    for person in await directory.by_ids(act.session, {*news, *entries}):
        told, things = news.get(person.person_id), entries.get(person.person_id)
        if things:
            above = batching.card(act.town, person, told) if told else None
            card = await _card(act, person, things.values(), above)
            case_id = next(iter(things.values())).row.case_id if len(things) == 1 and not told else None
            drill = not told and all(entry.thing.drill for entry in things.values())
            await messages.tell(act, [person], card, kinds.REMINDER, about=newest, case_id=case_id, drill=drill)
        elif told:
            await batching.tell(act, person, told)
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


async def _card(act: Moment, person: Actor, entries: Iterable[Entry], above: Card | None) -> Card:
    """Return the message: the thing's own card when it is all, else lines and a button for each, gravest first."""
    by_thing: dict[Hashable, list[Entry]] = {}
    for entry in sorted(entries, key=_pressing):
        by_thing.setdefault(entry.thing.key, []).append(entry)
    shown = list(by_thing.values())[:SHOWN]
    for of_thing in shown:
        await of_thing[0].thing.look_up(act)
    if len(by_thing) == 1 and above is None:
        return shown[0][0].thing.card(act.town, person, shown[0], act.now)
    told = [of_thing[0].thing.lines(act.town, person, of_thing, act.now) for of_thing in shown]
    rows = [(of_thing[0].thing.button(act.town, person),) for of_thing in shown]
    words, count = act.town.words(person.language), len(by_thing)
    card = batching.together(words, "reminder", told, rows, count=count, between="\n\n")
    if above is None:
        return card
    return Card(text=lines(above.text, below(card.text)), rows=tuple(dict.fromkeys((*above.rows, *card.rows))))
